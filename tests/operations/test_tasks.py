"""Aoba's people note what is to be done, do it, and see what is late; others see nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoshimori.assessments.operations import answering, beginning, closing, tasks
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.operations.tasks import TaskConflict
from hoshimori.assessments.queries.tasks import TaskCounts, Which, task, task_counts
from hoshimori.assessments.queries.tasks import tasks as listed
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.tasks import Duty, TaskState
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from tests.cast import Cast
from tests.journal import acts_about

TODAY = date(2026, 11, 23)
KEYS = Duty("セキュリティキーを4本買う", due_on=date(2026, 12, 10))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def test_ito_gets_a_task_and_does_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    duty = replace(KEYS, owner_id=cast.ito.person_id)

    one = tasks.add(assessment_id=aobas, criterion_no="4-1-3-2", duty=duty, actor=cast.sato, at=at)
    mine = listed(cast.ito, at, Which.MINE).tasks
    tasks.finish(task_id=one, actor=cast.ito, at=at)

    assert [(value.id, value.criterion_no, value.duty) for value in mine] == [(one, "4-1-3-2", duty)]
    assert listed(cast.ito, at, Which.MINE).tasks == ()
    assert [value.state for value in listed(cast.sato, at, Which.ENDED).tasks] == [TaskState.DONE]
    assert acts_about(cast.sato)[-2:] == ["assessments:task:added", "assessments:task:done"]


def test_a_task_that_is_done_answers_nothing(cast: Cast, aobas: UUID, at: datetime) -> None:
    answer = Given(AnswerText(Result.NOT_MET, plan="12月中に必須へ切り替える。"))
    saved = answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=answer, version=0, actor=cast.sato, at=at)
    one = tasks.add_from_plan(assessment_id=aobas, criterion_no="4-1-3-2", actor=cast.sato, at=at)

    tasks.finish(task_id=one, actor=cast.sato, at=at)
    again = answering.save(
        assessment_id=aobas, criterion_no="4-1-3-2", given=answer, version=saved.version, actor=cast.sato, at=at
    )

    assert again == saved


def test_a_plan_becomes_a_task_with_its_person_and_day(cast: Cast, aobas: UUID, at: datetime) -> None:
    text = AnswerText(Result.NOT_MET, plan="一般の利用者23名を\n12月中に必須へ切り替える。")
    given = Given(text, responsible_id=cast.ito.person_id, due_on=date(2027, 1, 20))
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=given, version=0, actor=cast.sato, at=at)

    one = tasks.add_from_plan(assessment_id=aobas, criterion_no="4-1-3-2", actor=cast.ito, at=at)
    with pytest.raises(NotPossibleNow, match="TASK_ALREADY_THERE"):
        tasks.add_from_plan(assessment_id=aobas, criterion_no="4-1-3-2", actor=cast.sato, at=at)

    words = "一般の利用者23名を 12月中に必須へ切り替える。"
    assert task(cast.sato, at, one).duty == Duty(words, cast.ito.person_id, date(2027, 1, 20))


def test_no_plan_is_no_task(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="PLAN_MISSING"):
        tasks.add_from_plan(assessment_id=aobas, criterion_no="4-1-3-2", actor=cast.sato, at=at)


def test_the_most_urgent_comes_first_and_what_has_no_day_last(cast: Cast, aobas: UUID, at: datetime) -> None:
    days = [None, date(2027, 1, 20), date(2026, 11, 1), date(2026, 11, 23)]
    for day in days:
        duty = Duty(f"やること {day}", cast.sato.person_id, day)
        tasks.add(assessment_id=aobas, criterion_no="", duty=duty, actor=cast.sato, at=at)

    shown = [value.duty.due_on for value in listed(cast.sato, at, Which.OPEN).tasks]

    assert shown == [date(2026, 11, 1), date(2026, 11, 23), date(2027, 1, 20), None]
    assert [value.duty.due_on for value in listed(cast.sato, at, Which.OVERDUE).tasks] == [date(2026, 11, 1)]
    assert [value.is_overdue(TODAY) for value in listed(cast.sato, at, Which.OPEN).tasks] == [True, False, False, False]
    assert task_counts(cast.sato, at) == TaskCounts(mine=4, overdue=1, open=4, ended=0)


def test_the_day_turns_at_midnight_in_japan(cast: Cast, aobas: UUID, at: datetime) -> None:
    duty = replace(KEYS, due_on=TODAY)
    tasks.add(assessment_id=aobas, criterion_no="", duty=duty, actor=cast.sato, at=at)

    before_midnight, after_midnight = at + timedelta(hours=13, minutes=59), at + timedelta(hours=14)

    assert task_counts(cast.sato, before_midnight).overdue == 0
    assert task_counts(cast.sato, after_midnight).overdue == 1


def test_two_people_at_a_task_both_keep_their_words(cast: Cast, aobas: UUID, at: datetime) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    hers, his = replace(KEYS, what="キーを5本買う"), replace(KEYS, what="キーを6本買う")
    tasks.change(task_id=one, duty=hers, version=1, actor=cast.sato, at=at)

    with pytest.raises(TaskConflict) as conflict:
        tasks.change(task_id=one, duty=his, version=1, actor=cast.ito, at=at)
    sent_twice = tasks.change(task_id=one, duty=hers, version=1, actor=cast.sato, at=at)

    assert conflict.value.current.duty == hers
    assert sent_twice == 2


def test_what_has_ended_is_reopened_before_it_is_changed(cast: Cast, aobas: UUID, at: datetime) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    tasks.drop(task_id=one, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow, match="TASK_ENDED"):
        tasks.change(task_id=one, duty=replace(KEYS, what="別のこと"), version=2, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow):
        tasks.finish(task_id=one, actor=cast.sato, at=at)
    tasks.reopen(task_id=one, actor=cast.sato, at=at)

    assert task(cast.sato, at, one).state == TaskState.OPEN


def test_a_task_is_given_to_colleagues_only(cast: Cast, aobas: UUID, at: datetime) -> None:
    to_a_stranger = replace(KEYS, owner_id=cast.kuro.person_id)
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)

    with pytest.raises(Invalid, match="NOT_A_MEMBER"):
        tasks.add(assessment_id=aobas, criterion_no="", duty=to_a_stranger, actor=cast.sato, at=at)
    with pytest.raises(Invalid, match="NOT_A_MEMBER"):
        tasks.change(task_id=one, duty=to_a_stranger, version=1, actor=cast.sato, at=at)


def test_a_closed_self_evaluation_has_no_tasks_to_do(cast: Cast, aobas: UUID, at: datetime) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow, match="ASSESSMENT_CLOSED"):
        tasks.finish(task_id=one, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="ASSESSMENT_CLOSED"):
        tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)

    assert listed(cast.sato, at, Which.OPEN).tasks == ()


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_for_others_there_is_no_such_task(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    outsider: Actor = getattr(cast, who)

    for act in (tasks.finish, tasks.drop, tasks.reopen):
        with pytest.raises(NotFound):
            act(task_id=one, actor=outsider, at=at)
    with pytest.raises(NotFound):
        tasks.change(task_id=one, duty=KEYS, version=1, actor=outsider, at=at)
    with pytest.raises(NotFound):
        tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=outsider, at=at)
    with pytest.raises(NotFound):
        task(outsider, at, one)

    assert listed(outsider, at, Which.OPEN).tasks == ()


def test_a_long_list_comes_in_pages_at_the_same_cost(cast: Cast, aobas: UUID, at: datetime) -> None:
    for number in range(5):
        duty = Duty(f"やること {number}")
        tasks.add(assessment_id=aobas, criterion_no="", duty=duty, actor=cast.sato, at=at)

    with CaptureQueriesContext(connection) as statements:
        first = listed(cast.sato, at, Which.OPEN, size=3)
        second = listed(cast.sato, at, Which.OPEN, page=2, size=3)

    assert ([value.duty.what[-1] for value in first.tasks], first.has_more) == (["0", "1", "2"], True)
    assert ([value.duty.what[-1] for value in second.tasks], second.has_more) == (["3", "4"], False)
    assert len(statements) == 2
