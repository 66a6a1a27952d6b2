"""What became of one answer: who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.events import TIME_RECORDED
from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.journal.queries import of_subject
from hoshimori.parties.queries.names import people_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.journal.queries import Recorded
    from hoshimori.parties.queries.names import Named
    from hoshimori.shared.actor import Actor


def history_of_answer(
    actor: Actor, at: datetime, assessment_id: UUID, criterion_no: str
) -> tuple[tuple[Recorded, ...], Mapping[UUID, Named]]:
    """Return what the journal tells of the answer to one criterion, newest first, and the people in it.

    Time spent is told to nobody outside the company.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
    """
    assessment = seen_by(actor, at, assessment_id)
    criterion_in(assessment, criterion_no)
    recorded = of_subject(
        kind="answer", subject_id=f"{assessment.pk}/{criterion_no}", about_id=assessment.organization_id
    )
    told = tuple(entry for entry in recorded if entry.act != TIME_RECORDED or may(actor, Action.RECORD_TIME))
    return told, people_of(actor, at, assessment.organization_id)
