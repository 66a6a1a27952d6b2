"""Read a workbook of the xlsx kind (ISO/IEC 29500), cell by cell, within bounds.

Native readers ask for memory by what a file says about itself (a count, the last cell) and can be made to end the
process with a few hundred bytes; this one keeps only cells that are there. docs/decisions says more.
"""

from __future__ import annotations

import posixpath
from typing import TypeVar
from xml.sax import SAXException

import defusedxml.sax
from defusedxml import DefusedXmlException

from hoshimori.documents.workbooks.cells import Sheet, Workbook
from hoshimori.documents.workbooks.container import Container
from hoshimori.documents.workbooks.parts import Outline, Part, Relations, SharedTexts, SheetCells, Styles, TooManyCells
from hoshimori.shared.refusal import Invalid

CELL_LIMIT = 200_000
"""How many filled cells a workbook may have in all."""

_ROOT = "_rels/.rels"

AnyPart = TypeVar("AnyPart", bound=Part)


def read(content: bytes) -> Workbook:
    """Return the sheets of a workbook file with their values, formulas only as "there is one".

    Raises:
        Invalid: see `Container`; or it has too many cells, or parts that no spreadsheet program writes.
    """
    container = Container(content)
    try:
        return _workbook(container)
    except DefusedXmlException:
        raise Invalid("WORKBOOK_HAS_ENTITIES", field="file") from None
    except TooManyCells:
        raise Invalid("WORKBOOK_HAS_TOO_MANY_CELLS", field="file") from None
    except (SAXException, ValueError, LookupError, OverflowError):
        raise Invalid("WORKBOOK_DAMAGED", field="file") from None


def _workbook(container: Container) -> Workbook:
    main = _relations(container, _ROOT, "").one("/officeDocument")
    if main is None or not container.has(main):
        raise Invalid("NOT_A_WORKBOOK", field="file")
    folder, name = posixpath.split(main)
    relations = _relations(container, f"{folder}/_rels/{name}.rels", folder)
    outline = _parsed(container, main, Outline())
    texts = _optional(container, relations.one("/sharedStrings"), SharedTexts()).texts
    styles = _optional(container, relations.one("/styles"), Styles())
    sheets, left = [], CELL_LIMIT
    for sheet in outline.sheets:
        part = relations.worksheet(sheet.relation)
        if part is None:
            continue
        found = _parsed(container, part, SheetCells(texts, styles.day_styles, outline.days_begin, left))
        left -= len(found.cells)
        sheets.append(Sheet(sheet.name, sheet.is_visible, found.cells, tuple(found.merged), tuple(found.computed)))
    return Workbook(tuple(sheets))


def _relations(container: Container, name: str, folder: str) -> Relations:
    return _parsed(container, name, Relations(folder)) if container.has(name) else Relations(folder)


def _optional(container: Container, name: str | None, part: AnyPart) -> AnyPart:
    return _parsed(container, name, part) if name and container.has(name) else part


def _parsed(container: Container, name: str, part: AnyPart) -> AnyPart:
    defusedxml.sax.parseString(container.part(name), part, forbid_dtd=True)
    return part
