"""A certificate says what the register says, whole or in part, as long as it is so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings

from hoshimori.credentials.exchange import sd_jwt, status_list
from hoshimori.credentials.exchange.sd_jwt import Verified
from hoshimori.credentials.operations import issuing, presenting, status
from hoshimori.credentials.queries import certificates, keys
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.status import state as state_in
from hoshimori.credentials.rules.validity import Binding, Expectation
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid
from tests.cast import Cast, Experts
from tests.registering import SUMMARY, Registered, eligible_for_years, registered

WHY = "登録の内容を確かめるため。"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


@pytest.fixture
def aobas(cast: Cast, kiyota: Actor, at: datetime) -> Registered:
    return registered(cast, kiyota, at)


def issue(done: Registered, at: datetime) -> certificates.Held:
    return issuing.current(registration_id=done.registration_id, actor=SYSTEM, at=at)


def verified(presentation: str, at: datetime, binding: Binding | None = None) -> Verified:
    expected = Expectation(at=at, kinds=frozenset({addresses.kind(settings.ENVIRONMENT.url)}), binding=binding)
    return sd_jwt.verify(presentation, keys.trusted(at, [Purpose.CERTIFICATES]), expected)


def state(of: Verified, at: datetime) -> State:
    assert of.state is not None
    shard = int(of.state.uri.rpartition("/")[2])
    published = status.current(shard=shard, at=at)
    within = status_list.read(published.token, keys.trusted(at, [Purpose.STATUS]), at=at)
    return state_in(of.state, within, at=at)


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    return {name: plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value


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
    assert {name: whole[name] for name in ("categories", "feedback")} == {
        name: held.content[name]
        for name in ("categories", "feedback")  # type: ignore[literal-required]  # two of its names
    }
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
