from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from hoshimori.documents.icalendar import AllDay, calendar

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def lines_of(file: bytes) -> list[str]:
    """Return the lines of a calendar as a reader puts them together again (RFC 5545 section 3.1)."""
    return file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def text_of(value: str) -> str:
    """Return the text a value stands for (RFC 5545 section 3.3.11)."""
    return re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)


def written(title: str) -> bytes:
    return calendar(name="やること", days=[AllDay("1@hoshimori", title, date(2027, 1, 20), 3)], at=AT)


def test_an_entry_is_a_whole_day_without_a_time_zone() -> None:
    assert lines_of(written("キーを買う")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hoshimori//Tasks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:やること",
        "X-WR-CALNAME:やること",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "BEGIN:VEVENT",
        "UID:1@hoshimori",
        "DTSTAMP:20261123T010000Z",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20270120",
        "DTEND;VALUE=DATE:20270121",
        "SUMMARY:キーを買う",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_reserved_characters_are_escaped_and_nothing_new_can_begin() -> None:
    title = "a;b,c\\d\r\nEND:VEVENT\x00\x1b"

    summary = next(line for line in lines_of(written(title)) if line.startswith("SUMMARY:"))

    assert summary == r"SUMMARY:a\;b\,c\\d\nEND:VEVENT"
    assert lines_of(written(title)).count("END:VEVENT") == 1


@given(st.text(min_size=1, max_size=300))
def test_no_line_is_longer_than_75_octets_and_every_title_comes_back(title: str) -> None:
    file = written(title.encode("utf-8", "ignore").decode())

    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")
    summary = next(line for line in lines_of(file) if line.startswith("SUMMARY:"))
    kept = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", title.replace("\r\n", "\n").replace("\r", "\n"))
    assert text_of(summary.removeprefix("SUMMARY:")) == kept.encode("utf-8", "ignore").decode()
