"""Aoba renews: the next term begins where the last one ended, however early or late it is decided."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.registry.operations import deciding, filing, keeping
from hoshimori.registry.queries.own import registration
from hoshimori.registry.queries.public import by_number
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound, NotPossibleNow
from tests.cast import Cast, Experts
from tests.journal import acts_about
from tests.registering import (
    ALL_HOLD,
    check,
    declare_once_more,
    eligible_for_years,
    file,
    register,
    registered,
    registered_for,
    renewal_filed,
)

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


def test_a_renewal_begins_where_the_term_ended_though_decided_before(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    soon = at + YEAR - 40 * DAY

    again = register(check(renewal_filed(done, soon), soon), soon)

    seen = registration(cast.sato, soon, done.number)
    assert again.number == done.number
    assert [(term.number, term.span.valid_from, term.span.valid_until) for term in seen.terms] == [
        (2, date(2027, 11, 23), date(2028, 11, 23)),
        (1, date(2026, 11, 23), date(2027, 11, 23)),
    ]
    assert (seen.public.valid_from, seen.public.valid_until) == (date(2026, 11, 23), date(2028, 11, 23))
    assert not seen.is_renewal_pending
    assert acts_about(cast.sato)[-1] == "registry:registration:renewed"


def test_a_timely_renewal_keeps_it_valid_and_begins_where_the_term_ended_though_decided_late(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registered(cast, kiyota, at)
    renewal = renewal_filed(done, at + YEAR - DAY)
    after_the_end = at + YEAR + 20 * DAY

    meanwhile = by_number(done.number, after_the_end)
    register(check(renewal, after_the_end), after_the_end)

    assert (meanwhile.state, meanwhile.is_kept_by_renewal) == (RegistrationState.VALID, True)
    seen = by_number(done.number, after_the_end)
    assert (seen.state, seen.is_kept_by_renewal) == (RegistrationState.VALID, False)
    assert seen.valid_until == date(2028, 11, 23)


def test_a_renewal_refused_late_ends_the_registration_at_once(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    renewal = renewal_filed(done, at + YEAR - DAY)
    after_the_end = at + YEAR + 20 * DAY

    deciding.refuse(
        filing_id=renewal.filing_id, reason="宣誓の内容が読めません。", actor=cast.hayashi, at=after_the_end
    )

    assert by_number(done.number, after_the_end).state == RegistrationState.EXPIRED


def test_a_renewal_refused_in_time_leaves_the_term_as_it_is(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    soon = at + YEAR - 40 * DAY
    renewal = renewal_filed(done, soon)

    deciding.refuse(filing_id=renewal.filing_id, reason="宣誓の内容が読めません。", actor=cast.hayashi, at=soon)

    assert by_number(done.number, soon).state == RegistrationState.VALID
    assert by_number(done.number, at + YEAR).state == RegistrationState.EXPIRED


def test_a_renewal_taken_back_late_ends_the_registration_at_once(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    renewal = renewal_filed(done, at + YEAR - DAY)

    filing.withdraw(filing_id=renewal.filing_id, reason="続けません。", actor=cast.sato, at=at + YEAR)

    assert by_number(done.number, at + YEAR).state == RegistrationState.EXPIRED


@pytest.mark.parametrize(
    ("days", "code"), [(274, "RENEWAL_TOO_EARLY"), (275, ""), (364, ""), (365, "NOT_POSSIBLE_NOW")]
)
def test_the_window_of_renewal_is_the_last_ninety_days(
    cast: Cast, kiyota: Actor, at: datetime, days: int, code: str
) -> None:
    done = registered(cast, kiyota, at)
    then = at + days * DAY
    declare_once_more(done.filed, then)

    if code:
        with pytest.raises(NotPossibleNow, match=code):
            file(done.filed.matter, then, renews=done.registration_id)
    else:
        assert isinstance(file(done.filed.matter, then, renews=done.registration_id), UUID)


def test_a_suspended_one_stays_suspended_when_it_is_renewed(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    soon = at + YEAR - 40 * DAY
    renewal = check(renewal_filed(done, soon), soon)
    keeping.suspend(registration_id=done.registration_id, reason="事故の調査のため。", actor=cast.hayashi, at=soon)

    register(renewal, soon)

    assert by_number(done.number, soon).state == RegistrationState.SUSPENDED


def test_what_was_withdrawn_while_its_renewal_waited_is_not_renewed(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    soon = at + YEAR - 40 * DAY
    renewal = check(renewal_filed(done, soon), soon)
    keeping.withdraw(registration_id=done.registration_id, reason="虚偽の申請のため。", actor=cast.hayashi, at=soon)

    with pytest.raises(NotPossibleNow):
        register(renewal, soon)

    assert by_number(done.number, soon).state == RegistrationState.WITHDRAWN


def test_a_renewal_whose_term_would_be_over_already_is_not_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    renewal = check(renewal_filed(done, at + YEAR - DAY), at + YEAR - DAY)

    with pytest.raises(NotPossibleNow, match="TERM_OVER_ALREADY"):
        register(renewal, at + 2 * YEAR + 2 * DAY)


def test_another_company_renews_nothing_of_aobas(cast: Cast, kiyota: Actor, at: datetime) -> None:
    aobas = registered(cast, kiyota, at)
    strangers = registered_for(cast.kuro, kiyota, cast.hayashi, at)
    soon = at + YEAR - 40 * DAY
    declare_once_more(strangers.filed, soon)

    with pytest.raises(NotFound):
        file(strangers.filed.matter, soon, renews=aobas.registration_id)


def test_who_let_it_end_is_registered_anew_under_a_new_number(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    later = at + YEAR + 30 * DAY
    declare_once_more(done.filed, later)
    filing_id = file(done.filed.matter, later)
    deciding.check(filing_id=filing_id, points=ALL_HOLD, actor=cast.hayashi, at=later)

    number = deciding.register(filing_id=filing_id, actor=cast.hayashi, at=later)

    assert number.startswith("327000001")
    assert by_number(done.number, later).state == RegistrationState.EXPIRED
    assert by_number(number, later).state == RegistrationState.VALID
    assert acts_about(cast.sato)[-2:] == ["registry:registration:expired", "registry:registration:registered"]
