"""Tables as people make them themselves, with one misfortune each; every sentence is made up."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADERS = ("評価基準No.", "自己評価", "理由", "根拠および実施する事", "補足")


@dataclass
class Table:
    """A table of answers; `rows` hold what stands under each header, `bend` does the misfortune."""

    rows: Sequence[Sequence[str | float | date | None]]
    headers: Sequence[str] = HEADERS
    header_row: int = 1
    first_column: int = 1
    above: Mapping[str, str] = field(default_factory=dict)
    sheet: str = "Sheet1"
    bend: Callable[[Worksheet], None] = lambda _sheet: None
    others: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    def saved(self) -> bytes:
        """Return the file."""
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = self.sheet
        for address, text in self.above.items():
            sheet[address] = text
        for line, row in enumerate([self.headers, *self.rows], start=self.header_row):
            for place, value in enumerate(row, start=self.first_column):
                sheet.cell(line, place).value = value
        self.bend(sheet)
        for name, rows in self.others.items():
            other = book.create_sheet(name, 0)
            for texts in rows:
                other.append(list(texts))
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()
