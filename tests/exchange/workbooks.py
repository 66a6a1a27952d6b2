"""Workbooks as they come back from people: made by code, one misfortune each, every sentence made up."""

from __future__ import annotations

import io
from collections.abc import Mapping

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 2


def changed(content: bytes, changes: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return a workbook of ours with other words in some cells, known by criterion and header."""
    book = load_workbook(io.BytesIO(content))
    sheet = main_sheet(book)
    columns = {sheet.cell(HEADER_ROW, column).value: column for column in range(1, sheet.max_column + 1)}
    rows = {sheet.cell(row, columns["評価基準No."]).value: row for row in range(HEADER_ROW + 1, sheet.max_row + 1)}
    for no, cells in changes.items():
        for header, text in cells.items():
            sheet.cell(rows[no], columns[header]).value = text or None
    return saved(book)


def main_sheet(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
