"""Write a workbook: tables to fill in, pages to read, notes to oneself. Every text stays a text."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import xlsxwriter
import xlsxwriter.xmlwriter
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

FONT = "Yu Gothic"
_INK, _QUIET_INK, _LINE = "#1A1A1A", "#666666", "#B3B3B3"
_HEAD, _BAND, _ENTRY = "#E8F1FE", "#F2F2F2", "#FFFBEB"
_PAPER_A4, _PAPER_A3 = 9, 8
_WORD_WIDTH, _MEANING_WIDTH = 24, 90

# What a spreadsheet program would take for a formula, were it typed in.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# XlsxWriter writes _x0041_ as _x005F_x0041_ but overlooks one that shares its underscore with the one before.
xlsxwriter.xmlwriter.re_control_chars_1 = re.compile(r"(_(?=x[0-9a-fA-F]{4}_))")

_LINE_HEIGHT, _HEADING_HEIGHT, _HIGHEST_ROW = 15.5, 24.0, 409.0
"""Points: what a line of text takes, what a heading takes, and the most that spreadsheet programs allow a row."""


class _GrowingSheet(Worksheet):  # type: ignore[misc] # XlsxWriter publishes no types
    """A sheet whose rows have a height that fits for now and that grows when somebody writes more."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        growing = [pair for pair in attributes if tag != "row" or pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, growing)


class Look(StrEnum):
    """How the cells of a column look."""

    FACT = "FACT"
    QUIET = "QUIET"
    MARK = "MARK"
    ENTRY = "ENTRY"
    NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `width` is in characters; `choices` are offered as a list; `folded` ones open by a click.

    `emphasis` are the marks shown in bold color.
    """

    header: str
    width: float
    look: Look = Look.FACT
    choices: Sequence[str] = ()
    emphasis: Sequence[str] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table under a title, from column B on: title in row 1, headers in row 2, data from row 3."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]
    frozen: int = 0
    wrong_choice: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A page to read: a title, then lines of a word and what it means; a line without a word is a heading."""

    name: str
    title: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """Rows that only programs read."""

    name: str
    rows: Sequence[Sequence[str]]


AnySheet: TypeAlias = TableSheet | PageSheet | HiddenSheet


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str
    company: str = ""
    remark: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True)
class _Pen:
    """Writes into one file; every look is a format made once."""

    book: Any
    formats: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def format(self, look: str, *, is_quoted: bool = False) -> Any:  # noqa: ANN401 - XlsxWriter publishes no types
        """Return the format of a look; a quoted one stays text even when somebody edits the cell."""
        key = look, is_quoted
        if key not in self.formats:
            made = self.book.add_format({**_BASE, **_LOOKS[look]})
            if is_quoted:
                made.set_quote_prefix()
            self.formats[key] = made
        return self.formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, look: str) -> None:  # noqa: ANN401 - as above
        """Write a text as a text, whatever it begins with."""
        shown = self.format(look, is_quoted=text.startswith(_LIKE_A_FORMULA))
        if text:
            sheet.write_string(row, column, text, shown)
        else:
            sheet.write_blank(row, column, None, shown)

    def value(self, sheet: Any, row: int, column: int, value: str | int, look: str) -> None:  # noqa: ANN401 - as above
        """Write a number as a number and everything else as a text."""
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.format(look))
        else:
            self.text(sheet, row, column, value, look)


_BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": _INK, "valign": "top"}
_CELL = {"border": 1, "border_color": _LINE, "text_wrap": True, "num_format": "@"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    Look.FACT: _CELL | {"bg_color": "#FFFFFF"},
    Look.QUIET: _CELL | {"font_color": _QUIET_INK, "font_size": 9},
    Look.MARK: _CELL | {"align": "center", "bg_color": _ENTRY, "font_size": 11},
    Look.ENTRY: _CELL | {"bg_color": _ENTRY},
    Look.NUMBER: _CELL | {"num_format": "#,##0", "align": "right"},
    "title": {"font_size": 14, "bold": True, "valign": "vcenter"},
    "head": {"bold": True, "bg_color": _HEAD, "border": 1, "border_color": _LINE, "text_wrap": True}
    | {"valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "bg_color": _BAND, "valign": "vcenter"},
    "word": {"bold": True, "text_wrap": True},
    "line": {"text_wrap": True},
}


def write(sheets: Sequence[AnySheet], properties: Properties) -> bytes:
    """Return the file. No cell of it is a formula, and addresses in texts do not become links."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(_properties(properties))
        pen = _Pen(book)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name, _GrowingSheet)
            match sheet:
                case TableSheet():
                    _table(pen, page, sheet)
                case PageSheet():
                    _page(pen, page, sheet)
                case HiddenSheet():
                    _hidden(pen, page, sheet)
    return buffer.getvalue()


def _properties(properties: Properties) -> dict[str, Any]:
    given: dict[str, Any] = {
        "title": properties.title,
        "company": properties.company,
        "comments": properties.remark,
        "author": "Hoshimori",
    }
    if properties.made_at:
        given["created"] = properties.made_at.astimezone(UTC).replace(tzinfo=None)
    return given


def _table(pen: _Pen, page: Any, table: TableSheet) -> None:  # noqa: ANN401 - XlsxWriter publishes no types
    head, first = 1, 2
    last = first + max(len(table.rows), 1) - 1
    page.set_column(0, 0, 1.5)
    page.set_row(0, 27)
    page.set_row(head, 33)
    pen.text(page, 0, 1, table.title, "title")
    for place, column in enumerate(table.columns, start=1):
        _column(pen, page, column, (place, first, last), table)
        pen.text(page, head, place, column.header, "head")
    widths = [column.width for column in table.columns]
    for line, row in enumerate(table.rows, start=first):
        page.set_row(line, _height(zip(map(str, row), widths, strict=True)))
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            pen.value(page, line, place, value, column.look)
    page.autofilter(head, 1, last, len(table.columns))
    page.freeze_panes(first, table.frozen + 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _print_setup(page, _PAPER_A3)
    page.repeat_rows(head)


def _column(
    pen: _Pen,
    page: Any,  # noqa: ANN401 - XlsxWriter publishes no types
    column: Column,
    extent: tuple[int, int, int],
    table: TableSheet,
) -> None:
    place, first, last = extent
    ends_folding = place > 1 and table.columns[place - 2].folded and not column.folded
    outline = {"level": 1, "hidden": True} if column.folded else {"collapsed": ends_folding}
    page.set_column(place, place, column.width, None, outline)
    if column.choices:
        title, message = table.wrong_choice
        page.data_validation(
            first,
            place,
            last,
            place,
            {
                "validate": "list",
                "source": list(column.choices),
                "error_type": "warning",
                "error_title": title,
                "error_message": message,
            },
        )
    for mark in column.emphasis:
        rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"', "format": pen.book.add_format(_EMPHASIS)}
        page.conditional_format(first, place, last, place, rule)


_EMPHASIS: Mapping[str, Any] = {"bold": True, "font_color": "#A90000"}


def _page(pen: _Pen, page: Any, sheet: PageSheet) -> None:  # noqa: ANN401 - XlsxWriter publishes no types
    page.hide_gridlines(2)
    page.set_column(0, 0, 1.5)
    page.set_column(1, 1, _WORD_WIDTH)
    page.set_column(2, 2, _MEANING_WIDTH)
    page.set_row(0, 27)
    pen.text(page, 0, 1, sheet.title, "title")
    for row, (word, meaning) in enumerate(sheet.lines, start=1):
        page.set_row(row, _height([(word, _WORD_WIDTH), (meaning, _MEANING_WIDTH)]) if word else _HEADING_HEIGHT)
        pen.text(page, row, 1, word or meaning, "word" if word else "heading")
        pen.text(page, row, 2, meaning if word else "", "line" if word else "heading")
    _print_setup(page, _PAPER_A4)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in points: the most lines that one of its texts takes in a column of its width."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_LINE_HEIGHT * lines + 3, _HIGHEST_ROW)


def _lines(text: str, width: float) -> int:
    units = (sum(_units(letter) for letter in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(length / (width - 1))) for length in units)


def _units(letter: str) -> float:
    return 2 if unicodedata.east_asian_width(letter) in {"F", "W", "A"} else 1


def _hidden(pen: _Pen, page: Any, sheet: HiddenSheet) -> None:  # noqa: ANN401 - XlsxWriter publishes no types
    for row, texts in enumerate(sheet.rows):
        for column, text in enumerate(texts):
            pen.text(page, row, column, text, "line")
    page.very_hidden()


def _print_setup(page: Any, paper: int) -> None:  # noqa: ANN401 - XlsxWriter publishes no types
    page.set_landscape()
    page.set_paper(paper)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
