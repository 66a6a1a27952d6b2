"""What is still to be done: its states, and when it is late. A task that is done says nothing about the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.shared.lifecycle import Lifecycle, Step
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

WHAT_LIMIT = 500
_SENTENCE_ENDS = "。.\n"


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    DROPPED = "DROPPED"


class TaskAction(StrEnum):
    """What can be done with a task."""

    ADD = "ADD"
    FINISH = "FINISH"
    DROP = "DROP"
    REOPEN = "REOPEN"


TASK: Lifecycle[TaskState, TaskAction] = Lifecycle(
    "task",
    [
        Step(None, TaskAction.ADD, TaskState.OPEN),
        Step(TaskState.OPEN, TaskAction.FINISH, TaskState.DONE),
        Step(TaskState.OPEN, TaskAction.DROP, TaskState.DROPPED),
        Step(TaskState.DONE, TaskAction.REOPEN, TaskState.OPEN),
        Step(TaskState.DROPPED, TaskAction.REOPEN, TaskState.OPEN),
    ],
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done, by whom, until when. The day itself still counts; both may be open."""

    what: str
    owner_id: UUID | None = None
    due_on: date | None = None

    def checked(self) -> Duty:
        """Return the duty as it may stand.

        Raises:
            Invalid: it does not say what, or has more than 500 characters.
        """
        what = one_line(self.what, field="what", limit=WHAT_LIMIT, missing="WHAT_IS_TO_BE_DONE_MISSING")
        return Duty(what, self.owner_id, self.due_on)


@dataclass(frozen=True, slots=True)
class TaskValue:
    """One task as others see it. `criterion_no` is empty where it belongs to the self-evaluation as a whole."""

    id: UUID
    assessment_id: UUID
    criterion_no: str
    duty: Duty
    state: TaskState
    version: int
    added_at: datetime
    ended_at: datetime | None

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day has passed and it is still to be done; on the day itself there is time."""
        return self.state == TaskState.OPEN and self.duty.due_on is not None and self.duty.due_on < today

    @property
    def allowed_actions(self) -> tuple[TaskAction, ...]:
        """Return what its state allows; who may do it is another question."""
        return TASK.allowed(self.state)


def state_of(done_at: datetime | None, dropped_at: datetime | None) -> TaskState:
    """Return the state that the two moments of a task speak of."""
    if done_at is not None:
        return TaskState.DONE
    return TaskState.OPEN if dropped_at is None else TaskState.DROPPED


def shortened(plan: str) -> str:
    """Return a plan as the one line of a task: whole, or up to the last sentence that fits into 500 characters."""
    line = " ".join(plan.split())
    if len(line) <= WHAT_LIMIT:
        return line
    start = line[:WHAT_LIMIT]
    end = max(start.rfind(mark) for mark in _SENTENCE_ENDS) + 1
    return start[:end] if end else start[: WHAT_LIMIT - 1] + "…"
