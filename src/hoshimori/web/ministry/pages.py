"""What the ministry's pages show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoshimori.jobs.figures import figures
from hoshimori.schemes.queries import all_editions
from hoshimori.shared.refusal import NotFound
from hoshimori.stewardship.rules import CONFIRMED, RETURNED, SPANS, Subject, middle, share
from hoshimori.web.ministry.drawing import Chart, charts
from hoshimori.web.ministry.words import LEADS, ROW_HEADS, TITLES, code_word, figure, month, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django_stubs_ext import StrPromise

    from hoshimori.schemes.queries import EditionLine
    from hoshimori.shared.actor import Actor
    from hoshimori.stewardship.rules import Figures, Line, Table

SHOWN_MONTHS = (0, 3, 6, 12)
"""Which ends of months stand on the page, counted back from the newest; the file to take along has all."""

FOLDED_FROM = 7
"""From so many rows on, those with nothing to tell stand in one sentence below."""

MONTHLY = frozenset({Subject.PREFECTURE, Subject.SIZE_CLASS, Subject.INDUSTRY})
"""Tables whose columns are ends of months."""

_PARTS: tuple[tuple[str, StrPromise, tuple[Subject, ...]], ...] = (
    (
        "register",
        _("Registered companies"),
        (Subject.REGISTERED, Subject.PREFECTURE, Subject.SIZE_CLASS, Subject.INDUSTRY),
    ),
    ("under-way", _("Under way"), (Subject.BEGUN, Subject.FILINGS)),
    ("experts", _("Experts, in-house and external"), (Subject.LOAD, Subject.RETURNED, Subject.TAKEN)),
    ("effort", _("Effort"), (Subject.EFFORT,)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, and its figures in words. `is_told`: at least one of them speaks of five or more."""

    name: str
    cells: tuple[str, ...]
    is_told: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """One table with its charts. `folded` names the rows of which nothing is told.

    `median` says of each column in which span its median lies, where rows are spans.
    """

    code: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    folded: str
    median: tuple[str, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some tables under one heading."""

    code: str
    title: str
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overseer's first page."""

    worked_out_at: datetime
    parts: tuple[Part, ...]
    editions: tuple[EditionLine, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A whole table to take along."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overview_page(actor: Actor, at: datetime) -> OverviewPage:
    """Return the overseer's first page.

    Raises:
        NotPermitted: the actor's role may not see figures of the scheme.
    """
    found = figures(actor, at)
    parts = (
        Part(code, str(title), tuple(_view(found.of(subject), found) for subject in subjects))
        for code, title, subjects in _PARTS
    )
    return OverviewPage(found.at, tuple(parts), tuple(all_editions()))


def file(actor: Actor, at: datetime, code: str) -> File:
    """Return a table with all its rows and columns, in the same figures as the page.

    Raises:
        NotFound: there is no such table.
        NotPermitted: the actor's role may not see figures of the scheme.
    """
    found = figures(actor, at)
    subject = next((one for one in Subject if _code(one) == code), None)
    if subject is None:
        raise NotFound
    head, rows = _whole(found.of(subject), found, range(len(found.months)))
    return File(
        name=f"hoshimori-{code}-{found.months[0]:%Y%m}.csv",
        head=(str(ROW_HEADS[subject]), *head),
        rows=tuple((row.name, *row.cells) for row in rows),
    )


def _view(table: Table, found: Figures) -> TableView:
    head, rows = _whole(table, found, SHOWN_MONTHS)
    is_folded = len(rows) >= FOLDED_FROM and table.subject is not Subject.REGISTERED
    return TableView(
        code=_code(table.subject),
        title=str(TITLES[table.subject]),
        lead=str(LEADS[table.subject]),
        head=(str(ROW_HEADS[table.subject]), *head),
        rows=tuple(row for row in rows if row.is_told or not is_folded),
        folded=" · ".join(row.name for row in rows if is_folded and not row.is_told),
        median=tuple(_medians(table)),
        charts=charts(table, found),
    )


def _whole(table: Table, found: Figures, months: Sequence[int]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the words of the columns, and all rows; the months of the register's totals go down, not across."""
    if table.subject is Subject.REGISTERED:
        head = tuple(code_word(table.subject, line.code) for line in table.lines)
        columns = zip(*(line.figures for line in table.lines), strict=True)
        return head, tuple(_row(month(end), amounts) for end, amounts in zip(found.months, columns, strict=True))
    shown = months if table.subject in MONTHLY else range(len(table.columns))
    head = tuple(code_word(table.subject, table.columns[place]) for place in shown)
    rows = (
        _row(code_word(table.subject, line.code), [line.figures[place] for place in shown], *_more(table, line))
        for line in table.lines
    )
    return (*head, *_more_words(table.subject)), tuple(rows)


def _row(name: str, amounts: Sequence[int], *more: str) -> Row:
    return Row(name, (*(figure(amount) for amount in amounts), *more), any(amounts))


def _more_words(subject: Subject) -> tuple[str, ...]:
    """Name the last column where something is worked out from a row's rounded figures."""
    words = {Subject.RETURNED: gettext("Share"), Subject.EFFORT: gettext("Median")}
    return (words[subject],) if subject in words else ()


def _more(table: Table, line: Line) -> tuple[str, ...]:
    """Return what is worked out from a row's rounded figures: a share, or the span in which the median lies."""
    if table.subject is Subject.RETURNED:
        part, whole = table.figure(line.code, RETURNED), table.figure(line.code, CONFIRMED)
        return (percent(share(part, whole)),)
    if table.subject is Subject.EFFORT:
        return (_middle(table.subject, table.row(line.code)),)
    return ()


def _medians(table: Table) -> Iterator[str]:
    if table.subject is Subject.TAKEN:
        for column in table.columns:
            words = {"whose": code_word(table.subject, column), "span": _middle(table.subject, table.column(column))}
            yield gettext("%(whose)s, median: %(span)s") % words


def _middle(subject: Subject, amounts: Sequence[int]) -> str:
    place = middle(amounts)
    return percent(None) if place is None else code_word(subject, SPANS[subject][place].code)


def _code(subject: Subject) -> str:
    return subject.value.lower().replace("_", "-")
