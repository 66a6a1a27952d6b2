"""A self-evaluation that is no longer worked on is closed, and can be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.rules.states import ASSESSMENT, AssessmentAction, AssessmentState
from hoshimori.journal.operations import Act, record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def close(*, assessment_id: UUID, actor: Actor, at: datetime) -> None:
    """Close a self-evaluation: everything stays readable, nothing can be changed until it is reopened.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is closed already.
    """
    _move(AssessmentAction.CLOSE, events.ASSESSMENT_CLOSED, assessment_id, actor, at)


def reopen(*, assessment_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a closed self-evaluation up again, to be answered on.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is not closed.
    """
    _move(AssessmentAction.REOPEN, events.ASSESSMENT_REOPENED, assessment_id, actor, at)


def _move(action: AssessmentAction, event: str, assessment_id: UUID, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)

        require(actor, Action.CLOSE)

        before = AssessmentState(assessment.state)
        after = ASSESSMENT.after(before, action)

        assessment.state, assessment.changed_at = after.value, at
        assessment.save(update_fields=["state", "changed_at"])

        act = Act(event, "assessment", str(assessment.pk), {"state": before.value}, {"state": after.value})
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
