"""What a workbook holds once it is read: sheets of cells, known by row and column from 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.documents.workbooks.addresses import Range, address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value: TypeAlias = "str | int | float | bool | date | datetime | None"


class CellKind(StrEnum):
    """What stands in a cell."""

    EMPTY = "EMPTY"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DAY = "DAY"
    TRUTH = "TRUTH"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place, its value, and whether a formula made the value."""

    row: int
    column: int
    value: Value = None
    kind: CellKind = CellKind.EMPTY
    is_formula: bool = False

    @property
    def address(self) -> str:
        """Return where it stands, as O17."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """Return its value as text: words exactly as they are, a day as 2027/1/20, a whole number without a point."""
        if isinstance(self.value, date):
            return f"{self.value.year}/{self.value.month}/{self.value.day}"
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, float):
            return f"{self.value:.15g}"
        return "" if self.value is None else str(self.value)

    @property
    def is_blank(self) -> bool:
        """Tell whether a reader sees nothing in it."""
        return not self.is_formula and self.kind != CellKind.ERROR and not self.text.strip()


@dataclass(frozen=True)
class Sheet:
    """One sheet. Cells that hold nothing are not there."""

    name: str
    is_visible: bool
    cells: Mapping[tuple[int, int], Cell]
    merged: Sequence[Range] = ()
    computed: Sequence[Range] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an empty one where nothing stands. Cells that an array formula fills count as formulas."""
        found = self.cells.get((row, column)) or Cell(row, column)
        if not found.is_formula and any(part.holds(row, column) for part in self.computed):
            return Cell(row, column, found.value, found.kind, is_formula=True)
        return found

    def merge_at(self, row: int, column: int) -> Range | None:
        """Return the merged cells that this place belongs to, if any."""
        return next((part for part in self.merged if part.holds(row, column)), None)

    def shown(self, row: int, column: int) -> Cell:
        """Return the cell a reader sees here: in merged cells the first one."""
        part = self.merge_at(row, column)
        return self.cell(part.top, part.left) if part else self.cell(row, column)

    @cached_property
    def last_row(self) -> int:
        """Return the last row that holds anything; 0 for an empty sheet."""
        return max((row for row, _column in self.cells), default=0)

    @cached_property
    def columns(self) -> Sequence[int]:
        """Return the columns that hold anything, from left to right."""
        return sorted({column for _row, column in self.cells})


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file, in their order."""

    sheets: Sequence[Sheet] = field(default_factory=tuple)

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name, if there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
