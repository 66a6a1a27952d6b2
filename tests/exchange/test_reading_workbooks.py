"""What files people send: hostile ones, wrong ones, and workbooks as other programs write them."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.worksheet.formula import ArrayFormula

from hoshimori.documents.workbooks.addresses import Range, address, place, rectangle
from hoshimori.documents.workbooks.cells import CellKind, Workbook
from hoshimori.documents.workbooks.container import FILE_LIMIT
from hoshimori.documents.workbooks.parts import shows_days
from hoshimori.documents.workbooks.reading import read
from hoshimori.documents.workbooks.writing import Column, HiddenSheet, PageSheet, Properties, TableSheet, write
from hoshimori.shared.refusal import Invalid
from tests.cast import MOMENT
from tests.exchange.workbooks import saved

TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
MAIN, RELATIONS, SHEET = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MANY = "<c><v>1</v></c>" * 200_001
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def small(text: str = "○") -> bytes:
    """Return a plain little workbook with one word in B3."""
    return write([TableSheet("A", "t", [Column("h", 10)], [[text]])], Properties("T", made_at=MOMENT))


def with_parts(changes: Mapping[str, bytes | None], content: bytes = b"") -> bytes:
    """Return a workbook with some parts put in, replaced or left out."""
    with zipfile.ZipFile(io.BytesIO(content or small())) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                archive.writestr(name, part)
    return buffer.getvalue()


def with_sheet(xml: str) -> bytes:
    return with_parts({SHEET: f'<worksheet xmlns="{NAMESPACE}">{xml}</worksheet>'.encode()})


def refusal_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read(content)
    assert refused.value.field == "file"
    return refused.value.code


def password_locked() -> bytes:
    return OLE + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le")


def open_document() -> bytes:
    return with_parts({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


def lying_zip() -> bytes:
    """Return a workbook whose table of contents says that a large part is small."""
    content = bytearray(with_parts({"xl/sharedStrings.xml": b"<sst>" + b" " * 5_000_000 + b"</sst>"}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.index(
            b"xl/sharedStrings.xml", content.index(signature) if offset == 22 else content.index(b"PK\x01\x02")
        )
        head = content.rindex(signature, 0, at)
        content[head + offset : head + offset + 4] = (10).to_bytes(4, "little")
    return bytes(content)


MISFORTUNES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "WORKBOOK_EMPTY"),
    "too large": (b"PK\x03\x04" + b"\x00" * FILE_LIMIT, "WORKBOOK_TOO_LARGE"),
    "a text": ("こんにちは".encode(), "NOT_A_WORKBOOK"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "NOT_A_WORKBOOK"),
    "a web page called xls": (b"<html><table><tr><td>4-1-3-2,</td></tr></table>", "NOT_A_WORKBOOK"),
    "csv": ("評価基準No.,自己評価\n4-1-3-2,○\n".encode(), "WORKBOOK_IS_CSV"),
    "csv from Japanese Excel": ("評価基準No.\t自己評価\n4-1-3-2\t○\n".encode("cp932"), "WORKBOOK_IS_CSV"),
    "old Excel": (OLE + b"\x00" * 504 + "Workbook".encode("utf-16-le"), "WORKBOOK_IS_OLD_EXCEL"),
    "with a password": (password_locked(), "WORKBOOK_HAS_PASSWORD"),
    "OpenDocument": (open_document(), "WORKBOOK_IS_OPEN_DOCUMENT"),
    "binary Excel": (with_parts({"xl/workbook.bin": b"x"}), "WORKBOOK_IS_BINARY"),
    "a zip of something": (with_parts({TYPES: None, "readme.txt": b"x"}), "NOT_A_WORKBOOK"),
    "a letter": (with_parts({MAIN: None, "word/document.xml": b"<x/>"}), "NOT_A_WORKBOOK"),
    "cut off": (small()[:1000], "WORKBOOK_DAMAGED"),
    "macros": (with_parts({"xl/vbaProject.bin": b"x"}), "WORKBOOK_HAS_MACROS"),
    "macros elsewhere": (with_parts({"XL/Other/VBAProject.BIN": b"x"}), "WORKBOOK_HAS_MACROS"),
    "old macros": (with_parts({"xl/macrosheets/sheet1.xml": b"<x/>"}), "WORKBOOK_HAS_MACROS"),
    "macros by their type": (with_parts({TYPES: b'<Types A="macroEnabled"/>'}), "WORKBOOK_HAS_MACROS"),
    "a zip in it": (with_parts({"xl/media/image1.zip": small()}), "WORKBOOK_HAS_FOREIGN_FILES"),
    "a program in it": (with_parts({"xl/embeddings/setup.EXE": b"MZ"}), "WORKBOOK_HAS_FOREIGN_FILES"),
    "a bomb": (with_parts({"xl/media/a.xml": b"\x00" * 40_000_000}), "WORKBOOK_UNPACKS_TOO_LARGE"),
    "a small bomb": (with_parts({"xl/media/a.xml": b"\x00" * 6_000_000}), "WORKBOOK_UNPACKS_TOO_LARGE"),
    "thousands of parts": (with_parts({f"xl/a{n}.xml": b"" for n in range(2_500)}), "WORKBOOK_UNPACKS_TOO_LARGE"),
    "sizes that lie": (lying_zip(), "WORKBOOK_DAMAGED"),
    "the same part twice": (with_parts({"XL/Workbook.xml": b"<x/>"}), "WORKBOOK_DAMAGED"),
    "entities": (with_parts({MAIN: ENTITY.encode()}), "WORKBOOK_HAS_ENTITIES"),
    "a file from outside": (
        with_parts({SHEET: b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'}),
        "WORKBOOK_HAS_ENTITIES",
    ),
    "entities in UTF-16": (
        with_parts({SHEET: ENTITY.encode("utf-16")}),
        "WORKBOOK_HAS_ENTITIES",
    ),
    "broken XML": (with_parts({SHEET: b"<worksheet><sheetData>"}), "WORKBOOK_DAMAGED"),
    "a sheet that is not there": (with_parts({SHEET: None}), "WORKBOOK_DAMAGED"),
    "a text that is not there": (with_sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "WORKBOOK_DAMAGED"),
    "a number that is none": (with_sheet('<row r="1"><c r="A1"><v>1e999</v></c></row>'), "WORKBOOK_DAMAGED"),
    "a place that is none": (with_sheet('<row r="1"><c r="ABCDE1"><v>1</v></c></row>'), "WORKBOOK_DAMAGED"),
    "too many cells": (with_sheet('<row r="1">' + MANY + "</row>"), "WORKBOOK_HAS_TOO_MANY_CELLS"),
    "too many merges": (with_sheet('<mergeCell ref="A1:A2"/>' * 2_001), "WORKBOOK_HAS_TOO_MANY_CELLS"),
}  # fmt: skip


@pytest.mark.parametrize("misfortune", MISFORTUNES)
def test_every_misfortune_is_refused_by_its_own_name(misfortune: str) -> None:
    content, code = MISFORTUNES[misfortune]

    assert refusal_of(content) == code


def test_a_file_that_claims_to_be_huge_costs_nothing() -> None:
    far = with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    boasting = with_parts({"xl/sharedStrings.xml": b'<sst uniqueCount="9999999999"><si><t>a</t></si></sst>'}, far)

    assert len(read(boasting).sheets[0].cells) == 2


@given(st.binary(max_size=2_000))
@example(b"PK\x03\x04")
@example(OLE)
def test_whatever_bytes_are_sent_are_refused_and_nothing_breaks(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)


@given(st.data())
def test_a_workbook_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(small())
    for place_of_damage in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place_of_damage] = data.draw(st.integers(0, 255))

    with contextlib.suppress(Invalid):
        assert isinstance(read(bytes(content)), Workbook)


@given(st.data())
def test_a_part_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([MAIN, RELATIONS, SHEET, "xl/sharedStrings.xml", "xl/styles.xml"]))
    with zipfile.ZipFile(io.BytesIO(small())) as archive:
        part = bytearray(archive.read(name))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at : at + data.draw(st.integers(0, 9))] = data.draw(
        st.sampled_from([b"", b"9999999", b'"', b"<c", b"-1", b"&"])
    )

    with contextlib.suppress(Invalid):
        assert isinstance(read(with_parts({name: bytes(part)})), Workbook)


AWKWARD = [
    "=1+1", "+1", "-1", "@x", "\t=1", "'quoted", "{=A1}", "https://hoshimori.example/", "1-1-1", "００１", "TRUE",
    "_x0041_", "_x005F_x0041_", "_x0041_x0042_", "__x000d_", " front", "behind ", "　全角　", "\n", "a\nb\n", "\t",
    "\x01\x0b\x1f", "\u2028", "😀🏯", "𠮷野家", "が" , "&amp;<b>", "]]>", "長" * 4_000,
]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufffe\uffff"), max_size=60))
@example("")
def test_a_text_comes_back_letter_by_letter(text: str) -> None:
    cell = read(small(text)).sheets[0].cell(3, 2)

    assert cell.text == text
    assert not cell.is_formula


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_comes_back_letter_by_letter_and_as_a_text(text: str) -> None:
    cell = read(small(text)).sheets[0].cell(3, 2)

    assert (cell.text, cell.kind, cell.is_formula) == (text, CellKind.TEXT, False)


def test_what_looks_like_a_formula_stays_text_even_when_somebody_edits_the_cell() -> None:
    with zipfile.ZipFile(io.BytesIO(small("=1+1"))) as archive:
        styles, sheet = archive.read("xl/styles.xml"), archive.read(SHEET)

    assert b'quotePrefix="1"' in styles
    assert b"<f>" not in sheet


def test_all_kinds_of_cells_are_read_for_what_they_are() -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    for value in ("文", 5, 0.5, True, date(2004, 1, 3), "=1/0", "#REF!"):
        sheet.append([value])
    sheet["A7"].data_type = "e"

    cells = [read(saved(book)).sheets[0].cell(row, 1) for row in range(1, 8)]

    assert [cell.text for cell in cells[:5]] == ["文", "5", "0.5", "TRUE", "2004/1/3"]
    assert [cell.kind for cell in cells[:5]] == ["TEXT", "NUMBER", "NUMBER", "TRUTH", "DAY"]
    assert cells[5].is_formula
    assert cells[6].kind == CellKind.ERROR


def test_readings_of_kanji_are_no_part_of_the_text() -> None:
    shared = "<sst><si><r><t>認</t></r><r><t>証</t></r><rPh sb='0' eb='2'><t>ニンショウ</t></rPh></si></sst>"
    cell = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>証</t><rPh><t>ショウ</t></rPh></is></c></row>'
    )
    content = with_parts({"xl/sharedStrings.xml": shared.encode()}, with_sheet(cell))

    sheet = read(content).sheets[0]

    assert (sheet.cell(1, 1).text, sheet.cell(1, 2).text) == ("認証", "証")


def test_what_no_text_may_hold_stays_as_it_was_written() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_xD800_</t></is></c></row>'

    assert read(with_sheet(cell)).sheets[0].cell(1, 1).text == "a_x0000_b_xD800_"


def test_names_may_carry_any_prefix() -> None:
    row = '<x:row r="2"><x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{NAMESPACE}">{row}</x:worksheet>'

    cell = read(with_parts({SHEET: xml.encode()})).sheets[0].cell(2, 2)

    assert (cell.value, cell.is_formula) == (2, True)


def test_every_cell_that_an_array_formula_fills_counts_as_a_formula() -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = ArrayFormula("A1:A3", "=B1:B3")
    sheet["A2"] = "x"

    read_back = read(saved(book)).sheets[0]

    assert [read_back.cell(row, 1).is_formula for row in (1, 2, 3, 4)] == [True, True, True, False]


def test_hidden_sheets_are_read_and_known_as_hidden() -> None:
    content = write([PageSheet("P", "t", [("w", "m")]), HiddenSheet("H", [["a", "b"]])], Properties("T"))

    sheets = read(content).sheets

    assert [(sheet.name, sheet.is_visible) for sheet in sheets] == [("P", True), ("H", False)]


def test_days_may_begin_in_1904() -> None:
    with zipfile.ZipFile(io.BytesIO(small())) as archive:
        main = archive.read(MAIN).replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    styles = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    content = with_parts(
        {MAIN: main, "xl/styles.xml": styles}, with_sheet('<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>')
    )

    assert read(content).sheets[0].cell(1, 1).value == date(1904, 1, 1)


@pytest.mark.parametrize("code", ["yyyy/m/d", "[$-411]ggge年m月d日", "h:mm", "[h]:mm:ss", "d-mmm"])
def test_a_number_format_may_show_days(code: str) -> None:
    assert shows_days(code)


@pytest.mark.parametrize("code", ["General", "0.00E+00", "#,##0", '#,##0"days"', "@", "[Red]0", "\\d0", "_d0"])
def test_a_number_format_may_show_none(code: str) -> None:
    assert not shows_days(code)


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_every_place_has_one_name(row: int, column: int) -> None:
    assert place(address(row, column)) == (row, column)


def test_a_rectangle_may_be_named_from_any_corner() -> None:
    assert rectangle("D3:B1") == rectangle("$B$1:$D$3") == Range(1, 2, 3, 4)


def test_the_lying_zip_lies() -> None:
    with zipfile.ZipFile(io.BytesIO(lying_zip())) as archive:
        assert archive.getinfo("xl/sharedStrings.xml").file_size == 10
