"""Writing a calendar that other programs subscribe to (RFC 5545, with the names of RFC 7986)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

MEDIA_TYPE = "text/calendar; charset=utf-8"
LINE_OCTETS = 75
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something on a day. `uid` stays the same however often it changes; `revision` counts up with each change."""

    uid: str
    title: str
    on: date
    revision: int


def calendar(*, name: str, days: Iterable[AllDay], at: datetime) -> bytes:
    """Return a calendar of all-day entries as a file; days have no time zone, so none is given.

    `at` is the moment at which it is written (RFC 5545 section 3.8.7.2).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hoshimori//Tasks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        *(line for day in days for line in _event(day, at)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(day: AllDay, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(day.uid)}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{day.revision}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(day.title)}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return a text as a value: reserved characters escaped, control characters left out (sections 3.1, 3.3.11)."""
    alike = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (character for character in alike if character == "\n" or unicodedata.category(character) != "Cc")
    return "".join(_ESCAPED.get(character, character) for character in kept)


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, no character torn apart (section 3.1)."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
