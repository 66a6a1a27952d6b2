"""The XML parts of a workbook, read as a stream; names are compared without their namespace prefix."""

from __future__ import annotations

import math
import posixpath
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.sax.handler import ContentHandler

from hoshimori.documents.workbooks.addresses import Range, place, rectangle
from hoshimori.documents.workbooks.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.sax.xmlreader import AttributesImpl

    from hoshimori.documents.workbooks.cells import Value

RANGE_LIMIT = 2_000
"""How many merged cells, or array formulas, a sheet may have."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What no text may hold: halves of a character, and the one that PostgreSQL cannot keep.
_NO_CHARACTERS = frozenset({0, *range(0xD800, 0xE000)})
_DAYS_1900, _DAYS_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_LAST_DAY = 2_958_466
# Formats that every spreadsheet program knows by number; 27-36 and 50-58 are the East Asian days.
_BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_A_LETTER_OF_THE_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_LETTERS = re.compile(r"[ymdhs]|g+e|年|月|日", re.IGNORECASE)


class TooManyCells(Exception):  # noqa: N818 - says what is the matter
    """The sheets hold more filled cells than anybody could look at."""


class Part(ContentHandler):
    """One part; `opened` and `closed` get names without prefix, `text` what stood directly inside."""

    def __init__(self) -> None:
        super().__init__()
        self._text: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - named by xml.sax
        """Begin an element."""
        self._text.clear()
        self.opened(_local(name), {_local(key): value for key, value in attrs.items()})

    def endElement(self, name: str) -> None:  # noqa: N802 - named by xml.sax
        """End an element."""
        self.closed(_local(name), "".join(self._text))
        self._text.clear()

    def characters(self, content: str) -> None:
        """Take up text."""
        self._text.append(content)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Do what the beginning of an element asks for."""

    def closed(self, name: str, text: str) -> None:
        """Do what the end of an element asks for."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Return text with the standard's _xHHHH_ put back into the characters XML cannot hold."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _NO_CHARACTERS else chr(code)


class Relations(Part):
    """Which part stands for which relation."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self._parts: dict[str, tuple[str, str]] = {}

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a relation to a part of this file; what lies elsewhere is never followed."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = unquote(attributes["Target"])
            self._parts[attributes["Id"]] = (
                attributes["Type"],
                posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/"),
            )

    def one(self, kind: str) -> str | None:
        """Return the part with the kind of relation that ends so."""
        return next((target for found, target in self._parts.values() if found.endswith(kind)), None)

    def worksheet(self, identifier: str) -> str | None:
        """Return the part of a sheet of cells; None for a chart sheet and its like."""
        kind, target = self._parts.get(identifier, ("", ""))
        return target if kind.endswith("/worksheet") else None


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_visible: bool


class Outline(Part):
    """The list of sheets, and from which day numbers count."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[NamedSheet] = []
        self.days_begin = _DAYS_1900

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a sheet."""
        if name == "sheet":
            is_visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(NamedSheet(attributes["name"], attributes["id"], is_visible))
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.days_begin = _DAYS_1904


class SharedTexts(Part):
    """Texts that cells refer to by number; readings (furigana) are left aside."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_reading = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - an element without any
        """Begin a text."""
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_reading = True

    def closed(self, name: str, text: str) -> None:
        """Take up a piece, or the whole text."""
        if name == "t" and not self._in_reading:
            self._pieces.append(unescaped(text))
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.texts.append("".join(self._pieces))


class Styles(Part):
    """Which cell styles show a number as a day."""

    def __init__(self) -> None:
        super().__init__()
        self.day_styles: set[int] = set()
        self._day_formats = set(_BUILT_IN_DAYS)
        self._in_cell_styles = False
        self._count = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a format, or a style that uses one."""
        if name == "numFmt" and shows_days(attributes["formatCode"]):
            self._day_formats.add(int(attributes["numFmtId"]))
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            if int(attributes.get("numFmtId", "0")) in self._day_formats:
                self.day_styles.add(self._count)
            self._count += 1

    def closed(self, name: str, text: str) -> None:  # noqa: ARG002 - styles have no text
        """End the list of cell styles."""
        if name == "cellXfs":
            self._in_cell_styles = False


def shows_days(code: str) -> bool:
    """Tell whether a number format shows days or times: yyyy/m/d does, #,##0 and 0.00E+00 do not."""
    if code.casefold() == "general":
        return False
    return bool(_DAY_LETTERS.search(_NOT_A_LETTER_OF_THE_FORMAT.sub("", code)))


class SheetCells(Part):
    """The filled cells of one sheet, its merged cells, and where array formulas put their values."""

    def __init__(self, texts: Sequence[str], day_styles: set[int], days_begin: datetime, limit: int) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Range] = []
        self.computed: list[Range] = []
        self._texts, self._day_styles, self._days_begin, self._limit = texts, day_styles, days_begin, limit
        self._row = self._column = 0
        self._in_reading = False
        self._begin_cell({})

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, a formula, a merge."""
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            given = attributes.get("r")
            self._row, self._column = place(given) if given else (self._row, self._column + 1)
            self._begin_cell(attributes)
        elif name == "f":
            self._is_formula = True
            if attributes.get("t") in {"array", "dataTable"} and "ref" in attributes:
                self._keep(self.computed, attributes["ref"])
        elif name == "mergeCell":
            self._keep(self.merged, attributes["ref"])
        elif name == "rPh":
            self._in_reading = True

    def closed(self, name: str, text: str) -> None:
        """Take up a value, or the whole cell."""
        if name == "v":
            self._value = text
        elif name == "t" and not self._in_reading:
            self._pieces.append(unescaped(text))
        elif name == "rPh":
            self._in_reading = False
        elif name == "c":
            self._end_cell()

    def _keep(self, ranges: list[Range], text: str) -> None:
        if len(ranges) >= RANGE_LIMIT:
            raise TooManyCells
        ranges.append(rectangle(text))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self._value, self._pieces, self._is_formula = "", list[str](), False

    def _end_cell(self) -> None:
        value, kind = self._read()
        if kind == CellKind.EMPTY and not self._is_formula:
            return
        if len(self.cells) >= self._limit:
            raise TooManyCells
        self.cells[self._row, self._column] = Cell(self._row, self._column, value, kind, self._is_formula)

    def _read(self) -> tuple[Value, CellKind]:
        if self._type == "inlineStr":
            return _text("".join(self._pieces))
        if self._type == "e":
            return self._value, CellKind.ERROR
        return self._written() if self._value else (None, CellKind.EMPTY)

    def _written(self) -> tuple[Value, CellKind]:
        match self._type:
            case "s":
                return _text(self._texts[int(self._value)])
            case "str":
                return _text(unescaped(self._value))
            case "b":
                return self._value.strip() == "1", CellKind.TRUTH
            case "d":
                return datetime.fromisoformat(self._value).date(), CellKind.DAY
            case _:
                return self._number(float(self._value))

    def _number(self, number: float) -> tuple[Value, CellKind]:
        if not math.isfinite(number):
            raise ValueError("no number")
        if self._style in self._day_styles and 0 < number < _LAST_DAY:
            return _day(self._days_begin, number), CellKind.DAY
        return int(number) if number.is_integer() else number, CellKind.NUMBER


def _text(text: str) -> tuple[Value, CellKind]:
    return (text, CellKind.TEXT) if text else (None, CellKind.EMPTY)


def _day(begin: datetime, number: float) -> date:
    return (begin + timedelta(days=int(number))).date()
