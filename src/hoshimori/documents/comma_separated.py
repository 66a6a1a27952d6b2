"""Writing comma-separated values that a spreadsheet opens without running anything (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MEDIA_TYPE = "text/csv; charset=utf-8"
# Spreadsheets take a cell that begins so for a formula, in either width (OWASP: CSV injection).
_BEGINNINGS = tuple("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20")
_STRETCH = 500


def written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a file in stretches: a byte order mark, by which Excel knows the encoding, the head, then the rows."""
    yield b"\xef\xbb\xbf" + _lines([head])
    stretch: list[Sequence[object]] = []
    for row in rows:
        stretch.append(row)
        if len(stretch) == _STRETCH:
            yield _lines(stretch)
            stretch = []
    yield _lines(stretch)


def cell(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula; numbers of ours stay numbers."""
    text = "" if value is None else str(value)
    is_formula = text.startswith(_BEGINNINGS) and not isinstance(value, int)
    return f"'{text}" if is_formula else text.replace("\x00", "")


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode()
