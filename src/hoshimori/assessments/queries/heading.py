"""Which self-evaluation a page is about, without its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.seeing import seen_by, visible_to
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class Heading:
    """A self-evaluation by its level, title and state."""

    id: UUID
    organization_id: UUID
    edition_code: str
    level: Level
    title: str
    state: AssessmentState

    @property
    def is_answering(self) -> bool:
        """Tell whether scope and answers can be changed at the moment."""
        return self.state == AssessmentState.ANSWERING

    def criterion(self, criterion_no: str) -> Criterion | None:
        """Return a criterion of its edition and level; None where they ask for no such one."""
        found = edition(self.edition_code).criteria.get(criterion_no)
        return found if found and found.level <= self.level else None


def heading(actor: Actor, at: datetime, assessment_id: UUID) -> Heading:
    """Return what a page about a self-evaluation says at its top. One statement.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _heading(seen_by(actor, at, assessment_id))


def own_open_ones(actor: Actor, at: datetime) -> tuple[Heading, ...]:
    """Return the self-evaluations the actor's organization still works on, the last changed first. One statement."""
    rows = visible_to(actor, at).filter(organization_id=actor.organization_id)
    rows = rows.exclude(state=AssessmentState.CLOSED.value).order_by("-changed_at", "-id")
    return tuple(_heading(row) for row in rows[:MOST])


def _heading(row: Assessment) -> Heading:
    return Heading(
        id=row.pk,
        organization_id=row.organization_id,
        edition_code=row.edition_id,
        level=Level(row.level),
        title=row.title,
        state=AssessmentState(row.state),
    )
