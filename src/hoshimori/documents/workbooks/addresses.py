"""Places in a sheet: O17, B3:D3."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, its ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a place lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """Return a place as people know it: O17."""
    return f"{letters(column)}{row}"


def place(text: str) -> tuple[int, int]:
    """Return row and column of "O17" or "$O$17".

    Raises:
        ValueError: this is no place in a sheet.
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        raise ValueError("no place in a sheet")
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]), column


def rectangle(text: str) -> Range:
    """Return the rectangle of "B3:D3"; that of "B3" is a single cell.

    Raises:
        ValueError: this is no rectangle in a sheet.
    """
    first, _colon, last = text.partition(":")
    top, left = place(first)
    bottom, right = place(last or first)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
