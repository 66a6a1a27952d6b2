"""Pages set by Typst: cover, headings, tables, cards, drawings; tagged for screen readers (PDF/UA-1).

Texts go in as data and are set as they are: nothing in them can become markup. The same document at the same moment
gives the same bytes, on every machine: only the vendored fonts are used.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import typst

from hoshimori.documents.glyphs import showable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hoshimori.documents.charts import Look


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 begins a page of its own where `breaks`, and all are bookmarks. `no` stands before it."""

    level: int
    text: str
    no: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; line breaks in it are kept.

    `look` is "plain", "lead", "notice", or "quiet" for what leads to the next block.
    """

    text: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short paragraphs."""

    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Words and what they stand for, line by line."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, 0 for as much as it needs."""

    header: str
    share: int = 0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header is repeated on every page, its last row is a sum where `has_sum`."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) with the description that stands for it; `share` is its part of the width, in percent."""

    svg: str
    description: str
    share: int = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: a shape and a word."""

    look: Look
    word: str


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with a number, a name, a text and perhaps a state; then words with what is said under each, or listed.

    A word under which nothing is said is left out. `foot` are short facts for one line at the end. `level` is that of
    its name as a heading: one below the last one.
    """

    no: str
    name: str
    text: str
    mark: Mark | None
    parts: Sequence[tuple[str, str | Sequence[str]]] = ()
    foot: Sequence[tuple[str, str]] = ()
    level: int = 4


Block: TypeAlias = Heading | Prose | Points | Facts | Table | Picture | Card


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    over: str
    title: str
    subtitle: str
    notice: str
    notice_text: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `head` and `mark` stand at the top of every page after the cover, `foot` at the bottom."""

    language: str
    title: str
    author: str
    made_at: datetime
    cover: Cover
    contents: str
    head: str
    mark: str
    foot: str
    body: Sequence[Block]


def pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1."""
    return typst.compile(
        files("hoshimori.documents").joinpath("pages.typ").read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_plain(document), ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(document.made_at.timestamp()),
    )


@cache
def fonts() -> typst.Fonts:
    """Return the vendored fonts, read once; nothing of the machine's own is used."""
    folder = files("hoshimori.documents").joinpath("fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a document
    """Return what JSON can hold, every text made one that the font can show; a drawing is left as it was drawn."""
    match value:
        case str():
            return showable(value)
        case Picture():
            return {"kind": "Picture", "svg": value.svg, "description": _plain(value.description), "share": value.share}
        case list() | tuple():
            return [_plain(part) for part in value]
        case datetime():
            return value.isoformat()
        case int() | None:
            return value
        case _:
            parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {"kind": type(value).__name__, **parts}
