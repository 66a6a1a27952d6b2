"""What is found when somebody looks for what is open, not met, theirs, due, without evidence, or to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.assessments.rules.finding import Around, Show, found_under, is_due, is_late, is_out_of_date
from hoshimori.shared.calendar import Period
from hoshimori.shared.identifiers import new_id

TODAY = date(2026, 11, 23)
SATO, ITO = new_id(), new_id()
BLANK = AnswerValue("4-1-3-2")
MET = replace(BLANK, text=AnswerText(Result.MET), version=1)
NOT_MET = replace(BLANK, text=AnswerText(Result.NOT_MET), version=1)
EXEMPT = replace(BLANK, text=AnswerText(Result.NOT_APPLICABLE, reason="対象がありません。"), version=1)


def found(show: Show, answer: AnswerValue, around: Around | None = None) -> bool:
    return show in found_under(answer, around or Around(), person_id=SATO, today=TODAY)


@pytest.mark.parametrize("answer", [BLANK, MET, NOT_MET, EXEMPT])
def test_everything_is_found_by_who_looks_for_nothing_special(answer: AnswerValue) -> None:
    assert found(Show.ALL, answer)


def test_open_is_what_is_blank_or_waits_to_be_confirmed() -> None:
    assert found(Show.OPEN, BLANK)
    assert found(Show.OPEN, replace(MET, taken_over=True))
    assert not found(Show.OPEN, NOT_MET)
    assert not found(Show.OPEN, EXEMPT)


def test_not_met_is_what_somebody_said_and_never_what_is_blank() -> None:
    assert found(Show.NOT_MET, NOT_MET)
    assert not found(Show.NOT_MET, BLANK)
    assert not found(Show.NOT_MET, replace(NOT_MET, taken_over=True))


def test_mine_is_what_i_am_responsible_for() -> None:
    assert found(Show.MINE, replace(BLANK, responsible_id=SATO))
    assert not found(Show.MINE, replace(BLANK, responsible_id=ITO))
    assert Show.MINE not in found_under(BLANK, Around(), person_id=None, today=TODAY)


@pytest.mark.parametrize(
    ("due_on", "due", "late"),
    [
        (None, False, False),
        (date(2026, 11, 22), True, True),
        (TODAY, True, False),
        (date(2026, 12, 7), True, False),
        (date(2026, 12, 8), False, False),
    ],
)
def test_due_is_what_should_be_done_by_now_or_within_two_weeks(due_on: date | None, due: bool, late: bool) -> None:  # noqa: FBT001 - a parametrized truth
    answer = replace(NOT_MET, due_on=due_on)

    assert found(Show.DUE, answer) is is_due(answer, TODAY) is due
    assert is_late(answer, TODAY) is late


def test_what_is_met_is_neither_due_nor_late() -> None:
    answer = replace(MET, due_on=date(2026, 1, 1))

    assert not is_due(answer, TODAY)
    assert not is_late(answer, TODAY)


def test_evidence_is_missed_only_where_a_criterion_is_said_to_be_met() -> None:
    assert found(Show.NO_EVIDENCE, MET)
    assert not found(Show.NO_EVIDENCE, MET, Around(evidence=1))
    assert not found(Show.NO_EVIDENCE, NOT_MET)
    assert not found(Show.NO_EVIDENCE, BLANK)


def test_what_was_taken_over_waits_to_be_confirmed() -> None:
    assert found(Show.TO_CONFIRM, replace(MET, taken_over=True))
    assert not found(Show.TO_CONFIRM, MET)


@pytest.mark.parametrize(
    ("covers_until", "period", "old"),
    [
        (date(2025, 11, 23), Period(months=12), True),
        (date(2025, 11, 24), Period(months=12), False),
        (date(2026, 10, 1), Period(months=1), True),
        (date(2020, 1, 1), None, False),
        (None, Period(months=1), False),
    ],
)
def test_evidence_is_out_of_date_when_it_is_older_than_the_criterions_own_period(
    covers_until: date | None,
    period: Period | None,
    old: bool,  # noqa: FBT001 - a parametrized truth
) -> None:
    assert is_out_of_date(covers_until, period, TODAY) is old
