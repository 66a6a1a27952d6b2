"""Bars as SVG: one for each figure, with its name above and the figure itself at its right end.

Like the other charts it has a title and a description for those who do not see it, and stands beside a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from hoshimori.documents.charts import FONT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

_INK, _QUIET = "#1a1a1a", "#4d4d4d"
_FILL, _TRACK, _EDGE = "#0017c1", "#f2f2f2", "#767676"
_LETTER, _ROW, _BASE, _TOP, _BAR = 14, 38, 14, 20.5, 8
_WIDE, _NARROW, _NARROW_UNTIL, _BETWEEN = 14.5, 8, 0x2E7F, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, the figure in words, and how long it is compared with the others."""

    label: str
    figure: str
    value: int


def bars(*, title: str, description: str, rows: Sequence[Bar], name: str, full: int = 0) -> str:
    """Return the chart. `name` tells several charts of one page apart; every text may hold any character.

    The longest bar goes all the way across, or one of `full` would.
    """
    height = _ROW * len(rows)
    longest = full or max((row.value for row in rows), default=0)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" aria-labelledby={quoteattr(f"{name}-title {name}-description")} '
        f'font-family={quoteattr(FONT)} font-size="{_LETTER}" fill="{_INK}">'
        f"<title id={quoteattr(f'{name}-title')}>{escape(title)}</title>"
        f"<desc id={quoteattr(f'{name}-description')}>{escape(description)}</desc>"
    )
    drawn = (_row(row, place * _ROW, longest) for place, row in enumerate(rows))
    return "".join([head, *drawn, "</svg>"])


def _row(row: Bar, top: int, longest: int) -> str:
    long = (WIDTH - 1) * row.value / longest if longest else 0
    filled = f'<rect x="0.5" y="{top + _TOP}" width="{long:g}" height="{_BAR}" fill="{_FILL}"/>' if row.value else ""
    label = _fitting(row.label, WIDTH - _width(row.figure) - _BETWEEN)
    return (
        f'<text x="0" y="{top + _BASE}">{escape(label)}</text>'
        f'<text x="{WIDTH}" y="{top + _BASE}" text-anchor="end" fill="{_QUIET}">{escape(row.figure)}</text>'
        f'<rect x="0.5" y="{top + _TOP}" width="{WIDTH - 1}" height="{_BAR}" fill="{_TRACK}"/>{filled}'
        f'<path d="M0.5 {top + _TOP - 2}v{_BAR + 4}" stroke="{_EDGE}"/>'
    )


def _fitting(label: str, room: float) -> str:
    """Return the label, cut where it would run into the figure: the table beside it has all of it."""
    if _width(label) <= room:
        return label
    while label and _width(label) + _WIDE > room:
        label = label[:-1]
    return f"{label.rstrip()}…"


def _width(text: str) -> float:
    return sum(_WIDE if ord(letter) > _NARROW_UNTIL else _NARROW for letter in text)
