"""Find the criteria in a workbook: which sheet, which row of headers, which rows, and of which edition they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from hoshimori.documents.workbooks.tables import head_of, kind_of
from hoshimori.schemes.exchange.layout import Kind
from hoshimori.schemes.exchange.numbers import CRITERION_PARTS, number_in, numbers_of_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hoshimori.documents.workbooks.cells import Cell, Sheet, Workbook
    from hoshimori.documents.workbooks.tables import Head, Heading

SEARCHED_COLUMNS = 60
SEARCHED_ROWS = 2_000
"""How many filled rows below the headers are looked at: an edition has some 150."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headers: the cell where a number should stand, and the criterion number it shows, if any."""

    row: int
    cell: Cell
    no: str | None


@dataclass(frozen=True)
class Located:
    """The table of criteria in a workbook."""

    sheet: Sheet
    head: Head
    headings: Sequence[Heading]
    number_column: int
    lines: Sequence[Line]

    @cached_property
    def numbers(self) -> set[str]:
        """Return all criterion numbers it shows."""
        return {line.no for line in self.lines if line.no}

    def column(self, kind: str) -> int | None:
        """Return the first column of a kind; None if there is none."""
        return next(iter(self.head.columns.get(kind, ())), None)

    def is_header_again(self, line: Line) -> bool:
        """Tell whether a row repeats the headers, as long printed tables do."""
        return kind_of(line.cell.text, self.headings) == Kind.NUMBER


def locate(workbook: Workbook, headings: Sequence[Heading]) -> Located | None:
    """Return the table with the most criteria; visible sheets go first. None where no sheet has any."""
    found = [located for sheet in workbook.sheets if (located := _in_sheet(sheet, headings)) is not None]
    if not found:
        return None
    return max(found, key=lambda located: (located.sheet.is_visible, len(located.numbers), located.head.kinds))


def _in_sheet(sheet: Sheet, headings: Sequence[Heading]) -> Located | None:
    head = head_of(sheet, headings)
    if head is None:
        return None
    headed = [_table(sheet, head, headings, column) for column in head.columns.get(Kind.NUMBER, ())]
    tables = [table for table in headed if table.numbers]
    if not tables:
        tables = [_table(sheet, head, headings, column) for column in sheet.columns[:SEARCHED_COLUMNS]]
    best = max(tables, key=lambda table: len(table.numbers))
    return best if best.numbers else None


def _table(sheet: Sheet, head: Head, headings: Sequence[Heading], column: int) -> Located:
    return Located(sheet, head, headings, column, _lines(sheet, head, column))


def _lines(sheet: Sheet, head: Head, column: int) -> tuple[Line, ...]:
    rows = sorted({row for row, _column in sheet.cells if row > head.row})[:SEARCHED_ROWS]
    cells = [sheet.cell(row, column) for row in rows]
    return tuple(Line(cell.row, cell, number_in(cell.text, CRITERION_PARTS)) for cell in cells)


def edition_of(numbers: Collection[str], editions: Mapping[str, Collection[str]]) -> str | None:
    """Return the code of the edition whose numbers these are, judged by numbers that not every edition has.

    None where nothing tells the editions apart. `editions` maps codes to all numbers of that edition.
    """
    shared = set.intersection(*(set(known) for known in editions.values()))
    hits = {code: len((set(known) - shared) & set(numbers)) for code, known in editions.items()}
    best = max(hits, key=lambda code: hits[code])
    others = [count for code, count in hits.items() if code != best]
    return best if hits[best] > max(others, default=0) else None


def was_taken_for_a_day(cell: Cell, no: str) -> bool:
    """Tell whether somebody may have typed this number into a cell that now shows a day."""
    return isinstance(cell.value, date) and no in numbers_of_day(cell.value)
