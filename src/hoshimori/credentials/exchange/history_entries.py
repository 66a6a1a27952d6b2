"""Entries of the register's history and lines of the public register, as somebody outside reads them: strictly.

Nothing of them is taken over that is not of the expected form, so that it can be shown and written to a log.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.credentials.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "hoshimori/history/1"
_DEPTH = 4
_NUMBER = re.compile(r"[0-9]-[0-9]{2}-[0-9]{6}-[0-9]")
_CORPORATE_NUMBER = re.compile(r"[0-9]{13}")
_WORD = re.compile(r"[A-Z][A-Z_]{0,31}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:[0-9]{2})")
_DIGEST = re.compile(r"[A-Za-z0-9_-]{43}")
_LEVEL = re.compile(r"[1-5]")


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """One entry of the history. `standing` is None where it is about no registration; `particulars` is a digest."""

    kind: str
    at: datetime
    number: str = ""
    standing: Standing | None = None
    particulars: str = ""


def read(entry: bytes) -> PublicEvent:
    """Return what an entry says.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY.
    """
    try:
        said = json_text.read_object(entry, depth=_DEPTH)
    except Rejected:
        raise unreadable(Flaw.ENTRY) from None
    if said.get("format") != FORMAT:
        raise unreadable(Flaw.ENTRY)
    kind, at = _text(said, "kind", _WORD), _moment(_text(said, "at", _MOMENT))
    if "number" not in said:
        return PublicEvent(kind, at)
    return PublicEvent(kind, at, number_of(said), standing_of(said), _text(said, "particulars", _DIGEST))


def number_of(said: Mapping[str, object]) -> str:
    """Return the registration's number as it is written, 3-26-000123-8.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY.
    """
    return _text(said, "number", _NUMBER)


def standing_of(said: Mapping[str, object]) -> Standing:
    """Return what an entry, the register's JSON or a line of its CSV says of a registration.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY.
    """
    return Standing(
        corporate_number=_text(said, "corporate_number", _CORPORATE_NUMBER),
        level=int(_text({"level": _as_text(said.get("level"))}, "level", _LEVEL)),
        state=_text(said, "state", _WORD),
        valid_from=_day(_text(said, "valid_from", _DAY)),
        last_valid_on=_day(_text(said, "last_valid_on", _DAY)),
        is_kept=said.get("renewal_is_being_decided") in {True, "true"},
    )


def _text(said: Mapping[str, object], name: str, form: re.Pattern[str]) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise unreadable(Flaw.ENTRY)
    return value


def _as_text(value: object) -> object:
    """Return a whole number as the CSV writes it; True is none."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise unreadable(Flaw.ENTRY) from None


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise unreadable(Flaw.ENTRY) from None
