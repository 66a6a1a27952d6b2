from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.assessments.rules.next_step import Facts, NextStep, Step, next_step, next_to_answer
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.identifiers import new_id

SATO, ITO = new_id(), new_id()
BUSY = Facts(
    leads=True,
    state=AssessmentState.ANSWERING,
    is_scope_empty=True,
    to_confirm=5,
    overdue=4,
    due=3,
    unanswered=2,
    not_met=1,
)
NUMBERS = st.integers(min_value=0, max_value=153)
ANY = st.builds(
    Facts,
    leads=st.booleans(),
    state=st.sampled_from([None, *AssessmentState]),
    is_scope_empty=st.booleans(),
    to_confirm=NUMBERS,
    overdue=NUMBERS,
    due=NUMBERS,
    unanswered=NUMBERS,
    not_met=NUMBERS,
)


def test_one_thing_after_the_other_until_it_is_time_to_hand_over() -> None:
    facts, steps = BUSY, []

    for settled in (
        {"is_scope_empty": False},
        {"overdue": 0},
        {"to_confirm": 0},
        {"due": 0},
        {"unanswered": 0},
        {"not_met": 0},
        {},
    ):
        steps.append(next_step(facts))
        facts = replace(facts, **settled)

    assert steps == [
        NextStep(Step.SET_SCOPE),
        NextStep(Step.DO_OVERDUE_TASKS, 4),
        NextStep(Step.CONFIRM_AGAIN, 5),
        NextStep(Step.SEE_TO_WHAT_IS_DUE, 3),
        NextStep(Step.ANSWER, 2),
        NextStep(Step.MEET, 1),
        NextStep(Step.HAND_OVER),
    ]


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (Facts(leads=True), Step.FIRST_STEPS),
        (Facts(leads=False), Step.WAIT_FOR_COORDINATOR),
        (replace(BUSY, state=AssessmentState.SUBMITTED), Step.HANDED_OVER),
        (replace(BUSY, leads=False), Step.DO_OVERDUE_TASKS),
        (Facts(leads=False, state=AssessmentState.ANSWERING), Step.NOTHING_NOW),
    ],
)
def test_what_one_may_not_do_is_never_ones_next_step(facts: Facts, step: Step) -> None:
    assert next_step(facts).step == step


@given(ANY)
def test_nobody_hands_over_before_all_is_met(facts: Facts) -> None:
    found = next_step(facts)

    if found.step == Step.HAND_OVER:
        assert (facts.to_confirm, facts.unanswered, facts.not_met) == (0, 0, 0)
        assert not facts.is_scope_empty


@given(ANY)
def test_a_step_about_a_number_names_one(facts: Facts) -> None:
    found = next_step(facts)
    numbered = {Step.DO_OVERDUE_TASKS, Step.CONFIRM_AGAIN, Step.SEE_TO_WHAT_IS_DUE, Step.ANSWER, Step.MEET}

    assert (found.number > 0) == (found.step in numbered)


def test_ones_own_come_before_nobodys_and_those_before_others() -> None:
    answers = {
        "1-1-1-1": AnswerValue("1-1-1-1", AnswerText(Result.MET), responsible_id=SATO),
        "1-1-1-2": AnswerValue("1-1-1-2", responsible_id=ITO),
        "1-1-1-4": AnswerValue("1-1-1-4", responsible_id=SATO),
    }
    numbers = ["1-1-1-1", "1-1-1-2", "1-1-1-3", "1-1-1-4"]

    assert next_to_answer(numbers, answers, SATO) == "1-1-1-4"
    assert next_to_answer(numbers, answers, new_id()) == "1-1-1-3"
    assert next_to_answer(["1-1-1-1"], answers, SATO) == ""


def test_what_was_taken_over_is_confirmed_and_not_answered_anew() -> None:
    answers = {"1-1-1-1": AnswerValue("1-1-1-1", AnswerText(Result.MET), taken_over=True)}
    numbers = ["1-1-1-1", "1-1-1-2"]

    assert next_to_answer(numbers, answers, SATO) == "1-1-1-2"
    assert next_to_answer(numbers, answers, SATO, taken_over=True) == "1-1-1-1"
