"""A whole self-evaluation as values: the edition's criteria with what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Answer
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.rules.answers import AnswerValue
from hoshimori.assessments.rules.progress import Progress, progress_by_category, progress_of
from hoshimori.assessments.rules.states import ASSESSMENT, AssessmentAction, AssessmentState
from hoshimori.schemes.queries import edition as edition_of
from hoshimori.schemes.rules import Level
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.schemes.rules import Criterion, Edition
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True)
class Sheet:
    """One self-evaluation with all its answers; blank criteria simply have none."""

    id: UUID
    organization_id: UUID
    edition: Edition
    level: Level
    title: str
    state: AssessmentState
    continued_from_id: UUID | None
    begun_at: datetime
    changed_at: datetime
    answers: Mapping[str, AnswerValue]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria of its level, in the order of the catalogue."""
        return self.edition.criteria_of(self.level)

    def answer(self, criterion_no: str) -> AnswerValue:
        """Return the answer to a criterion; a blank one if none was given."""
        return self.answers.get(criterion_no) or AnswerValue(criterion_no)

    @cached_property
    def progress(self) -> Progress:
        """Return how far the whole has come."""
        return progress_of(self.criteria, self.answers)

    @cached_property
    def progress_by_category(self) -> Mapping[str, Progress]:
        """Return how far each category has come, by its number."""
        return progress_by_category(self.edition, self.level, self.answers)

    @property
    def beyond(self) -> tuple[Criterion, ...]:
        """Return what ★4 would ask for in addition; empty for a ★4 self-evaluation."""
        return tuple(criterion for criterion in self.edition.criteria.values() if criterion.level > self.level)

    @property
    def allowed_actions(self) -> tuple[AssessmentAction, ...]:
        """Return the acts that its state allows; who may do them is another question."""
        return ASSESSMENT.allowed(self.state)


def sheet(actor: Actor, at: datetime, assessment_id: UUID) -> Sheet:
    """Return a whole self-evaluation. Two statements, however many criteria it has.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return sheet_of(seen_by(actor, at, assessment_id))


def sheet_of(assessment: Assessment) -> Sheet:
    """Return the sheet of a self-evaluation that was already looked up for the actor."""
    edition = edition_of(assessment.edition_id)
    rows = Answer.objects.filter(assessment_id=assessment.pk)
    return Sheet(
        id=assessment.pk,
        organization_id=assessment.organization_id,
        edition=edition,
        level=Level(assessment.level),
        title=assessment.title,
        state=AssessmentState(assessment.state),
        continued_from_id=assessment.continued_from_id,
        begun_at=assessment.begun_at,
        changed_at=assessment.changed_at,
        answers={row.criterion_no: row.value for row in rows},
    )


def criterion_in(assessment: Assessment, criterion_no: str) -> Criterion:
    """Return a criterion that the self-evaluation's edition and level ask for.

    Raises:
        NotFound: they ask for no such criterion.
    """
    criterion = edition_of(assessment.edition_id).criteria.get(criterion_no)
    if criterion is None or criterion.level > assessment.level:
        raise NotFound
    return criterion
