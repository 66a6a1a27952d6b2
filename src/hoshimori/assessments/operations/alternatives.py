"""A different means is proposed for a criterion, or the proposal is withdrawn [M]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Alternative
from hoshimori.assessments.operations.answering import require_answering, touch
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.alternatives import AlternativeText, AlternativeValue, checked_alternative
from hoshimori.journal.operations import Act, record
from hoshimori.shared.refusal import Conflict, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.shared.actor import Actor


class AlternativeConflict(Conflict):
    """Somebody else changed or withdrew this alternative; `current` is what stands there now, None if nothing does."""

    def __init__(self, current: AlternativeValue | None) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current = current


def propose(
    *, assessment_id: UUID, criterion_no: str, text: AlternativeText, version: int, actor: Actor, at: datetime
) -> AlternativeValue:
    """Say by which other means the goal is reached, or say it anew; `version` is the one the writer saw (0: none yet).

    Whether the alternative holds is judged later by the expert or the evaluation body. Returns it as saved; proposing
    the same words twice changes nothing.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        AlternativeConflict: somebody else changed it since `version`.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: goal, means or why it is equal is missing or too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        row = _row(assessment, criterion_no)

        require(actor, Action.ANSWER)

        require_answering(assessment)
        given = checked_alternative(text)
        before = row.value if row else None
        if before and before.text == given:
            return before
        _require_seen(before, version)

        row = row or Alternative(assessment=assessment, criterion_no=criterion_no, version=0)
        row.goal, row.means, row.why_equal = given.goal, given.means, given.why_equal
        row.version += 1
        row.proposed_by_id, row.proposed_at = actor.person_id, at
        row.save(force_insert=before is None, force_update=before is not None)
        touch(assessment, at)

        act = _act(events.ALTERNATIVE_PROPOSED, assessment, criterion_no, before, row.value)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.value


def withdraw(*, assessment_id: UUID, criterion_no: str, version: int, actor: Actor, at: datetime) -> None:
    """Take an alternative back; the criterion then asks for its own means again.

    Raises:
        NotPossibleNow: there is none, or the self-evaluation was handed over or closed.
        AlternativeConflict: somebody else changed it since `version`.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        row = _row(assessment, criterion_no)

        require(actor, Action.ANSWER)

        require_answering(assessment)
        if row is None:
            raise NotPossibleNow("NO_ALTERNATIVE")
        before = row.value
        _require_seen(before, version)

        row.delete()
        touch(assessment, at)

        act = _act(events.ALTERNATIVE_WITHDRAWN, assessment, criterion_no, before, None)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)


def _row(assessment: Assessment, criterion_no: str) -> Alternative | None:
    return Alternative.objects.filter(assessment=assessment, criterion_no=criterion_no).first()


def _require_seen(before: AlternativeValue | None, version: int) -> None:
    if (before.version if before else 0) != version:
        raise AlternativeConflict(before)


def _act(
    name: str,
    assessment: Assessment,
    criterion_no: str,
    before: AlternativeValue | None,
    after: AlternativeValue | None,
) -> Act:
    return Act(name, "answer", f"{assessment.pk}/{criterion_no}", _words(before), _words(after))


def _words(value: AlternativeValue | None) -> dict[str, str]:
    if value is None:
        return {}
    return {"goal": value.text.goal, "means": value.text.means, "why_equal": value.text.why_equal}
