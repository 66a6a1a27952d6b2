"""The one thing to do next: always a single one, with the facts that make it so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import AnswerValue
from hoshimori.assessments.rules.states import AssessmentState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID


class Step(StrEnum):
    """What can be the next thing to do, in the order in which it is looked for."""

    NO_PART_YET = "NO_PART_YET"
    FIRST_STEPS = "FIRST_STEPS"
    WAIT_FOR_COORDINATOR = "WAIT_FOR_COORDINATOR"
    HANDED_OVER = "HANDED_OVER"
    SET_SCOPE = "SET_SCOPE"
    DO_OVERDUE_TASKS = "DO_OVERDUE_TASKS"
    CONFIRM_AGAIN = "CONFIRM_AGAIN"
    SEE_TO_WHAT_IS_DUE = "SEE_TO_WHAT_IS_DUE"
    ANSWER = "ANSWER"
    MEET = "MEET"
    HAND_OVER = "HAND_OVER"
    NOTHING_NOW = "NOTHING_NOW"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the next step follows from.

    `state` is None without a self-evaluation. `overdue` counts the tasks that are this person's to look after: all of
    them for who leads, one's own for others. `due` counts what is this person's own and due today or within days.
    """

    leads: bool
    state: AssessmentState | None = None
    is_scope_empty: bool = False
    to_confirm: int = 0
    overdue: int = 0
    due: int = 0
    unanswered: int = 0
    not_met: int = 0


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do, and how many things it is about (0 where it is not about a number)."""

    step: Step
    number: int = 0


def next_step(facts: Facts) -> NextStep:
    """Return the one thing to do next.

    What lies at the bottom of everything comes first (a self-evaluation, its scope), then what is late, then what
    waits, then what is still blank, then what is not met yet; only when all is met is it time to hand over [P][M].
    """
    if facts.state is None:
        return NextStep(Step.FIRST_STEPS if facts.leads else Step.WAIT_FOR_COORDINATOR)
    if facts.state != AssessmentState.ANSWERING:
        return NextStep(Step.HANDED_OVER)
    if facts.is_scope_empty and facts.leads:
        return NextStep(Step.SET_SCOPE)
    waiting = (
        (Step.DO_OVERDUE_TASKS, facts.overdue),
        (Step.CONFIRM_AGAIN, facts.to_confirm),
        (Step.SEE_TO_WHAT_IS_DUE, facts.due),
        (Step.ANSWER, facts.unanswered),
        (Step.MEET, facts.not_met),
    )
    for step, number in waiting:
        if number:
            return NextStep(step, number)
    return NextStep(Step.HAND_OVER if facts.leads else Step.NOTHING_NOW)


def next_to_answer(
    criterion_nos: Iterable[str], answers: Mapping[str, AnswerValue], person_id: UUID, *, taken_over: bool = False
) -> str:
    """Return the criterion to answer next, or with `taken_over` the one to confirm again; empty when none is left.

    One's own come first, then those nobody is responsible for, then those of others; each in the catalogue's order.
    """
    own: list[str] = []
    nobodys: list[str] = []
    others: list[str] = []
    for no in criterion_nos:
        answer = answers.get(no) or AnswerValue(no)
        if answer.counts or answer.taken_over != taken_over:
            continue
        groups = {person_id: own, None: nobodys}
        groups.get(answer.responsible_id, others).append(no)
    return next(iter(own + nobodys + others), "")
