"""A report is ordered, made in the background from one snapshot, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Report, Submission
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for, visible_to
from hoshimori.assessments.queries.snapshot import snapshot_of
from hoshimori.assessments.rules.reports import Form, Language
from hoshimori.assessments.rules.snapshot import Snapshot, digest_of
from hoshimori.assessments.rules.states import REPORT, AssessmentState, ReportAction, ReportState
from hoshimori.journal.operations import Act, record
from hoshimori.shared.actor import Role
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.assessments.models import Assessment
    from hoshimori.shared.actor import Actor

UNDER_WAY = [ReportState.ORDERED.value, ReportState.MAKING.value]


@dataclass(frozen=True)
class Commission:
    """What a report is to be made of."""

    snapshot: Snapshot
    form: Form
    language: Language
    ordered_at: datetime


def order(*, assessment_id: UUID, form: str, language: str, actor: Actor, at: datetime) -> UUID:
    """Order a report on the self-evaluation as it stands, or as it was handed over; returns the report's id.

    Somebody who orders the same again while it is still being made gets the one that is being made.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPermitted: the actor's role may not take reports out.
        Invalid: there is no such form or language.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)

        require(actor, Action.EXPORT)

        if form not in set(Form):
            raise Invalid("NOT_IN_LIST", field="form")
        if language not in set(Language):
            raise Invalid("NOT_IN_LIST", field="language")
        content = _content(assessment, actor, at)
        fixed = digest_of(content)
        alike = Report.objects.filter(assessment=assessment, form=form, language=language, digest=fixed)
        if earlier := alike.filter(state__in=UNDER_WAY).first():
            return earlier.pk

        report = Report.objects.create(
            assessment=assessment,
            state=REPORT.after(None, ReportAction.ORDER).value,
            form=form,
            language=language,
            snapshot=content,
            digest=fixed,
            ordered_by_id=actor.person_id,
            ordered_at=at,
        )

        _record(events.REPORT_ORDERED, report, actor, at)
    return report.pk


def try_again(*, assessment_id: UUID, report_id: UUID, actor: Actor, at: datetime) -> None:
    """Have a report that could not be made tried once more.

    Raises:
        NotFound: the report does not exist for this actor.
        NotPossibleNow: it did not fail.
    """
    with transaction.atomic():
        report = _locked(
            Report.objects.filter(assessment__in=visible_to(actor, at).filter(pk=assessment_id)), report_id
        )

        require(actor, Action.EXPORT)

        _move(report, ReportAction.TRY_AGAIN, ended_at=None)

        _record(events.REPORT_ORDERED, report, actor, at)


def start(*, report_id: UUID, actor: Actor, at: datetime) -> Commission:
    """Begin to make a report, or begin again where the one who began is gone; returns what it is made of.

    Raises:
        NotFound: there is no such report.
        NotPossibleNow: it is made already, or given up.
    """
    with transaction.atomic():
        report = _locked(Report.objects.defer("content"), report_id)

        _require_system(actor)

        _move(report, ReportAction.START, ended_at=None)
    del at
    return Commission(
        cast("Snapshot", report.snapshot), Form(report.form), Language(report.language), report.ordered_at
    )


def finish(*, report_id: UUID, content: bytes, actor: Actor, at: datetime) -> None:
    """Keep the report that was made.

    Raises:
        NotPossibleNow: nobody is making it, or somebody else has finished it.
    """
    with transaction.atomic():
        report = _locked(Report.objects.defer("snapshot"), report_id)

        _require_system(actor)

        report.content = content
        _move(report, ReportAction.FINISH, "content", ended_at=at)

        _record(events.REPORT_MADE, report, actor, at)


def fail(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a report could not be made.

    Raises:
        NotPossibleNow: nobody is making it.
    """
    with transaction.atomic():
        report = _locked(Report.objects.defer("snapshot", "content"), report_id)

        _require_system(actor)

        _move(report, ReportAction.FAIL, ended_at=at)

        _record(events.REPORT_FAILED, report, actor, at)


def _content(assessment: Assessment, actor: Actor, at: datetime) -> Snapshot:
    """Return what a report says: what was handed over, as long as it is handed over; else what stands now."""
    if assessment.state == AssessmentState.SUBMITTED:
        content = Submission.objects.filter(assessment=assessment).order_by("-number").values_list("content", flat=True)
        return cast("Snapshot", content[0])
    return snapshot_of(assessment, actor, at)


def _locked(reports: QuerySet[Report], report_id: UUID) -> Report:
    report = reports.select_for_update(of=("self",)).select_related("assessment").filter(pk=report_id).first()
    if report is None:
        raise NotFound
    return report


def _require_system(actor: Actor) -> None:
    if actor.role != Role.SYSTEM:
        raise NotPermitted("NOT_PERMITTED")


def _move(report: Report, action: ReportAction, *fields: str, ended_at: datetime | None) -> None:
    report.state = REPORT.after(ReportState(report.state), action).value
    report.ended_at = ended_at
    report.save(update_fields=["state", "ended_at", *fields])


def _record(event: str, report: Report, actor: Actor, at: datetime) -> None:
    after = {"form": report.form, "language": report.language, "digest": report.digest}
    act = Act(event, "report", str(report.pk), after=after)
    record(act=act, about_id=report.assessment.organization_id, actor=actor, at=at)
