"""Reports that were ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Report
from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.assessments.rules.reports import Form, Language
from hoshimori.assessments.rules.states import ReportState
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report as a list shows it."""

    id: UUID
    assessment_id: UUID
    form: Form
    language: Language
    state: ReportState
    digest: str
    ordered_by: str
    ordered_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report to take away."""

    form: Form
    language: Language
    title: str
    digest: str
    ordered_at: datetime
    content: bytes


def reports_of(actor: Actor, at: datetime, assessment_id: UUID) -> tuple[ReportLine, ...]:
    """Return the 50 newest reports on a self-evaluation, newest first. Two statements."""
    rows = _visible(actor, at).filter(assessment_id=assessment_id).order_by("-ordered_at", "-id")
    return _lines(rows[:SHOWN], actor, at)


def report(actor: Actor, at: datetime, assessment_id: UUID, report_id: UUID) -> ReportLine:
    """Return one report on a self-evaluation.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    lines = _lines(_visible(actor, at).filter(pk=report_id, assessment_id=assessment_id), actor, at)
    if not lines:
        raise NotFound
    return lines[0]


def report_file(actor: Actor, at: datetime, assessment_id: UUID, report_id: UUID) -> ReportFile:
    """Return the file of a report that is ready.

    Raises:
        NotFound: there is none, it is not ready, or the actor may not see it.
    """
    rows = _visible(actor, at).filter(pk=report_id, assessment_id=assessment_id, state=ReportState.READY.value)
    row = rows.defer("snapshot").select_related("assessment").first()
    if row is None or row.content is None:
        raise NotFound
    return ReportFile(
        Form(row.form),
        Language(row.language),
        row.assessment.title,
        row.digest,
        row.ordered_at,
        bytes(row.content),
    )


def _visible(actor: Actor, at: datetime) -> QuerySet[Report]:
    return Report.objects.filter(assessment__in=visible_to(actor, at).order_by().values("pk"))


def _lines(rows: QuerySet[Report], actor: Actor, at: datetime) -> tuple[ReportLine, ...]:
    found = list(rows.defer("snapshot", "content").select_related("assessment"))
    if not found:
        return ()
    people = people_of(actor, at, found[0].assessment.organization_id)
    return tuple(
        ReportLine(
            id=row.pk,
            assessment_id=row.assessment_id,
            form=Form(row.form),
            language=Language(row.language),
            state=ReportState(row.state),
            digest=row.digest,
            ordered_by=people[row.ordered_by_id].name if row.ordered_by_id in people else "",
            ordered_at=row.ordered_at,
            ended_at=row.ended_at,
        )
        for row in found
    )
