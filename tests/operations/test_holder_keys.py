"""Aoba's key rests with the operator, until Aoba shows that it holds one of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hoshimori.credentials.exchange import key_binding, own_keys, sd_jwt, signing
from hoshimori.credentials.operations import holding, presenting
from hoshimori.credentials.queries import holding as queries
from hoshimori.credentials.queries.keys import trusted
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.validity import Binding, Expectation
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.certificates import issue, state, verified
from tests.credentials.hands import HOLDER, OFFICE_ED, STRANGER, Hand
from tests.journal import acts_about
from tests.registering import Registered, eligible_for_years, registered

ORDERER = "https://hikari.example"
MINUTES = timedelta(minutes=1)


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def proof(actor: Actor, at: datetime, hand: Hand = HOLDER, *, of: str = "", audience: str = "") -> str:
    return own_keys.prove(
        audience=audience or queries.audience(), challenge=of or queries.challenge(actor, at), holder=hand, at=at
    )


def use(actor: Actor, at: datetime, proven: str, hand: Hand = HOLDER) -> None:
    holding.use_own_key(jwk=signing.to_jwk(hand.public), proof=proven, actor=actor, at=at)


def present(done: Registered, at: datetime, audience: str = ORDERER) -> str:
    return presenting.present(
        registration_id=done.registration_id, items=["CATEGORY:1"], audience=audience, nonce="1", at=at
    )


def test_a_company_binds_what_it_shows_with_its_own_key(cast: Cast, aobas: Registered, at: datetime) -> None:
    before = issue(aobas, at)

    use(cast.mori, at, proof(cast.mori, at))
    after = issue(aobas, at)
    bound = key_binding.bind(present(aobas, at, ""), audience=ORDERER, nonce="7", holder=HOLDER, at=at)

    key = queries.key_of(cast.sato)
    assert key is not None
    assert (key.is_ours, key.public) == (False, signing.to_jwk(HOLDER.public))
    expected = Expectation(at=at, kinds=frozenset({addresses.kind(queries.audience())}), binding=Binding(ORDERER, "7"))
    assert sd_jwt.verify(bound, trusted(at, [Purpose.CERTIFICATES]), expected).bound is not None
    assert after.certificate_id != before.certificate_id
    with pytest.raises(NotPossibleNow, match="HOLDER_KEY_IS_OWN"):
        present(aobas, at)
    assert "credentials:holder_key:taken" in acts_about(cast.sato)


def test_what_names_the_former_key_is_over(cast: Cast, aobas: Registered, at: datetime) -> None:
    before = verified(issue(aobas, at).alone, at)

    use(cast.mori, at, proof(cast.mori, at))

    assert state(before, at).name == "INVALID"
    assert state(verified(issue(aobas, at).alone, at), at).name == "VALID"


def test_the_operator_keeps_a_new_key_when_the_company_gives_its_own_back(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    issue(aobas, at)
    use(cast.mori, at, proof(cast.mori, at))

    holding.give_back(actor=cast.sato, at=at)

    key = queries.key_of(cast.sato)
    assert key is not None
    assert key.is_ours
    assert key.public != signing.to_jwk(HOLDER.public)
    assert present(aobas, at).count("~") > 1
    assert "credentials:holder_key:given_back" in acts_about(cast.sato)
    with pytest.raises(NotPossibleNow, match="HOLDER_KEY_IS_OURS"):
        holding.give_back(actor=cast.sato, at=at)


def test_a_company_can_have_its_own_key_before_its_first_certificate(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    use(cast.sato, at, proof(cast.sato, at, OFFICE_ED), OFFICE_ED)

    assert verified(issue(aobas, at).alone, at).claims["cnf"] == {"jwk": signing.to_jwk(OFFICE_ED.public)}


WRONG: dict[str, Callable[[Cast, datetime], str]] = {
    "another key": lambda cast, at: proof(cast.mori, at, STRANGER),
    "another company": lambda cast, at: proof(cast.kuro, at),
    "another register": lambda cast, at: proof(cast.mori, at, audience="https://register.example"),
    "too late": lambda cast, at: proof(cast.mori, at - 20 * MINUTES),
    "no proof": lambda _cast, _at: "",
    "other type": lambda _cast, at: key_binding.bind(
        "x~", audience=queries.audience(), nonce="1", holder=HOLDER, at=at
    )[2:],
}


@pytest.mark.parametrize("case", WRONG)
def test_only_the_key_itself_proves_that_it_is_the_companys(cast: Cast, at: datetime, case: str) -> None:
    wrong = WRONG[case](cast, at)

    with pytest.raises(Invalid, match="HOLDER_KEY_NOT_PROVEN"):
        use(cast.mori, at, wrong)

    assert queries.key_of(cast.mori) is None


def test_a_challenge_can_be_answered_for_ten_minutes_at_least(cast: Cast, at: datetime) -> None:
    use(cast.mori, at + 10 * MINUTES, proof(cast.mori, at))

    assert queries.key_of(cast.mori) is not None


def test_a_private_key_is_refused_and_so_is_the_key_in_use(cast: Cast, at: datetime) -> None:
    jwk = signing.to_jwk(HOLDER.public)

    with pytest.raises(Invalid, match="HOLDER_KEY_WRONG"):
        holding.use_own_key(jwk={**jwk, "d": "AA"}, proof=proof(cast.mori, at), actor=cast.mori, at=at)
    use(cast.mori, at, proof(cast.mori, at))
    with pytest.raises(NotPossibleNow, match="HOLDER_KEY_IN_USE"):
        use(cast.mori, at, proof(cast.mori, at))


def test_who_does_not_lead_the_company_sees_to_no_key(cast: Cast, at: datetime) -> None:
    for actor in (cast.ito, cast.hayashi, cast.ono):
        with pytest.raises(NotPermitted):
            use(actor, at, "")
        with pytest.raises(NotPermitted):
            holding.give_back(actor=actor, at=at)
        with pytest.raises(NotPermitted):
            queries.key_of(actor)
        with pytest.raises(NotPermitted):
            queries.challenge(actor, at)
