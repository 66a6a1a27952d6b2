"""Criteria are answered one by one; two people at the same criterion both keep what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Answer, Assessment
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, check
from hoshimori.assessments.rules.states import AssessmentState, takes_answers
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries import is_member
from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be saved for one criterion: its words, who is responsible, and until when."""

    text: AnswerText
    responsible_id: UUID | None = None
    due_on: date | None = None


class AnswerConflict(Conflict):
    """Somebody else saved this answer in the meantime; `current` is what stands there now, by whom and since when."""

    def __init__(
        self, current: AnswerValue, changed_by_id: UUID | None = None, changed_at: datetime | None = None
    ) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current = current
        self.changed_by_id = changed_by_id
        self.changed_at = changed_at


def save(
    *, assessment_id: UUID, criterion_no: str, given: Given, version: int, actor: Actor, at: datetime
) -> AnswerValue:
    """Save the answer to one criterion; `version` is the one the writer saw (0: none yet). Returns it as saved.

    Saving what was taken over from an earlier self-evaluation confirms it again. Saving the same words twice changes
    nothing and writes no journal entry, so that an answer whose receipt was lost on the way can be sent once more.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        AnswerConflict: somebody else saved this answer since `version`.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: "not applicable" where it cannot be, or without a basis; a text too long; nobody of this company.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion = criterion_in(assessment, criterion_no)
        row = Answer.objects.filter(assessment=assessment, criterion_no=criterion_no).first()

        require(actor, Action.ANSWER)

        require_answering(assessment)
        before = row.value if row else AnswerValue(criterion_no)
        if not before.taken_over and _same(before, given):
            return before
        if before.version != version:
            raise _conflict(before, row)
        check(given.text, criterion)
        _require_colleague(given.responsible_id, before, assessment)

        saved = put(row or Answer(assessment=assessment, criterion_no=criterion_no, version=0), given, actor, at)
        touch(assessment, at)

        record(act=saved_act(assessment, before, saved), about_id=assessment.organization_id, actor=actor, at=at)
    return saved


def confirm(*, assessment_id: UUID, criterion_no: str, version: int, actor: Actor, at: datetime) -> AnswerValue:
    """Say that an answer taken over from an earlier self-evaluation still holds; from now on it counts.

    Raises:
        NotPossibleNow: nothing waits to be confirmed here, or the self-evaluation was handed over or closed.
        AnswerConflict: somebody else saved this answer since `version`.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        row = Answer.objects.filter(assessment=assessment, criterion_no=criterion_no).first()

        require(actor, Action.ANSWER)

        require_answering(assessment)
        if row is None or not row.taken_over:
            raise NotPossibleNow("NOTHING_TO_CONFIRM")
        if row.version != version:
            raise _conflict(row.value, row)

        row.taken_over = False
        row.version += 1
        row.changed_by_id, row.changed_at = actor.person_id, at
        row.save(update_fields=["taken_over", "version", "changed_by", "changed_at"])
        touch(assessment, at)

        after = {"criterion": criterion_no, "result": row.result}
        act = Act(events.ANSWER_CONFIRMED, "answer", f"{assessment.pk}/{criterion_no}", after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.value


def require_answering(assessment: Assessment) -> None:
    """Let the act go on only while the self-evaluation is being answered.

    Raises:
        NotPossibleNow: it was handed over or closed.
    """
    if not takes_answers(AssessmentState(assessment.state)):
        raise NotPossibleNow("NOT_ANSWERING")


def put(row: Answer, given: Given, actor: Actor, at: datetime) -> AnswerValue:
    """Write what is given into the row of an answer, as its next version."""
    text = given.text
    row.result, row.reason, row.plan, row.note = text.result.value, text.reason, text.plan, text.note
    row.responsible_id, row.due_on, row.taken_over = given.responsible_id, given.due_on, False
    row.version += 1
    row.changed_by_id, row.changed_at = actor.person_id, at
    row.save(force_insert=row.pk is None, force_update=row.pk is not None)
    return row.value


def touch(assessment: Assessment, at: datetime) -> None:
    """Note when the self-evaluation was last changed."""
    assessment.changed_at = at
    assessment.save(update_fields=["changed_at"])


def saved_act(assessment: Assessment, before: AnswerValue, after: AnswerValue) -> Act:
    """Return the journal's words for a saved answer: the fields that changed, before and after."""
    old, new = _fields(before), _fields(after)
    changed = {name for name in new if old[name] != new[name]}
    return Act(
        events.ANSWER_SAVED,
        "answer",
        f"{assessment.pk}/{after.criterion_no}",
        {name: old[name] for name in sorted(changed)},
        {name: new[name] for name in sorted(changed)},
    )


def _fields(value: AnswerValue) -> dict[str, Any]:
    return {
        "result": value.text.result.value,
        "reason": value.text.reason,
        "plan": value.text.plan,
        "note": value.text.note,
        "responsible": str(value.responsible_id) if value.responsible_id else None,
        "due_on": value.due_on.isoformat() if value.due_on else None,
        "taken_over": value.taken_over,
    }


def _conflict(current: AnswerValue, row: Answer | None) -> AnswerConflict:
    return AnswerConflict(current, row.changed_by_id, row.changed_at) if row else AnswerConflict(current)


def _same(before: AnswerValue, given: Given) -> bool:
    return (before.text, before.responsible_id, before.due_on) == (given.text, given.responsible_id, given.due_on)


def _require_colleague(person_id: UUID | None, before: AnswerValue, assessment: Assessment) -> None:
    if person_id is None or person_id == before.responsible_id:
        return
    if not is_member(person_id=person_id, organization_id=assessment.organization_id):
        raise Invalid("NOT_A_MEMBER", field="responsible")
