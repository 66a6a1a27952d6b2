"""How figures about all companies are told so that none of them tells anything about a few.

Every number that leaves this part is a count of companies (or experts) rounded down to a multiple of five; a share and
a median are worked out from such numbers alone. Totals are rounded from the true total, never added up. A table whose
parts make up a total never has a multiple of five parts: only then could a total give its parts away, all of them
rounded down by four. Who comes into the register when, and who leaves it, is public. So its figures speak of ends of
months, and fewer than five who came, or who left, are told together with later ones: no step between two columns or
two days can be laid to fewer than five.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

LEAST = 5
"""No figure speaks of fewer companies than this."""

ALL = "ALL"
"""The row or column of a total."""

IN_HOUSE, EXTERNAL = "IN_HOUSE", "EXTERNAL"
CONFIRMED, RETURNED = "CONFIRMED", "RETURNED"
COMPANIES, EXPERTS = "COMPANIES", "EXPERTS"

MONTHS = 13
"""How many ends of months are told: a year, and the same month a year before."""

JOINED_INDUSTRIES = {"B": "A", "N": "M", "R": "Q", "T": "S"}
"""Industries that are told together with another: 20 of them would be a multiple of five."""


class Subject(StrEnum):
    """What a table of figures is about."""

    REGISTERED = "REGISTERED"
    PREFECTURE = "PREFECTURE"
    SIZE_CLASS = "SIZE_CLASS"
    INDUSTRY = "INDUSTRY"
    BEGUN = "BEGUN"
    FILINGS = "FILINGS"
    LOAD = "LOAD"
    RETURNED = "RETURNED"
    TAKEN = "TAKEN"
    EFFORT = "EFFORT"


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of days, hours or confirmations; `below` is exclusive, None: no end."""

    first: int
    below: int | None

    @property
    def code(self) -> str:
        """Return the name under which it stands in a table."""
        return f"{self.first}-" if self.below is None else f"{self.first}-{self.below}"


def _spans(first: int, *limits: int) -> tuple[Span, ...]:
    edges = (first, *limits)
    ends = (*limits, None)
    return tuple(Span(*pair) for pair in zip(edges, ends, strict=True))


DAYS = _spans(0, 8, 15, 31, 61, 91)
"""Days: how long a filing has waited, how long a confirmation took."""

HOURS = _spans(0, 10, 20, 40, 80, 160)
"""Hours that a self-evaluation took."""

LOADS = _spans(1, 2, 4, 6, 11, 21)
"""Confirmations that an expert has in work."""

SPANS: Mapping[Subject, tuple[Span, ...]] = {
    Subject.FILINGS: DAYS,
    Subject.LOAD: LOADS,
    Subject.TAKEN: DAYS,
    Subject.EFFORT: HOURS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its code, and its figures in the order of the columns, every one a multiple of five."""

    code: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures as it may be read: what stands here was rounded before."""

    subject: Subject
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, code: str) -> tuple[int, ...]:
        """Return the figures of one column, row by row, without the row of the total."""
        place = self.columns.index(code)
        return tuple(line.figures[place] for line in self.lines if line.code != ALL)

    def row(self, code: str) -> tuple[int, ...]:
        """Return the figures of one row, column by column, without the column of the total."""
        line = next(line for line in self.lines if line.code == code)
        return tuple(figure for name, figure in zip(self.columns, line.figures, strict=True) if name != ALL)

    def figure(self, row: str, column: str) -> int:
        """Return one figure."""
        line = next(line for line in self.lines if line.code == row)
        return line.figures[self.columns.index(column)]


@dataclass(frozen=True, slots=True)
class Figures:
    """All tables, as they were worked out at one moment, and the ends of months they speak of, newest first."""

    at: datetime
    months: tuple[date, ...]
    tables: tuple[Table, ...]

    def of(self, subject: Subject) -> Table:
        """Return the table of one subject."""
        return next(table for table in self.tables if table.subject is subject)


def rounded(count: int) -> int:
    """Return the count rounded down to a multiple of five: 0 stands for fewer than five."""
    return count - count % LEAST


def published(subject: Subject, day: date, counts: Mapping[tuple[str, str], int]) -> Table:
    """Return the table of a subject. `counts` are exact, by row and column; what is missing counts nothing."""
    rows, columns = rows_of(subject), columns_of(subject, day)
    lines = (Line(row, tuple(rounded(counts.get((row, column), 0)) for column in columns)) for row in rows)
    return Table(subject, columns, tuple(lines))


def rows_of(subject: Subject) -> tuple[str, ...]:
    """Return the rows of a subject's table. They depend on nothing that was counted."""
    return _ROWS[subject]


def columns_of(subject: Subject, day: date) -> tuple[str, ...]:
    """Return the columns of a subject's table. They depend on nothing that was counted."""
    return _COLUMNS.get(subject) or tuple(end.isoformat() for end in month_ends(day))


def month_ends(day: date, amount: int = MONTHS) -> tuple[date, ...]:
    """Return the last days of the months that are over on `day`, newest first."""
    ends = [day.replace(day=1) - timedelta(days=1)]
    while len(ends) < amount:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return tuple(ends)


def released(ends: Sequence[date], counts: Mapping[date, int]) -> Mapping[date, date | None]:
    """Return for each end of a month until when acts are told there: that end, or an earlier one.

    `counts` are how many companies did something, by the end of the month in which they did. What fewer than five did
    is held back until, with later ones, five have done it. None: nothing of it is told yet.
    """
    told: date | None = None
    held = 0
    found: dict[date, date | None] = {}
    for end in sorted({*ends, *counts}):
        held += counts.get(end, 0)
        if held >= LEAST:
            told, held = end, 0
        found[end] = told
    return {end: found[end] for end in ends}


def middle(figures: Sequence[int]) -> int | None:
    """Return the place of the span in which the median lies; None where nothing is told.

    `figures` are the rounded ones of consecutive spans.
    """
    whole, passed = sum(figures), 0
    for place, figure in enumerate(figures):
        passed += figure
        if whole and 2 * passed >= whole:
            return place
    return None


def share(part: int, whole: int) -> int | None:
    """Return how many of a hundred, from two rounded figures; None where either speaks of fewer than five."""
    return round(100 * min(part, whole) / whole) if part and whole else None


_LEVELS = (ALL, *(str(level.value) for level in Level))
_ROWS: Mapping[Subject, tuple[str, ...]] = {
    Subject.REGISTERED: _LEVELS,
    Subject.PREFECTURE: tuple(PREFECTURES),
    Subject.SIZE_CLASS: tuple(SIZE_CLASSES),
    Subject.INDUSTRY: tuple(code for code in INDUSTRIES if code not in JOINED_INDUSTRIES),
    Subject.BEGUN: _LEVELS,
    Subject.FILINGS: (ALL, *(span.code for span in DAYS)),
    Subject.LOAD: tuple(span.code for span in LOADS),
    Subject.RETURNED: (IN_HOUSE, EXTERNAL),
    Subject.TAKEN: tuple(span.code for span in DAYS),
    Subject.EFFORT: tuple(SIZE_CLASSES),
}
_COLUMNS: Mapping[Subject, tuple[str, ...]] = {
    Subject.BEGUN: (COMPANIES,),
    Subject.FILINGS: (COMPANIES,),
    Subject.LOAD: (EXPERTS,),
    Subject.RETURNED: (CONFIRMED, RETURNED),
    Subject.TAKEN: (IN_HOUSE, EXTERNAL),
    Subject.EFFORT: (ALL, *(span.code for span in HOURS)),
}
