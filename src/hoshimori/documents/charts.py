"""Charts as SVG: one square for each thing that is counted, told apart by shape first and by color second.

The same drawing stands in a page and in a PDF. It has a title and a description for those who do not see it; what it
shows should also stand in a table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FONT = "BIZ UDPGothic, Noto Sans JP, sans-serif"
WIDTH = 400
"""How wide a chart is drawn; it scales."""

_INK, _QUIET = "#1a1a1a", "#4d4d4d"
_LETTER, _SIDE, _GAP = 15, 14, 2
_STEP = _SIDE + _GAP
_ACROSS = WIDTH // _STEP
_LABEL_HEIGHT, _ROW_GAP, _LEGEND_HEIGHT = 24, 14, 26
_LEGEND_SPACE, _WIDE, _NARROW, _NARROW_UNTIL = 25, 13, 8, 0x2E7F


class Look(StrEnum):
    """How the squares of one kind are drawn: each has a mark of its own."""

    CHECK = "CHECK"
    CROSS = "CROSS"
    DASH = "DASH"
    DOT = "DOT"
    EMPTY = "EMPTY"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing, as the legend names it."""

    label: str
    look: Look


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, a figure at its right end, and how many there are of each kind, in the order of the kinds."""

    label: str
    figure: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Ink:
    """Frame and fill of a square; the line of its mark, drawn from the square's upper left corner."""

    fill: str
    frame: str
    line: str
    mark: str


_INKS: Mapping[Look, _Ink] = {
    Look.CHECK: _Ink("#115a36", "#115a36", "#ffffff", "m3.5 7.5 2.5 2.5 4.5-5.5"),
    Look.CROSS: _Ink("#fdeeee", "#a90000", "#a90000", "m4 4 6 6m0-6-6 6"),
    Look.DASH: _Ink("#e6e6e6", "#666666", "#1a1a1a", "m3.5 7h7"),
    Look.DOT: _Ink("#fbf5e0", "#6e5600", "#6e5600", "m7 4.5a2.5 2.5 0 1 0 .01 0"),
    Look.EMPTY: _Ink("#ffffff", "#8c8c8c", "", ""),
}


def squares(*, title: str, description: str, kinds: Sequence[Kind], rows: Sequence[Row], name: str = "chart") -> str:
    """Return the chart. `name` tells several charts of one page apart; every text may hold any character."""
    shown = [kind for place, kind in enumerate(kinds) if any(row.counts[place] for row in rows)]
    places = _legend_places(shown)
    body = list(_legend(shown, places))
    top = max((below for _, below in places), default=0) + _LEGEND_HEIGHT + _ROW_GAP
    for row in rows:
        body.extend(_row(row, kinds, top))
        top += _row_height(row)
    height = top - _ROW_GAP + _GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" aria-labelledby={quoteattr(f"{name}-title {name}-description")} '
        f'font-family={quoteattr(FONT)} font-size="{_LETTER}" fill="{_INK}">'
        f"<title id={quoteattr(f'{name}-title')}>{escape(title)}</title>"
        f"<desc id={quoteattr(f'{name}-description')}>{escape(description)}</desc>"
    )
    return "".join([head, *body, "</svg>"])


def _legend_places(kinds: Sequence[Kind]) -> list[tuple[int, int]]:
    """Return where each kind stands in the legend: side by side, and on a new line where there is no more room."""
    places, left, top = [], 0, 0
    for kind in kinds:
        width = _SIDE + _LEGEND_SPACE + sum(_WIDE if ord(letter) > _NARROW_UNTIL else _NARROW for letter in kind.label)
        if left and left + width > WIDTH:
            left, top = 0, top + _LEGEND_HEIGHT
        places.append((left, top))
        left += width
    return places


def _legend(kinds: Sequence[Kind], places: Sequence[tuple[int, int]]) -> Iterator[str]:
    for kind, (left, top) in zip(kinds, places, strict=True):
        yield _run(kind.look, [(left + 1, top + 1)])
        yield f'<text x="{left + _SIDE + 7}" y="{top + 13}" fill="{_QUIET}" font-size="13">{escape(kind.label)}</text>'


def _row_height(row: Row) -> int:
    lines = max(-(-sum(row.counts) // _ACROSS), 1)
    return _LABEL_HEIGHT + lines * _STEP + _ROW_GAP


def _row(row: Row, kinds: Sequence[Kind], top: int) -> Iterator[str]:
    yield f'<text x="0" y="{top + 14}" font-weight="bold">{escape(row.label)}</text>'
    yield f'<text x="{WIDTH}" y="{top + 14}" text-anchor="end" fill="{_QUIET}">{escape(row.figure)}</text>'
    place = 0
    for kind, count in zip(kinds, row.counts, strict=True):
        cells = [
            (1 + index % _ACROSS * _STEP, top + _LABEL_HEIGHT + index // _ACROSS * _STEP)
            for index in range(place, place + count)
        ]
        if cells:
            yield _run(kind.look, cells)
        place += count


def _run(look: Look, cells: Sequence[tuple[int, int]]) -> str:
    """Draw squares of one look as two paths: all the frames, all the marks."""
    ink = _INKS[look]
    frames = "".join(f"M{left + 0.5:g} {top + 0.5:g}h{_SIDE - 1}v{_SIDE - 1}h-{_SIDE - 1}z" for left, top in cells)
    drawn = f'<path fill="{ink.fill}" stroke="{ink.frame}" d="{frames}"/>'
    if ink.mark:
        marks = "".join(f"M{left} {top}{ink.mark}" for left, top in cells)
        drawn += f'<path fill="none" stroke="{ink.line}" stroke-width="1.75" d="{marks}"/>'
    return drawn
