"""What was handed over so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Submission
from hoshimori.assessments.queries.seeing import visible_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

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
