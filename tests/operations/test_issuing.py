"""A certificate says what the register says, whole or in part, as long as it is so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from hoshimori.credentials.models import Certificate, IssuerKey, StatusShard
from hoshimori.credentials.operations import issuing, placing, presenting, status
from hoshimori.credentials.queries import certificates
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.validity import Binding
from hoshimori.parties.operations import organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.registry.operations import changes, deciding, keeping
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.certificates import issue, plain, state, verified
from tests.journal import acts_about
from tests.meanwhile import Meanwhile
from tests.queue import drain
from tests.registering import (
    ALL_HOLD,
    SUMMARY,
    Registered,
    check,
    eligible_for_years,
    register,
    registered,
    registered_for,
    renewal_filed,
)

WHY = "登録の内容を確かめるため。"
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


@pytest.fixture
def aobas(cast: Cast, kiyota: Actor, at: datetime) -> Registered:
    return registered(cast, kiyota, at)


def test_what_the_register_shows_stands_open_in_the_certificate(aobas: Registered, at: datetime) -> None:
    held = issue(aobas, at)

    claims = verified(held.alone, at).claims

    assert claims["registration_number"] == "3-26-000001-5"
    assert (claims["level"], claims["name_ja"], claims["scope_ja"]) == (3, "青葉部品株式会社", SUMMARY)
    assert (claims["valid_from"], claims["last_valid_on"]) == ("2026-11-23", "2027-11-22")
    assert claims["exp"] == datetime(2027, 11, 22, 15, 0, tzinfo=UTC).timestamp()
    assert not {"categories", "feedback", "evaluation_body_ja"} & claims.keys()


def test_everything_that_was_declared_can_be_shown(aobas: Registered, at: datetime) -> None:
    held = issue(aobas, at)

    whole = plain(verified(held.presentation, at).claims)

    requirements = [each for part in whole["categories"].values() for each in part["requirements"].values()]
    assert len(whole["categories"]) == 7
    assert len(requirements) == 26
    assert sum(len(each["criteria"]) for each in requirements) == 81
    assert whole["categories"] == held.content["categories"]
    assert whole["feedback"] == held.content["feedback"]
    assert set(whole["feedback"]) == {"advice", "manner", "is_in_house", "confirmed_on"}


def test_what_is_shown_is_what_was_asked_for_and_no_more(aobas: Registered, at: datetime) -> None:
    held = issue(aobas, at)

    shown = plain(verified(held.showing(["CRITERION:1-2-1-1", "CATEGORY:7"]), at).claims)

    assert set(shown["categories"]) == {"1", "7"}
    assert list(shown["categories"]["1"]["requirements"]["1-2-1"]["criteria"]) == ["1-2-1-1"]
    assert shown["categories"]["7"] == {"result": "MET", "requirements": {}}
    assert "feedback" not in shown


def test_nothing_can_be_shown_that_a_certificate_has_not(aobas: Registered, at: datetime) -> None:
    held = issue(aobas, at)

    with pytest.raises(Invalid, match="NOT_IN_CERTIFICATE"):
        held.showing(["CRITERION:9-9-9-9"])


def test_what_is_presented_is_bound_to_whom_it_is_shown(aobas: Registered, at: datetime) -> None:
    presented = presenting.present(
        registration_id=aobas.registration_id, items=["FEEDBACK"], audience="https://hikari.example", nonce="n-1", at=at
    )

    shown = verified(presented, at, Binding("https://hikari.example", "n-1"))

    assert shown.bound is not None
    assert set(plain(shown.claims["feedback"])) == {"advice", "manner", "is_in_house", "confirmed_on"}
    with pytest.raises(Rejected) as refused:
        verified(presented, at, Binding("https://another.example", "n-1"))
    assert refused.value.reason == Reason.AUDIENCE_WRONG


def test_a_suspension_is_seen_in_the_list_at_once(aobas: Registered, cast: Cast, at: datetime) -> None:
    alone = verified(issue(aobas, at).alone, at)
    before = state(alone, at)

    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    suspended = state(alone, at)
    keeping.reinstate(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    reinstated = state(alone, at)
    keeping.withdraw(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)

    assert (before, suspended, reinstated) == (State.VALID, State.SUSPENDED, State.VALID)
    assert state(alone, at) == State.INVALID


def all_of(done: Registered) -> list[Certificate]:
    return list(Certificate.objects.filter(registration_id=done.registration_id).order_by("issued_at", "pk"))


def test_what_is_asked_for_twice_is_issued_once(aobas: Registered, at: datetime) -> None:
    first = issue(aobas, at)

    again = issue(aobas, at + HOUR)
    issuing.issue(registration_id=aobas.registration_id, actor=SYSTEM, at=at + HOUR)

    assert again == first
    assert len(all_of(aobas)) == 1


def test_a_suspension_needs_no_new_certificate(aobas: Registered, cast: Cast, at: datetime) -> None:
    first = issue(aobas, at)

    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    issuing.issue_missing(actor=SYSTEM, at=at + HOUR)

    assert issue(aobas, at + HOUR) == first


def test_under_a_new_name_the_certificate_is_new_and_the_old_one_over(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    before = issue(aobas, at)
    organizations.change(
        organization_id=cast.mori.organization_id,
        particulars=Particulars("青葉精機株式会社", "", "Aoba Precision", "14", "UP_TO_100", "E"),
        version=1,
        actor=cast.mori,
        at=at + HOUR,
    )
    change = changes.notify(
        registration_id=aobas.registration_id,
        what="社名を変えた。",
        happened_on=date(2026, 11, 20),
        actor=cast.sato,
        at=at,
    )

    changes.take_note(change_id=change, answer="", takes_over=True, actor=cast.hayashi, at=at + HOUR)
    after = issue(aobas, at + HOUR)

    assert verified(after.alone, at + HOUR).claims["name_ja"] == "青葉精機株式会社"
    assert after.content["categories"] == before.content["categories"]
    assert state(verified(before.alone, at + HOUR), at + HOUR) == State.INVALID
    assert state(verified(after.alone, at + HOUR), at + HOUR) == State.VALID


def test_a_renewal_brings_a_new_certificate_and_the_old_one_lasts_to_the_end_of_its_term(
    aobas: Registered, at: datetime
) -> None:
    soon = at + YEAR - 40 * DAY
    before = issue(aobas, at)

    register(check(renewal_filed(aobas, soon), soon), soon)
    after = issue(aobas, soon)

    assert verified(after.alone, soon).claims["last_valid_on"] == "2028-11-22"
    assert state(verified(before.alone, soon), soon) == State.VALID
    assert [each.state for each in all_of(aobas)] == ["REPLACED", "CURRENT"]
    with pytest.raises(Rejected) as over:
        verified(before.alone, at + YEAR)
    assert over.value.reason == Reason.EXPIRED


def test_while_a_timely_renewal_is_decided_the_certificate_lasts_too_in_short_steps(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    issue(aobas, at)
    renewal = renewal_filed(aobas, at + YEAR - 20 * DAY)
    beyond = at + YEAR + 10 * DAY

    early = issue(aobas, at + YEAR - 19 * DAY)
    late = issue(aobas, at + YEAR - 3 * DAY)
    issuing.issue_missing(actor=SYSTEM, at=beyond)

    assert early.expires_at == datetime(2027, 11, 22, 15, 0, tzinfo=UTC)
    assert late.expires_at == datetime(2027, 12, 19, 15, 0, tzinfo=UTC)
    assert certificates.held_of(aobas.registration_id) == late
    assert state(verified(late.alone, beyond), beyond) == State.VALID

    deciding.check(filing_id=renewal.filing_id, points=ALL_HOLD, actor=cast.hayashi, at=beyond)
    deciding.refuse(filing_id=renewal.filing_id, reason=WHY, actor=cast.hayashi, at=beyond)

    assert state(verified(late.alone, beyond), beyond) == State.INVALID


def test_no_certificate_outlasts_what_the_register_waits_for(aobas: Registered, at: datetime) -> None:
    renewal_filed(aobas, at + YEAR - DAY)
    at_last = at + YEAR + timedelta(days=350)

    held = issue(aobas, at_last)

    assert held.expires_at == datetime(2028, 11, 21, 15, 0, tzinfo=UTC)
    assert issuing.issue_missing(actor=SYSTEM, at=at_last + 12 * DAY) <= 1
    assert certificates.held_of(aobas.registration_id).expires_at == held.expires_at


def test_what_has_ended_keeps_its_certificate_and_gets_no_new_one(
    aobas: Registered, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    never = registered_for(cast.tanaka, kiyota, cast.hayashi, at)
    before = issue(aobas, at)
    for done in (aobas, never):
        keeping.withdraw(registration_id=done.registration_id, reason=WHY, actor=cast.hayashi, at=at)

    assert issue(aobas, at + HOUR) == before
    with pytest.raises(NotFound):
        issue(never, at + HOUR)
    with pytest.raises(NotPossibleNow, match="REGISTRATION_ENDED"):
        issuing.issue(registration_id=never.registration_id, actor=SYSTEM, at=at)


def test_by_the_day_alone_a_certificate_is_over_too(aobas: Registered, at: datetime) -> None:
    alone = verified(issue(aobas, at).alone, at)
    last = datetime(2027, 11, 22, 14, 59, tzinfo=UTC)

    assert state(alone, last) == State.VALID
    assert state(alone, last + timedelta(minutes=3)) == State.INVALID


def test_nobody_but_hoshimori_itself_issues(aobas: Registered, cast: Cast, at: datetime) -> None:
    for actor in (cast.mori, cast.sato, cast.hayashi, cast.ono):
        with pytest.raises(NotPermitted):
            issuing.issue(registration_id=aobas.registration_id, actor=actor, at=at)
        with pytest.raises(NotPermitted):
            issuing.issue_missing(actor=actor, at=at)
        with pytest.raises(NotPermitted):
            status.refresh(actor=actor, at=at)


def test_the_worker_issues_what_is_missing_and_what_was_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    aobas = registered(cast, kiyota, at)

    drain(at)

    assert certificates.held(aobas.number, at).content["name_ja"] == "青葉部品株式会社"
    assert "credentials:certificate:issued" in acts_about(cast.sato)
    assert issuing.issue_missing(actor=SYSTEM, at=at) == 0


def test_a_list_is_right_within_half_its_time_to_live_though_nobody_marked_it(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    alone = verified(issue(aobas, at).alone, at)
    state(alone, at)
    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    StatusShard.objects.update(stale_since=None)

    assert state(alone, at + timedelta(seconds=149)) == State.VALID
    assert state(alone, at + timedelta(seconds=150)) == State.SUSPENDED


def test_a_list_that_says_what_is_so_is_handed_out_as_it_was_signed(aobas: Registered, at: datetime) -> None:
    issue(aobas, at)
    first = status.current(shard=0, at=at)

    again = status.current(shard=0, at=at + timedelta(seconds=100))
    later = status.current(shard=0, at=at + timedelta(seconds=200))

    assert again == first
    assert later.token != first.token
    assert later.fresh_until == at + timedelta(seconds=500)


def test_places_are_given_at_random_and_a_full_list_is_followed_by_another(
    aobas: Registered, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    ours = issue(aobas, at)
    StatusShard.objects.update(given=placing.SIZE)

    others = issue(registered_for(cast.tanaka, kiyota, cast.hayashi, at), at)

    assert (ours.shard, others.shard) == (0, 1)
    assert ours.place != others.place
    assert sorted(placing.shuffled(1)) == [place for place in range(placing.SIZE) if place != others.place]


def test_of_two_that_are_issued_at_one_moment_each_has_its_own_place(
    aobas: Registered, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    others = registered_for(cast.tanaka, kiyota, cast.hayashi, at)
    meanwhile = Meanwhile("credentials_holderkey", lambda: issue(others, at))

    with connection.execute_wrapper(meanwhile):
        issue(aobas, at)

    places = set(Certificate.objects.values_list("shard_id", "place"))
    assert meanwhile.happened
    assert len(places) == Certificate.objects.count() == 2
    assert IssuerKey.objects.filter(purpose="CERTIFICATES", state="SIGNING").count() == 1
