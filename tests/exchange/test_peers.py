"""What Hoshimori writes, other programs read the same."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from hoshimori.documents.workbooks.reading import read
from hoshimori.documents.workbooks.writing import Column, Look, Properties, TableSheet, write
from tests.cast import MOMENT

TEXTS = [
    "理由を書きました。",
    "=1+1",
    "@x",
    " 前後の空白 ",
    "一行目\n二行目",
    "_x0041_ _x0041_x0042_",
    "😀",
    "\x0b",
    "長" * 4_000,
]


@pytest.fixture(scope="module")
def content() -> bytes:
    """A table with one text in each row, from B3 on."""
    table = TableSheet("表", "題", [Column("見出し", 20, Look.ENTRY)], [[text] for text in TEXTS])
    return write([table], Properties("題", made_at=MOMENT))


def test_calamine_reads_the_same_texts(content: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert [row[1] for row in rows[2:]] == TEXTS


def test_openpyxl_reads_texts_and_no_formula(content: bytes) -> None:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]

    cells = [sheet.cell(row, 2) for row in range(3, 3 + len(TEXTS))]

    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[1].value == "=1+1"


def test_we_read_the_same_texts(content: bytes) -> None:
    sheet = read(content).sheets[0]

    assert [sheet.cell(row, 2).text for row in range(3, 3 + len(TEXTS))] == TEXTS
