"""What is still to be done, as the people see it who do it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from hoshimori.assessments.models import Task
from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.assessments.rules.tasks import Duty, TaskValue, state_of
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

PAGE = 50

_OPEN = Q(done_at__isnull=True, dropped_at__isnull=True)


class Which(StrEnum):
    """Which tasks are asked for. ENDED ones were done or dropped; all others are still to be done."""

    MINE = "MINE"
    OVERDUE = "OVERDUE"
    OPEN = "OPEN"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many tasks there are of each kind; one task may count in several."""

    mine: int
    overdue: int
    open: int
    ended: int


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Up to 50 tasks, the most urgent first, those without a day last; ended ones newest first."""

    tasks: tuple[TaskValue, ...]
    has_more: bool


def tasks(
    actor: Actor, at: datetime, which: Which, assessment_id: UUID | None = None, *, page: int = 1, size: int = PAGE
) -> TaskPage:
    """Return the tasks of the self-evaluations the actor may see and that are not closed, or of one of them."""
    rows = _tasks_visible_to(actor, at).filter(_condition(which, actor, at))
    if assessment_id is not None:
        rows = rows.filter(assessment_id=assessment_id)
    newest_first = (F("done_at").desc(nulls_last=True), F("dropped_at").desc(nulls_last=True), "-id")
    most_urgent_first = (F("due_on").asc(nulls_last=True), "id")
    rows = rows.order_by(*(newest_first if which == Which.ENDED else most_urgent_first))
    start = (page - 1) * size
    found = [task_value(row) for row in rows[start : start + size + 1]]
    return TaskPage(tuple(found[:size]), has_more=len(found) > size)


def task_counts(actor: Actor, at: datetime, assessment_id: UUID | None = None) -> TaskCounts:
    """Count the tasks behind each filter. One statement."""
    rows = _tasks_visible_to(actor, at)
    if assessment_id is not None:
        rows = rows.filter(assessment_id=assessment_id)
    counted = rows.aggregate(**{which.value: Count("pk", filter=_condition(which, actor, at)) for which in Which})
    return TaskCounts(*(counted[which.value] for which in (Which.MINE, Which.OVERDUE, Which.OPEN, Which.ENDED)))


def task(actor: Actor, at: datetime, task_id: UUID) -> TaskValue:
    """Return one task.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    row = Task.objects.filter(pk=task_id, assessment__in=visible_to(actor, at)).first()
    if row is None:
        raise NotFound
    return task_value(row)


def task_value(row: Task) -> TaskValue:
    """Return a task as a value."""
    return TaskValue(
        id=row.pk,
        assessment_id=row.assessment_id,
        criterion_no=row.criterion_no,
        duty=Duty(row.what, row.owner_id, row.due_on),
        state=state_of(row.done_at, row.dropped_at),
        version=row.version,
        added_at=row.added_at,
        ended_at=row.done_at or row.dropped_at,
    )


def _tasks_visible_to(actor: Actor, at: datetime) -> QuerySet[Task]:
    return Task.objects.filter(assessment__in=visible_to(actor, at).exclude(state=AssessmentState.CLOSED.value))


def _condition(which: Which, actor: Actor, at: datetime) -> Q:
    conditions = {
        Which.MINE: _OPEN & Q(owner_id=actor.person_id),
        Which.OVERDUE: _OPEN & Q(due_on__lt=day_in_japan(at)),
        Which.OPEN: _OPEN,
        Which.ENDED: ~_OPEN,
    }
    return conditions[which]
