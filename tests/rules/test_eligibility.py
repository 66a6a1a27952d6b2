"""Who can confirm on a day: a listed qualification and scheme training, both in force in Japan on that very day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hoshimori.qualifications.rules import (
    WARN_BEFORE,
    Ground,
    Held,
    Serves,
    Standing,
    Trained,
    check_held,
    checked_offer,
    checked_qualification,
    checked_training,
    grounds_against,
    warning_due,
    why_taken_out,
)
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid

LISTED = ("情報処理安全確保支援士", "CISSP")
DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
HELD = Held("CISSP", "番号 1", date(2024, 4, 1), date(2027, 4, 1))
TRAINED = Trained("研修機関", date(2026, 10, 1), date(2027, 10, 1))
BOTH = Standing((HELD,), (TRAINED,))

days = some.dates(date(2024, 1, 1), date(2029, 12, 31))
spans = some.tuples(days, some.integers(1, 900)).map(lambda span: (span[0], span[0] + span[1] * DAY))
held = some.builds(
    lambda name, span, ends: Held(name, "証", span[0], span[1] if ends else None),
    some.sampled_from([*LISTED, "書かれていない資格"]),
    spans,
    some.booleans(),
)
trained = spans.map(lambda span: Trained("研修機関", *span))
standings = some.builds(lambda one, two: Standing(tuple(one), tuple(two)), some.lists(held), some.lists(trained))


def test_with_both_in_force_nothing_speaks_against_it() -> None:
    assert grounds_against(BOTH, LISTED, TODAY) == ()


def test_with_nothing_recorded_both_are_missing() -> None:
    assert grounds_against(Standing((), ()), LISTED, TODAY) == (Ground.NO_QUALIFICATION, Ground.NO_TRAINING)


@given(standings, days)
def test_exactly_who_has_one_of_each_in_force_is_eligible(standing: Standing, day: date) -> None:
    qualified = [
        one
        for one in standing.qualifications
        if one.name in LISTED and one.held_from <= day and (one.valid_until is None or day < one.valid_until)
    ]
    educated = [one for one in standing.trainings if one.completed_on <= day < one.valid_until]

    assert (grounds_against(standing, LISTED, day) == ()) == (bool(qualified) and bool(educated))


@given(standings, days)
def test_a_ground_tells_nothing_there_from_run_out(standing: Standing, day: date) -> None:
    found = grounds_against(standing, LISTED, day)
    has_listed = any(one.name in LISTED for one in standing.qualifications)

    assert not {Ground.NO_QUALIFICATION, Ground.QUALIFICATION_ENDED} <= set(found)
    assert not {Ground.NO_TRAINING, Ground.TRAINING_RAN_OUT} <= set(found)
    assert not (Ground.NO_QUALIFICATION in found and has_listed)
    assert not (Ground.NO_TRAINING in found and standing.trainings)


@given(spans)
def test_the_first_day_counts_and_the_end_does_not(span: tuple[date, date]) -> None:
    first, end = span
    training = Standing((replace(HELD, held_from=date(2020, 1, 1), valid_until=None),), (Trained("機関", first, end),))
    qualification = Standing((Held("CISSP", "証", first, end),), (Trained("機関", date(2020, 1, 1), date(2040, 1, 1)),))

    for standing in (training, qualification):
        assert grounds_against(standing, LISTED, first) == ()
        assert grounds_against(standing, LISTED, end - DAY) == ()
        assert len(grounds_against(standing, LISTED, first - DAY)) == 1
        assert len(grounds_against(standing, LISTED, end)) == 1


@pytest.mark.parametrize(
    ("moment", "against"),
    [
        (datetime(2027, 9, 30, 14, 59, 59, tzinfo=UTC), ()),
        (datetime(2027, 9, 30, 15, 0, tzinfo=UTC), (Ground.TRAINING_RAN_OUT,)),
        (datetime(2026, 9, 30, 14, 59, 59, tzinfo=UTC), (Ground.TRAINING_RAN_OUT,)),
        (datetime(2026, 9, 30, 15, 0, tzinfo=UTC), ()),
    ],
)
def test_days_begin_at_midnight_in_japan(moment: datetime, against: tuple[Ground, ...]) -> None:
    standing = Standing((replace(HELD, valid_until=None),), (TRAINED,))

    assert grounds_against(standing, LISTED, day_in_japan(moment)) == against


def test_one_of_several_qualifications_is_enough() -> None:
    ended = replace(HELD, valid_until=TODAY)
    endless = Held("情報処理安全確保支援士", "番号 2", date(2025, 4, 1), None)

    assert grounds_against(Standing((ended,), (TRAINED,)), LISTED, TODAY) == (Ground.QUALIFICATION_ENDED,)
    assert grounds_against(Standing((ended, endless), (TRAINED,)), LISTED, TODAY) == ()


def test_a_qualification_the_edition_does_not_list_counts_for_nothing() -> None:
    unlisted = replace(HELD, name="書かれていない資格")

    assert grounds_against(Standing((unlisted,), (TRAINED,)), LISTED, TODAY) == (Ground.NO_QUALIFICATION,)
    assert grounds_against(BOTH, (), TODAY) == (Ground.NO_QUALIFICATION,)


def test_a_qualification_endless_from_a_leap_day_holds_ever_after() -> None:
    born = Held("CISSP", "証", date(2024, 2, 29), None)

    assert grounds_against(Standing((born,), (TRAINED,)), LISTED, date(2027, 2, 28)) == ()


@given(days, some.integers(1, 400))
def test_each_threshold_is_told_once_on_its_way_to_the_end(first: date, length: int) -> None:
    end, told, last = first + length * DAY, [], None
    for number in range(length + 3):
        due = warning_due(end, first + number * DAY, last)
        if due is not None:
            told.append((due, (end - (first + number * DAY)).days))
            last = due

    reached = [days for days in WARN_BEFORE if days <= length]
    assert [days for days, left in told if days == left] == reached
    assert [days for days, _ in told] == sorted({days for days, _ in told}, reverse=True)


@pytest.mark.parametrize(
    ("left", "last", "due"),
    [
        (91, None, None),
        (90, None, 90),
        (90, 90, None),
        (31, 90, None),
        (30, 90, 30),
        (20, None, 30),
        (7, 30, 7),
        (1, 7, None),
        (1, 30, 7),
        (0, 30, None),
        (-1, None, None),
    ],
)
def test_what_is_due_by_the_days_left(left: int, last: int | None, due: int | None) -> None:
    assert warning_due(TODAY + left * DAY, TODAY, last) == due


@pytest.mark.parametrize(
    ("name", "proof", "code"),
    [("書かれていない資格", "証", "NOT_IN_LIST"), ("CISSP", " \n", "PROOF_MISSING"), ("CISSP", "証" * 201, "TOO_LONG")],
)
def test_a_qualification_is_listed_and_has_its_proof(name: str, proof: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        checked_qualification(name, proof, LISTED)


@pytest.mark.parametrize(
    ("held_from", "valid_until", "code"),
    [
        (TODAY, TODAY, "PERIOD_ENDS_EARLY"),
        (TODAY, TODAY - DAY, "PERIOD_ENDS_EARLY"),
        (date(1979, 12, 31), None, "PERIOD_FAR_AWAY"),
        (TODAY, date(2222, 1, 1), "PERIOD_FAR_AWAY"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(held_from: date, valid_until: date | None, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        check_held(held_from, valid_until, TODAY)


@pytest.mark.parametrize(
    ("provider", "completed_on", "valid_until", "code"),
    [
        ("", TODAY, TODAY + DAY, "PROVIDER_MISSING"),
        ("機関", TODAY + DAY, TODAY + 2 * DAY, "NOT_COMPLETED_YET"),
        ("機関", TODAY, TODAY, "PERIOD_ENDS_EARLY"),
        ("機関", TODAY, date(2222, 1, 1), "PERIOD_FAR_AWAY"),
    ],
)
def test_training_is_completed_and_runs_out_later(
    provider: str, completed_on: date, valid_until: date, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        checked_training(provider, completed_on, valid_until, TODAY)


def test_nothing_is_taken_out_without_a_reason() -> None:
    with pytest.raises(Invalid, match="WHY_TAKEN_OUT_MISSING"):
        why_taken_out(" ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("serves", "EVERYBODY"), ("prefectures", ["48"]), ("industries", ["Z"]), ("size_classes", ["TINY"])],
)
def test_what_an_expert_serves_is_named_by_known_codes(name: str, value: object) -> None:
    good = {
        "is_listed": True,
        "serves": Serves.OTHERS.value,
        "statement": "",
        "prefectures": ["14"],
        "industries": ["E"],
        "size_classes": ["UP_TO_50"],
    }

    with pytest.raises(Invalid) as refused:
        checked_offer(**(good | {name: value}))  # type: ignore[arg-type] # one of them is wrong on purpose

    assert (refused.value.code, refused.value.field) == ("NOT_IN_LIST", name)
