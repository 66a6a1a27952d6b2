"""What was handed over so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import OuterRef, Subquery

from hoshimori.assessments.models import Assessment, Submission
from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.assessments.rules.states import AssessmentState

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """One handing over: its number, who did it and when, and the digest of what was handed over."""

    number: int
    digest: str
    by: str
    submitted_at: datetime


def submissions_of(actor: Actor, at: datetime, assessment_id: UUID) -> tuple[SubmissionLine, ...]:
    """Return every handing over of a self-evaluation, the last one first. One statement."""
    seen = visible_to(actor, at).filter(pk=assessment_id).order_by().values("pk")
    rows = Submission.objects.filter(assessment__in=seen).order_by("-number")
    fields = rows.values_list("number", "digest", "content__handing_over__by", "submitted_at")
    return tuple(SubmissionLine(*row) for row in fields)


@dataclass(frozen=True, slots=True)
class InForce:
    """The handing over that stands now: its number, its digest, and everything that was handed over."""

    assessment_id: UUID
    organization_id: UUID
    number: int
    digest: str
    content: Snapshot


def in_force(assessment_id: UUID, *, lock: bool = False) -> InForce | None:
    """Return the newest handing over of a self-evaluation, only while it is handed over; None once it was taken back.

    Whoever asks has already looked the self-evaluation up for its reader. With `lock` nobody can take it back or hand
    it over anew until the end of the transaction. Two statements.
    """
    rows = Assessment.objects.filter(pk=assessment_id, state=AssessmentState.SUBMITTED.value)
    assessment = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if assessment is None:
        return None
    row = Submission.objects.filter(assessment_id=assessment_id).order_by("-number").first()
    if row is None:
        return None
    return InForce(assessment.pk, assessment.organization_id, row.number, row.digest, cast("Snapshot", row.content))


def handed_over(assessment_id: UUID, number: int) -> Snapshot | None:
    """Return what was handed over under this number. Whoever asks has already looked it up for its reader."""
    rows = Submission.objects.filter(assessment_id=assessment_id, number=number)
    return cast("Snapshot | None", rows.values_list("content", flat=True).first())


def number_in_force(assessment: str) -> Subquery:
    """Return the number of the handing over that stands now, for rows with a self-evaluation in this column."""
    rows = Submission.objects.filter(
        assessment_id=OuterRef(assessment), assessment__state=AssessmentState.SUBMITTED.value
    )
    return Subquery(rows.order_by("-number").values("number")[:1])
