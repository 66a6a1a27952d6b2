"""Hayashi suspends and reinstates, Mori gives back, time ends; and nobody is warned twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from hoshimori.journal.models import Entry
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.due import due
from hoshimori.registry.queries.own import registration, registrations_of
from hoshimori.registry.queries.public import by_number
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.journal import acts_about
from tests.registering import (
    Registered,
    declare_once_more,
    eligible_for_years,
    file,
    registered,
    registered_for,
    renewal_filed,
)

YEAR, DAY = timedelta(days=365), timedelta(days=1)
REASON = "重大な事故の調査のため。"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


@pytest.fixture
def aobas(cast: Cast, kiyota: Actor, at: datetime) -> Registered:
    """Aoba, registered from 23 November 2026 until the end of 22 November 2027."""
    return registered(cast, kiyota, at)


def state(done: Registered, at: datetime) -> RegistrationState:
    return by_number(done.number, at).state


def told(done: Registered, act: str) -> list[dict[str, object]]:
    return list(
        Entry.objects.filter(subject_id=str(done.registration_id), act=act)
        .order_by("pk")
        .values_list("after", flat=True)
    )


def suspend(done: Registered, officer: Actor, at: datetime) -> None:
    keeping.suspend(registration_id=done.registration_id, reason=REASON, actor=officer, at=at)


def test_hayashi_suspends_and_reinstates(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast.hayashi, at)
    meanwhile = state(aobas, at)
    keeping.reinstate(registration_id=aobas.registration_id, reason="再発防止を確かめた。", actor=cast.hayashi, at=at)

    assert (meanwhile, state(aobas, at)) == (RegistrationState.SUSPENDED, RegistrationState.VALID)
    assert acts_about(cast.sato)[-2:] == ["registry:registration:suspended", "registry:registration:reinstated"]
    newest, older, *_ = registration(cast.sato, at, aobas.number).history
    assert (older.after["reason"], newest.after["reason"]) == (REASON, "再発防止を確かめた。")


def test_the_public_reads_that_it_is_suspended_and_not_why(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast.hayashi, at)

    seen = by_number(aobas.number, at)

    assert seen.fields()["state"] == "SUSPENDED"
    assert REASON not in str(seen)


def test_what_is_withdrawn_or_given_back_is_over_for_good(
    cast: Cast, aobas: Registered, kiyota: Actor, at: datetime
) -> None:
    kuros = registered_for(cast.kuro, kiyota, cast.hayashi, at)

    keeping.withdraw(registration_id=aobas.registration_id, reason="虚偽の申請のため。", actor=cast.hayashi, at=at)
    keeping.return_(
        registration_id=kuros.registration_id, reason="事業をやめます。", actor=kuros.filed.representative, at=at
    )

    assert (state(aobas, at), state(kuros, at)) == (RegistrationState.WITHDRAWN, RegistrationState.RETURNED)
    assert (state(aobas, at + 2 * YEAR), state(kuros, at + 2 * YEAR)) == (
        RegistrationState.WITHDRAWN,
        RegistrationState.RETURNED,
    )
    for act in (keeping.suspend, keeping.reinstate, keeping.withdraw):
        with pytest.raises(NotPossibleNow):
            act(registration_id=aobas.registration_id, reason="x", actor=cast.hayashi, at=at)
    with pytest.raises(NotPossibleNow):
        keeping.return_(registration_id=aobas.registration_id, reason="x", actor=cast.mori, at=at)


def test_a_valid_one_is_not_reinstated_and_a_suspended_one_not_suspended(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    with pytest.raises(NotPossibleNow):
        keeping.reinstate(registration_id=aobas.registration_id, reason="x", actor=cast.hayashi, at=at)
    suspend(aobas, cast.hayashi, at)
    with pytest.raises(NotPossibleNow):
        suspend(aobas, cast.hayashi, at)


def test_every_change_of_state_says_why(cast: Cast, aobas: Registered, at: datetime) -> None:
    with pytest.raises(Invalid, match="WHY_MISSING"):
        keeping.suspend(registration_id=aobas.registration_id, reason=" \n", actor=cast.hayashi, at=at)
    with pytest.raises(Invalid, match="WHY_MISSING"):
        keeping.return_(registration_id=aobas.registration_id, reason="", actor=cast.mori, at=at)


def test_only_officers_keep_the_register_and_only_the_representative_gives_back(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    for act, who in (
        (keeping.suspend, cast.mori),
        (keeping.reinstate, cast.sato),
        (keeping.withdraw, cast.mori),
        (keeping.return_, cast.sato),
        (keeping.return_, cast.hayashi),
    ):
        with pytest.raises(NotPermitted):
            act(registration_id=aobas.registration_id, reason="x", actor=who, at=at)


@pytest.mark.parametrize("who", ["kuro", "ono"])
def test_others_find_no_such_registration(cast: Cast, aobas: Registered, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)

    for act in (keeping.suspend, keeping.withdraw, keeping.return_):
        with pytest.raises(NotFound):
            act(registration_id=aobas.registration_id, reason="x", actor=outsider, at=at)
    with pytest.raises(NotFound):
        registration(outsider, at, aobas.number)
    assert registrations_of(outsider, at) == ()


def test_it_ends_at_midnight_in_japan_though_no_job_ran(aobas: Registered) -> None:
    last_second = datetime(2027, 11, 22, 14, 59, 59, tzinfo=UTC)

    assert state(aobas, last_second) == RegistrationState.VALID
    assert state(aobas, last_second + timedelta(seconds=1)) == RegistrationState.EXPIRED


def test_what_ended_by_time_can_no_longer_be_kept(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast.hayashi, at)

    with pytest.raises(NotPossibleNow):
        keeping.reinstate(registration_id=aobas.registration_id, reason="x", actor=cast.hayashi, at=at + YEAR)


def test_the_end_is_written_down_once(cast: Cast, aobas: Registered, at: datetime) -> None:
    early = keeping.expire_due(actor=SYSTEM, at=at + YEAR - DAY)
    first = keeping.expire_due(actor=SYSTEM, at=at + YEAR)
    second = keeping.expire_due(actor=SYSTEM, at=at + YEAR + DAY)

    assert (early, first, second) == (0, 1, 0)
    assert acts_about(cast.sato).count("registry:registration:expired") == 1
    assert state(aobas, at + YEAR) == RegistrationState.EXPIRED


def test_what_a_renewal_keeps_is_not_ended(cast: Cast, aobas: Registered, at: datetime) -> None:
    renewal_filed(aobas, at + YEAR - DAY)

    ended = keeping.expire_due(actor=SYSTEM, at=at + YEAR)

    assert (ended, state(aobas, at + YEAR)) == (0, RegistrationState.VALID)
    assert due(cast.hayashi, at + YEAR).beyond_their_end == 1


def test_aoba_is_warned_ninety_thirty_and_seven_days_before_and_each_once(aobas: Registered, at: datetime) -> None:
    for left in range(100, -3, -1):
        keeping.warn_of_ends(actor=SYSTEM, at=at + YEAR - left * DAY)
        keeping.warn_of_ends(actor=SYSTEM, at=at + YEAR - left * DAY)

    warnings = told(aobas, "registry:registration:ending")
    assert [(one["days"], one["valid_until"]) for one in warnings] == [
        (90, "2027-11-23"),
        (30, "2027-11-23"),
        (7, "2027-11-23"),
    ]


def test_a_worker_that_was_away_warns_once_and_not_twice(aobas: Registered, at: datetime) -> None:
    told_so = [keeping.warn_of_ends(actor=SYSTEM, at=at + YEAR - left * DAY) for left in (20, 19, 3)]

    assert told_so == [1, 0, 1]
    assert [one["days"] for one in told(aobas, "registry:registration:ending")] == [30, 7]


def test_who_has_filed_a_renewal_needs_no_warning(aobas: Registered, at: datetime) -> None:
    renewal_filed(aobas, at + YEAR - 60 * DAY)

    assert keeping.warn_of_ends(actor=SYSTEM, at=at + YEAR - 30 * DAY) == 0


@pytest.mark.parametrize("act", [keeping.expire_due, keeping.warn_of_ends])
def test_only_the_timetable_ends_and_warns(cast: Cast, at: datetime, act: Callable[..., int]) -> None:
    for who in (cast.hayashi, cast.mori, cast.ono):
        with pytest.raises(NotPermitted):
            act(actor=who, at=at)


def test_aoba_sees_from_when_it_can_renew(cast: Cast, aobas: Registered, at: datetime) -> None:
    soon = at + YEAR - 90 * DAY

    (before,) = registrations_of(cast.ito, soon - DAY)
    (now,) = registrations_of(cast.ito, soon)
    declare_once_more(aobas.filed, soon)
    file(aobas.filed.matter, soon, renews=aobas.registration_id)
    (waiting,) = registrations_of(cast.ito, soon)

    assert before.renewal_opens_on.isoformat() == "2027-08-25"
    assert (before.can_be_renewed, now.can_be_renewed, waiting.can_be_renewed) == (False, True, False)
    assert waiting.is_renewal_pending
