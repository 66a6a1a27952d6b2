"""Hayashi checks what Aoba filed, and registers it or refuses it with reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hoshimori.assessments.operations import submitting
from hoshimori.registry.operations import deciding
from hoshimori.registry.queries.filings import filing as one_filing
from hoshimori.registry.queries.own import registration
from hoshimori.registry.queries.public import by_number
from hoshimori.registry.rules.formal import FormalPoint, Point
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.schemes.operations import editions
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.journal import acts_about
from tests.registering import (
    ALL_HOLD,
    EXPERT_UNCLEAR,
    check,
    checked,
    declare_once_more,
    eligible_for_years,
    file,
    filed,
    register,
    registered,
    registered_for,
)

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


def test_aoba_is_registered_for_a_year_from_the_day(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)

    seen = by_number(done.number, at)

    assert done.number[:-1] == "326000001"
    assert (seen.state, seen.level) == (RegistrationState.VALID, 3)
    assert (seen.valid_from, seen.valid_until) == (date(2026, 11, 23), date(2027, 11, 23))
    assert seen.last_valid_on == date(2027, 11, 22)
    assert (seen.name.ja, seen.corporate_number) == ("青葉部品株式会社", "3999912340001")
    assert acts_about(cast.sato)[-2:] == ["registry:filing:checked", "registry:registration:registered"]
    assert one_filing(cast.sato, at, done.filed.filing_id).line.registration_number == done.number


def test_the_next_company_gets_the_next_number(cast: Cast, kiyota: Actor, at: datetime) -> None:
    first = registered(cast, kiyota, at)

    second = registered_for(cast.kuro, kiyota, cast.hayashi, at)

    assert (first.number[3:9], second.number[3:9]) == ("000001", "000002")


def test_the_day_is_the_one_in_japan(cast: Cast, kiyota: Actor) -> None:
    new_years_eve_in_london = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)

    done = registered(cast, kiyota, new_years_eve_in_london)

    seen = by_number(done.number, new_years_eve_in_london)
    assert seen.valid_from == date(2027, 1, 1)
    assert done.number.startswith("327000001")


def test_what_nobody_checked_is_not_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    with pytest.raises(NotPossibleNow, match="NOT_POSSIBLE_NOW"):
        register(done, at)


def test_a_point_that_does_not_hold_forbids_registering(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)
    deciding.check(filing_id=done.filing_id, points=EXPERT_UNCLEAR, actor=cast.hayashi, at=at)

    with pytest.raises(NotPossibleNow, match="POINTS_NOT_MET"):
        register(done, at)

    found = one_filing(cast.hayashi, at, done.filing_id).points[FormalPoint.EXPERT]
    assert found == Point(holds=False, note="研修の記録が読めません。")
    assert register(check(done, at), at).number


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({}, "POINTS_MISSING"),
        ({**ALL_HOLD, "COLOR": (True, "")}, "POINTS_MISSING"),
        ({**ALL_HOLD, "EXPERT": (False, " ")}, "NOTE_MISSING"),
    ],
)
def test_each_point_is_answered_and_a_no_says_why(
    cast: Cast, kiyota: Actor, at: datetime, points: dict[str, tuple[bool, str]], code: str
) -> None:
    done = filed(cast, kiyota, at)

    with pytest.raises(Invalid, match=code):
        deciding.check(filing_id=done.filing_id, points=points, actor=cast.hayashi, at=at)


def test_what_was_taken_back_after_filing_is_not_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)
    submitting.take_back(assessment_id=done.matter.assessment_id, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow, match="DECLARATION_VOID"):
        register(done, at)


def test_what_was_declared_anew_after_filing_is_not_what_was_filed(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)
    declare_once_more(done, at)

    with pytest.raises(NotPossibleNow, match="DECLARATION_VOID"):
        register(done, at)


def test_hayashi_refuses_with_a_reason_and_aoba_files_again(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    deciding.refuse(filing_id=done.filing_id, reason="要約が適用範囲と合いません。", actor=cast.hayashi, at=at)
    again = file(done.matter, at)

    seen = one_filing(cast.sato, at, done.filing_id)
    assert (seen.line.state, seen.reason) == (FilingState.REFUSED, "要約が適用範囲と合いません。")
    assert one_filing(cast.sato, at, again).line.state == FilingState.FILED
    assert "registry:filing:refused" in acts_about(cast.sato)


def test_a_refusal_says_why(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)

    with pytest.raises(Invalid, match="WHY_MISSING"):
        deciding.refuse(filing_id=done.filing_id, reason="", actor=cast.hayashi, at=at)


def test_what_is_decided_stays_decided(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at).filed

    for attempt in (
        lambda: register(done, at),
        lambda: check(done, at),
        lambda: deciding.refuse(filing_id=done.filing_id, reason="x", actor=cast.hayashi, at=at),
    ):
        with pytest.raises(NotPossibleNow):
            attempt()


def test_a_company_does_not_decide_about_itself(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)

    for attempt in (
        lambda: deciding.check(filing_id=done.filing_id, points=ALL_HOLD, actor=cast.mori, at=at),
        lambda: deciding.register(filing_id=done.filing_id, actor=cast.mori, at=at),
        lambda: deciding.refuse(filing_id=done.filing_id, reason="x", actor=cast.sato, at=at),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    with pytest.raises(NotFound):
        deciding.register(filing_id=done.filing_id, actor=cast.ono, at=at)


def test_who_filed_in_time_is_registered_under_the_edition_superseded_since(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = checked(cast, kiyota, at)
    editions.supersede(code="2026-03-27", actor=SYSTEM, at=at + DAY)

    entered = register(done, at + 2 * DAY)

    assert registration(cast.hayashi, at, entered.number).edition == "2026-03-27"
