from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest

from hoshimori.assessments.rules.tasks import (
    TASK,
    WHAT_LIMIT,
    Duty,
    TaskAction,
    TaskState,
    TaskValue,
    shortened,
    state_of,
)
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotPossibleNow

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ALLOWED = {
    (None, TaskAction.ADD): TaskState.OPEN,
    (TaskState.OPEN, TaskAction.FINISH): TaskState.DONE,
    (TaskState.OPEN, TaskAction.DROP): TaskState.DROPPED,
    (TaskState.DONE, TaskAction.REOPEN): TaskState.OPEN,
    (TaskState.DROPPED, TaskAction.REOPEN): TaskState.OPEN,
}


@pytest.mark.parametrize(("state", "action"), list(product([None, *TaskState], TaskAction)))
def test_every_act_in_every_state(state: TaskState | None, action: TaskAction) -> None:
    if (state, action) in ALLOWED:
        assert TASK.after(state, action) == ALLOWED[state, action]
    else:
        with pytest.raises(NotPossibleNow):
            TASK.after(state, action)


def test_two_moments_say_where_a_task_stands() -> None:
    assert state_of(None, None) == TaskState.OPEN
    assert state_of(AT, None) == TaskState.DONE
    assert state_of(None, AT) == TaskState.DROPPED


@pytest.mark.parametrize(
    ("due_on", "state", "is_overdue"),
    [
        (date(2026, 11, 22), TaskState.OPEN, True),
        (date(2026, 11, 23), TaskState.OPEN, False),
        (None, TaskState.OPEN, False),
        (date(2026, 11, 22), TaskState.DONE, False),
        (date(2026, 11, 22), TaskState.DROPPED, False),
    ],
)
def test_late_is_what_is_open_after_its_day(due_on: date | None, state: TaskState, *, is_overdue: bool) -> None:
    value = TaskValue(new_id(), new_id(), "", Duty("買う", None, due_on), state, 1, AT, None)

    assert value.is_overdue(date(2026, 11, 23)) == is_overdue


def test_a_task_says_what_in_one_line() -> None:
    assert Duty(" キーを\n買う ").checked().what == "キーを 買う"
    with pytest.raises(Invalid, match="WHAT_IS_TO_BE_DONE_MISSING"):
        Duty(" \n ").checked()
    with pytest.raises(Invalid, match="TOO_LONG"):
        Duty("あ" * (WHAT_LIMIT + 1)).checked()
    with pytest.raises(Invalid, match="UNREADABLE_CHARACTER"):
        Duty("買\x00う").checked()


def test_a_plan_too_long_for_a_task_ends_with_a_whole_sentence() -> None:
    plan = "12月中に必須へ切り替える。" + "あ" * WHAT_LIMIT

    assert shortened("短い\n計画。") == "短い 計画。"
    assert shortened(plan) == "12月中に必須へ切り替える。"
    assert shortened("あ" * 600) == "あ" * (WHAT_LIMIT - 1) + "…"
    assert Duty(shortened(plan)).checked().what == shortened(plan)
