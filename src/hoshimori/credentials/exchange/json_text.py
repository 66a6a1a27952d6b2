"""JSON of strangers, read strictly: every name once, no endless nesting, nothing but Unicode (RFC 8259, RFC 7493)."""

from __future__ import annotations

import json
import math
import re
from typing import TypeAlias

from hoshimori.credentials.rules.reasons import Reason, Rejected

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
BRACKET = re.compile(r"[\[\]{}]")
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
DIGITS = 20


def write(value: object) -> bytes:
    """Return compact JSON in UTF-8."""
    return WRITER.encode(value).encode()


def read(content: bytes, *, depth: int) -> Json:
    """Return the value written in `content`; `depth` is how far objects and arrays may be nested.

    Raises: `Rejected` for what is not JSON in UTF-8, names that stand twice, or too deep nesting.
    """
    try:
        text = content.decode("utf-8")
        require_shallow(text, depth)
        value: Json = READER.decode(text)
        if SURROGATE.search(text):
            write(value)
    except (ValueError, RecursionError):
        raise Rejected(Reason.JSON_WRONG) from None
    return value


def read_object(content: bytes, *, depth: int) -> dict[str, Json]:
    """Return the JSON object written in `content`."""
    value = read(content, depth=depth)
    if not isinstance(value, dict):
        raise Rejected(Reason.JSON_WRONG)
    return value


def require_shallow(text: str, depth: int) -> None:
    """Require that brackets outside of strings are nested no deeper than `depth`, before they are followed."""
    if text.count("[") + text.count("{") <= depth:
        return
    level = 0
    for bracket in BRACKET.findall(STRING.sub("", text)):
        level += 1 if bracket in "[{" else -1
        if level > depth:
            raise Rejected(Reason.TOO_DEEP)


def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Return the object of these members, each name standing once."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Rejected(Reason.JSON_NAME_TWICE)
    return members


def whole(text: str) -> int:
    """Return a whole number of a size that every reader understands alike."""
    if len(text) > DIGITS:
        raise ValueError(text)
    return int(text)


def finite(text: str) -> float:
    """Return a number that is one: 1e999 is not."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def foreign(text: str) -> float:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(text)


WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
READER = json.JSONDecoder(object_pairs_hook=unique, parse_int=whole, parse_float=finite, parse_constant=foreign)
