"""What somebody of a company needs to know to begin a working day: the next step, what is due, who spoke to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Comment, Task
from hoshimori.assessments.permissions import Action, may, require
from hoshimori.assessments.queries.overview import current
from hoshimori.assessments.queries.scope import is_scope_empty
from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.tasks import task_value
from hoshimori.assessments.rules.finding import is_due
from hoshimori.assessments.rules.next_step import Facts, NextStep, Step, next_step, next_to_answer
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.actor import Role
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.tasks import TaskValue
    from hoshimori.shared.actor import Actor

PRESSING = timedelta(days=7)
SOON = timedelta(days=14)
MOST = 200
MENTIONS = 5


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due soon or late: a task with its id, or an answer without one."""

    assessment_id: UUID
    task_id: UUID | None
    criterion_no: str
    what: str
    owner_id: UUID | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Mention:
    """A remark in which a colleague speaks to the reader."""

    assessment_id: UUID
    criterion_no: str
    author_id: UUID
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """The next step and what it is about; `criterion_no` is the criterion it leads to, if it leads to one.

    `sheet` is the self-evaluation the company works on, None where there is none. `due` is what is late or due within
    two weeks: one's own, and for who leads everybody's tasks; earliest first.
    """

    step: NextStep
    criterion_no: str
    sheet: Sheet | None
    overdue: int
    due: tuple[Due, ...]


def today(actor: Actor, at: datetime) -> Today:
    """Return what is to be done next and what is due. The number of statements does not depend on how much it is.

    Raises:
        NotPermitted: the actor's role does not work on self-evaluations.
    """
    if actor.role == Role.EXPERT:
        return Today(NextStep(Step.NO_PART_YET), "", None, 0, ())
    require(actor, Action.ANSWER)
    current_id = current(actor, at)
    if current_id is None:
        return Today(next_step(Facts(leads=_leads(actor))), "", None, 0, ())
    found = sheet(actor, at, current_id)
    day = day_in_japan(at)
    due = _due(found, _tasks(actor, at), actor, day)
    facts = _facts(actor, found, due, day)
    step = next_step(facts)
    return Today(step, _criterion(step, found, actor), found, facts.overdue, due)


def mentions(actor: Actor, at: datetime) -> tuple[Mention, ...]:
    """Return the last remarks in which colleagues speak to the actor, newest first. One statement."""
    rows = (
        Comment.objects.filter(mentioned=actor.person_id, assessment__in=visible_to(actor, at))
        .exclude(author_id=actor.person_id)
        .order_by("-written_at", "-id")[:MENTIONS]
    )
    return tuple(Mention(row.assessment_id, row.criterion_no, row.author_id, row.text, row.written_at) for row in rows)


def _leads(actor: Actor) -> bool:
    return may(actor, Action.BEGIN)


def _facts(actor: Actor, found: Sheet, due: tuple[Due, ...], day: date) -> Facts:
    own = [item for item in due if item.owner_id == actor.person_id and item.due_on <= day + PRESSING]
    late_tasks = sum(item.task_id is not None and item.due_on < day for item in due)
    late_own_tasks = sum(item.task_id is not None and item.due_on < day for item in own)
    return Facts(
        leads=_leads(actor),
        state=found.state,
        is_scope_empty=is_scope_empty(found.id),
        to_confirm=found.progress.to_confirm,
        overdue=late_tasks if _leads(actor) else late_own_tasks,
        due=len(own) - late_own_tasks,
        unanswered=found.progress.blank,
        not_met=found.progress.not_met,
    )


def _criterion(step: NextStep, found: Sheet, actor: Actor) -> str:
    if step.step not in {Step.ANSWER, Step.CONFIRM_AGAIN}:
        return ""
    numbers = (criterion.no for criterion in found.criteria)
    return next_to_answer(numbers, found.answers, actor.person_id, taken_over=step.step == Step.CONFIRM_AGAIN)


def _tasks(actor: Actor, at: datetime) -> Iterator[TaskValue]:
    rows = Task.objects.filter(
        assessment__in=visible_to(actor, at).exclude(state=AssessmentState.CLOSED.value),
        due_on__lte=day_in_japan(at) + SOON,
        done_at__isnull=True,
        dropped_at__isnull=True,
    )
    if not _leads(actor):
        rows = rows.filter(owner_id=actor.person_id)
    return (task_value(row) for row in rows.order_by("due_on", "id")[:MOST])


def _due(found: Sheet, tasks: Iterator[TaskValue], actor: Actor, day: date) -> tuple[Due, ...]:
    items = [
        Due(task.assessment_id, task.id, task.criterion_no, task.duty.what, task.duty.owner_id, task.duty.due_on)
        for task in tasks
        if task.duty.due_on is not None
    ]
    items += [
        Due(found.id, None, answer.criterion_no, answer.text.plan, actor.person_id, answer.due_on)
        for answer in found.answers.values()
        if answer.responsible_id == actor.person_id and answer.due_on is not None and is_due(answer, day)
    ]
    return tuple(sorted(items, key=lambda item: item.due_on))
