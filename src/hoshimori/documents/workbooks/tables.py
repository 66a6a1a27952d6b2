"""Find a table in a sheet by the words of its headers, wherever it stands and in whatever order its columns are."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.documents.workbooks.cells import Sheet

SEARCHED_ROWS = 40
SEARCHED_COLUMNS = 200
_LEAST_HEADERS = 2
_LONGEST_HEADER = 60
_NO_WORD = re.compile(r"[^\w★]+|_")


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind of column and how its header may be worded; the pattern sees the folded words and must match them all.

    Among several headings the first one that matches says what a column is.
    """

    kind: str
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, kind: str, *wordings: str) -> Heading:
        """Return a heading of which several wordings are known, each a regular expression."""
        return cls(kind, re.compile("|".join(wordings)))


@dataclass(frozen=True, slots=True)
class Head:
    """The row of headers that was found, and the columns of each kind, from left to right."""

    row: int
    columns: Mapping[str, Sequence[int]]

    @property
    def kinds(self) -> int:
        """Return how many kinds of column were recognized."""
        return len(self.columns)


def folded(header: str) -> str:
    """Return a header's words alone: widths and case made alike, no white space, no punctuation, stars kept."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", header).casefold())


def head_of(sheet: Sheet, headings: Sequence[Heading]) -> Head | None:
    """Return the row that reads most like headers, within the first rows of a sheet; None where no row does."""
    best: Head | None = None
    for row in range(1, min(sheet.last_row, SEARCHED_ROWS) + 1):
        found = _head_in(sheet, row, headings)
        if found.kinds >= _LEAST_HEADERS and (best is None or found.kinds > best.kinds):
            best = found
    return best


def kind_of(header: str, headings: Sequence[Heading]) -> str | None:
    """Return what kind of column a header announces, if it is a known one."""
    words = folded(header)
    if not words or len(words) > _LONGEST_HEADER:
        return None
    return next((heading.kind for heading in headings if heading.pattern.fullmatch(words)), None)


def _head_in(sheet: Sheet, row: int, headings: Sequence[Heading]) -> Head:
    columns: dict[str, list[int]] = defaultdict(list)
    for column in sheet.columns[:SEARCHED_COLUMNS]:
        own = sheet.cell(row, column).text
        above = sheet.shown(row - 1, column).text if row > 1 else ""
        kind = own and (kind_of(above + own, headings) or kind_of(own, headings))
        if kind:
            columns[kind].append(column)
    return Head(row, dict(columns))
