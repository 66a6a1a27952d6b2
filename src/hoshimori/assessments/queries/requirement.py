"""One requirement of a self-evaluation, with everything that is written about its criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Alternative
from hoshimori.assessments.models import Comment as CommentRow
from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.surroundings import around_answers
from hoshimori.assessments.rules.comments import Comment
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.alternatives import AlternativeValue
    from hoshimori.assessments.rules.finding import Around
    from hoshimori.parties.queries.names import Named
    from hoshimori.schemes.rules import Criterion, Requirement
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True)
class AnsweredRequirement:
    """A requirement, the sheet it belongs to, and what stands around its answers.

    `around` covers the whole sheet; `alternatives` and `comments` (oldest first) only this requirement. `people` are
    all who belong or belonged to the company. Nobody outside the company sees comments.
    """

    sheet: Sheet
    requirement: Requirement
    around: Mapping[str, Around]
    alternatives: Mapping[str, AlternativeValue]
    comments: tuple[Comment, ...]
    people: Mapping[UUID, Named]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria that the level asks for."""
        return self.requirement.criteria_of(self.sheet.level)


def requirement(actor: Actor, at: datetime, assessment_id: UUID, requirement_no: str) -> AnsweredRequirement:
    """Return one requirement as it stands. Six statements, however many criteria and companies there are.

    Raises:
        NotFound: the actor may not see the self-evaluation, or its level asks nothing under this number.
    """
    whole = sheet(actor, at, assessment_id)
    wanted = whole.edition.requirements.get(requirement_no)
    if wanted is None or not wanted.criteria_of(whole.level):
        raise NotFound
    numbers = [criterion.no for criterion in wanted.criteria]
    alternatives = Alternative.objects.filter(assessment_id=whole.id, criterion_no__in=numbers)
    return AnsweredRequirement(
        sheet=whole,
        requirement=wanted,
        around=around_answers(actor, whole),
        alternatives={row.criterion_no: row.value for row in alternatives},
        comments=_comments(actor, whole.id, numbers),
        people=people_of(actor, at, whole.organization_id),
    )


def _comments(actor: Actor, assessment_id: UUID, numbers: Sequence[str]) -> tuple[Comment, ...]:
    if not may(actor, Action.COMMENT):
        return ()
    rows = CommentRow.objects.filter(assessment_id=assessment_id, criterion_no__in=numbers).order_by("id")
    return tuple(Comment(row.criterion_no, row.author_id, row.text, row.written_at) for row in rows)
