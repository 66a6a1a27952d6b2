"""One hidden claim and its digest (RFC 9901, 4.2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import base64url, json_text
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import RESERVED
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.json_text import Json

PROPERTY = 3
ELEMENT = 2


@dataclass(frozen=True)
class Property:
    """A hidden claim of an object: salt, name, value."""

    salt: str
    name: str
    value: Json


@dataclass(frozen=True)
class Element:
    """A hidden element of an array: salt, value."""

    salt: str
    value: Json


def digest(text: str) -> str:
    """Return the SHA-256 over the ASCII of a text, as base64url (RFC 9901, 4.2.3)."""
    return base64url.encode(hashlib.sha256(text.encode("ascii")).digest())


def read_property(text: str) -> Property:
    """Return the claim a disclosure tells, where a claim's digest stood (RFC 9901, 7.1 step 3.c.ii)."""
    match parts(text):
        case [str(salt), str(name), value]:
            if name in RESERVED:
                raise Rejected(Reason.RESERVED_NAME)
            return Property(salt, name, value)
        case _:
            raise Rejected(Reason.DISCLOSURE_WRONG)


def read_element(text: str) -> Element:
    """Return the element a disclosure tells, where an element's digest stood (RFC 9901, 7.1 step 3.c.iii)."""
    match parts(text):
        case [str(salt), value]:
            return Element(salt, value)
        case _:
            raise Rejected(Reason.DISCLOSURE_WRONG)


def parts(text: str) -> Json:
    """Return the JSON inside a disclosure; its own brackets do not count as nesting."""
    return json_text.read(base64url.decode(text), depth=LIMITS.depth + 1)
