"""The charts of the figures: each shows some of what stands in the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from hoshimori.documents.bars import Bar, bars
from hoshimori.stewardship.rules import (
    ALL,
    CONFIRMED,
    EXTERNAL,
    HOURS,
    IN_HOUSE,
    RETURNED,
    Line,
    Subject,
    Table,
    middle,
    share,
)
from hoshimori.web.ministry.words import TITLES, code_word, figure, month, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from hoshimori.stewardship.rules import Figures


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and what it is named where there are several of one table."""

    name: str
    drawing: SafeString


_FULL = {Subject.RETURNED: 100, Subject.EFFORT: len(HOURS)}
"""What a bar that goes all the way across stands for: all of a hundred, the last of the spans."""


def charts(table: Table, figures: Figures) -> tuple[Chart, ...]:
    """Return the charts of one table."""
    if table.subject is not Subject.TAKEN:
        return (_drawn(table.subject, tuple(_rows(table, figures))),)
    return tuple(
        _drawn(table.subject, _of_column(table, kind), code_word(table.subject, kind), f"-{kind}")
        for kind in (IN_HOUSE, EXTERNAL)
    )


def _rows(table: Table, figures: Figures) -> Iterable[Bar]:
    if table.subject is Subject.REGISTERED:
        amounts = table.row(ALL)
        return (Bar(month(end), figure(n), n) for end, n in zip(figures.months, amounts, strict=True))
    if table.subject is Subject.RETURNED:
        shares = [(line, share(_at(table, line, RETURNED), _at(table, line, CONFIRMED))) for line in table.lines]
        return (Bar(code_word(table.subject, line.code), percent(part), part or 0) for line, part in shares)
    if table.subject is Subject.EFFORT:
        return (_median(table, line) for line in table.lines)
    return _of_column(table, table.columns[0])


def _of_column(table: Table, column: str) -> tuple[Bar, ...]:
    lines = [(line, _at(table, line, column)) for line in table.lines if line.code != ALL]
    is_long = len(lines) > len(HOURS)
    return tuple(Bar(code_word(table.subject, line.code), figure(n), n) for line, n in lines if n or not is_long)


def _median(table: Table, line: Line) -> Bar:
    """Draw a bar to the end of the span in which the median lies."""
    place = middle(table.row(line.code))
    word = code_word(Subject.EFFORT, HOURS[place].code) if place is not None else percent(None)
    return Bar(code_word(Subject.EFFORT, line.code), word, 0 if place is None else place + 1)


def _at(table: Table, line: Line, column: str) -> int:
    return line.figures[table.columns.index(column)]


def _drawn(subject: Subject, rows: Sequence[Bar], kind: str = "", ending: str = "") -> Chart:
    svg = bars(
        title=f"{TITLES[subject]} ({kind})" if kind else str(TITLES[subject]),
        description=gettext("Bars. The table beside it has the same figures."),
        rows=rows,
        name=f"chart-{subject.value}{ending}".lower(),
        full=_FULL.get(subject, 0),
    )
    return Chart(kind, mark_safe(svg))  # noqa: S308 # nosec B703 - every text is escaped where the chart is drawn
