"""What is still to be done gets somebody who does it and a day; doing it says nothing about the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Answer, Assessment, Task
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for, visible_to
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.queries.tasks import task_value
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.assessments.rules.tasks import TASK, Duty, TaskAction, TaskState, shortened
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries import is_member
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.tasks import TaskValue
    from hoshimori.shared.actor import Actor


class TaskConflict(Conflict):
    """Somebody else changed the task in the meantime; `current` is what stands there now."""

    def __init__(self, current: TaskValue) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current = current


def add(*, assessment_id: UUID, criterion_no: str, duty: Duty, actor: Actor, at: datetime) -> UUID:
    """Note something to be done for a criterion, or for the self-evaluation as a whole (empty number); returns its id.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation is closed.
        Invalid: it does not say what, is too long, or names nobody of this company.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        if criterion_no:
            criterion_in(assessment, criterion_no)

        require(actor, Action.KEEP_TASKS)

        _require_open(assessment)
        given = duty.checked()
        _require_colleague(given.owner_id, assessment)
        TASK.after(None, TaskAction.ADD)

        row = _added(assessment, criterion_no, given, actor, at)

        after = {"criterion": criterion_no, **_fields(given)}
        record(act=_act(events.TASK_ADDED, row, after=after), about_id=assessment.organization_id, actor=actor, at=at)
    return row.pk


def add_from_plan(*, assessment_id: UUID, criterion_no: str, actor: Actor, at: datetime) -> UUID:
    """Make a task of what an answer says will be done, with the answer's responsible person and day; returns its id.

    A plan longer than a task is taken up to its last whole sentence.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation is closed, the answer has no plan, or the same is a task already.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        answer = Answer.objects.filter(assessment=assessment, criterion_no=criterion_no).first()

        require(actor, Action.KEEP_TASKS)

        _require_open(assessment)
        plan = shortened(answer.plan) if answer else ""
        if answer is None or not plan:
            raise NotPossibleNow("PLAN_MISSING")
        same = Task.objects.filter(assessment=assessment, criterion_no=criterion_no, what=plan)
        if same.filter(done_at__isnull=True, dropped_at__isnull=True).exists():
            raise NotPossibleNow("TASK_ALREADY_THERE")

        given = Duty(plan, answer.responsible_id, answer.due_on)
        row = _added(assessment, criterion_no, given, actor, at)

        after = {"criterion": criterion_no, **_fields(given)}
        record(act=_act(events.TASK_ADDED, row, after=after), about_id=assessment.organization_id, actor=actor, at=at)
    return row.pk


def change(*, task_id: UUID, duty: Duty, version: int, actor: Actor, at: datetime) -> int:
    """Change what is to be done, by whom or until when; `version` is the one the writer saw. Returns its new version.

    Raises:
        NotFound: the task does not exist for this actor.
        TaskConflict: somebody else changed it since `version`.
        NotPossibleNow: it was done or dropped, or the self-evaluation is closed.
        Invalid: it does not say what, is too long, or names nobody of this company.
    """
    with transaction.atomic():
        row = _locked(actor, at, task_id)

        require(actor, Action.KEEP_TASKS)

        _require_open(row.assessment)
        before, given = task_value(row), duty.checked()
        if before.state != TaskState.OPEN:
            raise NotPossibleNow("TASK_ENDED")
        if given == before.duty:
            return before.version
        if before.version != version:
            raise TaskConflict(before)
        if given.owner_id != before.duty.owner_id:
            _require_colleague(given.owner_id, row.assessment)

        row.what, row.owner_id, row.due_on = given.what, given.owner_id, given.due_on
        row.version += 1
        row.save(update_fields=["what", "owner", "due_on", "version"])

        act = _act(events.TASK_CHANGED, row, before=_fields(before.duty), after=_fields(given))
        record(act=act, about_id=row.assessment.organization_id, actor=actor, at=at)
    return row.version


def finish(*, task_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a task is done. Whether its criterion is met is answered there, not here.

    Raises:
        NotFound: the task does not exist for this actor.
        NotPossibleNow: it was done or dropped before, or the self-evaluation is closed.
    """
    _move(TaskAction.FINISH, events.TASK_DONE, task_id, actor, at)


def drop(*, task_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a task need not be done; it stays in sight among the ended ones.

    Raises:
        NotFound: the task does not exist for this actor.
        NotPossibleNow: it was done or dropped before, or the self-evaluation is closed.
    """
    _move(TaskAction.DROP, events.TASK_DROPPED, task_id, actor, at)


def reopen(*, task_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a task that was done or dropped is to be done after all.

    Raises:
        NotFound: the task does not exist for this actor.
        NotPossibleNow: it is still to be done, or the self-evaluation is closed.
    """
    _move(TaskAction.REOPEN, events.TASK_REOPENED, task_id, actor, at)


def _move(action: TaskAction, event: str, task_id: UUID, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(actor, at, task_id)

        require(actor, Action.KEEP_TASKS)

        _require_open(row.assessment)
        before = task_value(row).state
        after = TASK.after(before, action)

        is_done = after == TaskState.DONE
        row.done_at, row.done_by_id = (at, actor.person_id) if is_done else (None, None)
        row.dropped_at = at if after == TaskState.DROPPED else None
        row.version += 1
        row.save(update_fields=["done_at", "done_by", "dropped_at", "version"])

        act = _act(event, row, before={"state": before.value}, after={"state": after.value, "what": row.what})
        record(act=act, about_id=row.assessment.organization_id, actor=actor, at=at)


def _locked(actor: Actor, at: datetime, task_id: UUID) -> Task:
    """Return a task and its self-evaluation, both locked until the end of the transaction."""
    row = (
        Task.objects.filter(pk=task_id, assessment__in=visible_to(actor, at))
        .select_related("assessment")
        .select_for_update(of=("self", "assessment"))
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _added(assessment: Assessment, criterion_no: str, duty: Duty, actor: Actor, at: datetime) -> Task:
    return Task.objects.create(
        assessment=assessment,
        criterion_no=criterion_no,
        what=duty.what,
        owner_id=duty.owner_id,
        due_on=duty.due_on,
        added_by_id=actor.person_id,
        added_at=at,
    )


def _require_open(assessment: Assessment) -> None:
    if assessment.state == AssessmentState.CLOSED.value:
        raise NotPossibleNow("ASSESSMENT_CLOSED")


def _require_colleague(person_id: UUID | None, assessment: Assessment) -> None:
    if person_id is not None and not is_member(person_id=person_id, organization_id=assessment.organization_id):
        raise Invalid("NOT_A_MEMBER", field="owner")


def _act(event: str, row: Task, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> Act:
    return Act(event, "task", f"{row.assessment_id}/{row.pk}", before or {}, after or {})


def _fields(duty: Duty) -> dict[str, Any]:
    return {
        "what": duty.what,
        "owner": str(duty.owner_id) if duty.owner_id else None,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
    }
