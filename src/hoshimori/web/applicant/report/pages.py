"""The page of reports: how far it has come, what was made so far, what can be ordered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hoshimori.assessments.exchange.reports.charts import counts, kinds, progress_chart
from hoshimori.assessments.exchange.reports.words import CRITERIA, TOTAL, Teller
from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.queries.reports import report, reports_of
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.snapshot import present
from hoshimori.assessments.rules.checks import findings
from hoshimori.assessments.rules.states import ReportState
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.report.words import FORM_WORDS, LANGUAGE_WORDS, STATE_WORDS
from hoshimori.web.applicant.words import Mark, assessment_mark
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.reports import ReportLine
    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.queries.snapshot import HandedOver, Present
    from hoshimori.shared.actor import Actor

SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list. `is_unchanged` is None as long as nobody has compared it with the present content."""

    id: UUID
    form: str
    language: str
    state: str
    mark: Mark
    digest: str
    ordered_by: str
    ordered_at: datetime
    is_under_way: bool
    is_ready: bool
    can_be_tried_again: bool
    is_unchanged: bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the table, with the word of its column for a phone."""

    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """One category of the table."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Head:
    """What stands at the top of all three pages: which self-evaluation, its state, how much is missing."""

    assessment_id: UUID
    level: int
    title: str
    mark: Mark
    missing: int
    handed_over: HandedOver | None
    is_handed_over: bool
    can_be_ordered: bool
    can_be_handed_over: bool


@dataclass(frozen=True)
class IndexPage:
    """The page of reports."""

    head: Head
    chart: SafeString
    header: Sequence[str]
    rows: Sequence[Row]
    lines: Sequence[Line]
    forms: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    form: Form = field(default_factory=Form)


def index(actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None) -> IndexPage:
    """Return the page of reports.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    tell = Teller("en" if (get_language() or "ja").startswith("en") else "ja")
    whole, now = sheet(actor, at, assessment_id), present(actor, at, assessment_id)
    header, rows = numbers(whole, tell)
    return IndexPage(
        head=head(whole, now, actor, at),
        chart=drawn(progress_chart(whole.edition, whole.progress_by_category, tell.language)),
        header=header,
        rows=rows,
        lines=[_line(line, now, may_order=may(actor, Action.EXPORT)) for line in reports_of(actor, at, assessment_id)],
        forms=[(one.value, str(word)) for one, word in FORM_WORDS.items()],
        languages=[(one.value, str(word)) for one, word in LANGUAGE_WORDS.items()],
        form=form or Form(values={"form": "PDF", "language": tell.language}),
    )


def line(actor: Actor, at: datetime, assessment_id: UUID, report_id: UUID) -> Line:
    """Return one line of the list, as it is asked for while the report is being made.

    Raises:
        NotFound: the report does not exist for this actor.
    """
    found = report(actor, at, assessment_id, report_id)
    is_over = found.state in {ReportState.READY, ReportState.FAILED}
    now = present(actor, at, assessment_id) if is_over else None
    return _line(found, now, may_order=may(actor, Action.EXPORT))


def head(whole: Sheet, now: Present, actor: Actor, at: datetime) -> Head:
    """Return what stands at the top of all pages of this area."""
    missing = findings(now.snapshot, whole.edition, day_in_japan(at))
    return Head(
        assessment_id=whole.id,
        level=int(whole.level),
        title=whole.title,
        mark=assessment_mark(whole.state),
        missing=len(missing),
        handed_over=now.handed_over,
        is_handed_over=whole.state.value == "SUBMITTED",
        can_be_ordered=may(actor, Action.EXPORT),
        can_be_handed_over=may(actor, Action.SUBMIT),
    )


def numbers(whole: Sheet, tell: Teller) -> tuple[list[str], list[Row]]:
    """Return the chart's numbers as a table: the words of its columns, then a row a category and one for the whole."""
    header = [tell(CRITERIA), *(word for word, _ in kinds(tell))]
    names = {part.no: f"{part.no} {tell(part.name)}" for part in whole.edition.categories}
    lines = [*((names[no], part) for no, part in whole.progress_by_category.items()), (tell(TOTAL), whole.progress)]
    rows = [
        Row(name, [Cell(word, count) for word, count in zip(header, (part.total, *counts(part)), strict=True)])
        for name, part in lines
    ]
    return header, rows


def drawn(svg: str) -> SafeString:
    """Let a chart of ours into a page: every text in it is escaped where it is drawn."""
    return mark_safe(svg)  # noqa: S308 # nosec B703 - every text is escaped where the chart is drawn


def _line(found: ReportLine, now: Present | None, *, may_order: bool) -> Line:
    kind, word = STATE_WORDS[found.state]
    return Line(
        id=found.id,
        form=str(FORM_WORDS[found.form]),
        language=str(LANGUAGE_WORDS[found.language]),
        state=found.state.value,
        mark=Mark(kind, str(word)),
        digest=found.digest[:SHOWN_DIGITS],
        ordered_by=found.ordered_by,
        ordered_at=found.ordered_at,
        is_under_way=found.state in {ReportState.ORDERED, ReportState.MAKING},
        is_ready=found.state == ReportState.READY,
        can_be_tried_again=found.state == ReportState.FAILED and may_order,
        is_unchanged=now.is_unchanged_since(found.digest) if now else None,
    )
