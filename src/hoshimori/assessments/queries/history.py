"""What became of one answer: who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
    """
    assessment = seen_by(actor, at, assessment_id)
    criterion_in(assessment, criterion_no)
    recorded = of_subject(
        kind="answer", subject_id=f"{assessment.pk}/{criterion_no}", about_id=assessment.organization_id
    )
    return recorded, people_of(actor, at, assessment.organization_id)
