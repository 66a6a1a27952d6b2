from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.exchange import base64url, key_binding, sd_jwt, signing
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.rules.profiles import PLAIN, RESERVED
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import Reference
from hoshimori.credentials.rules.validity import Binding
from tests.credentials import hands
from tests.credentials.hands import HOLDER, LIST, NONCE, NOW, OFFICE, OFFICE_ED, ORDERER, TRUSTED

CRITERION = ("categories", "1", "requirements", 0, "1-1")


def header(issued: str) -> dict[str, object]:
    read: dict[str, object] = json.loads(base64url.decode(issued.partition(".")[0]))
    return read


@pytest.mark.parametrize("signer", [OFFICE, OFFICE_ED])
def test_the_office_issues_and_an_orderer_reads_all_that_was_shown(signer: hands.Hand) -> None:
    issued = sd_jwt.issue(hands.certificate(), signer)

    verified = sd_jwt.verify(issued, TRUSTED, hands.expecting())

    assert verified.kid == signer.kid
    assert verified.claims["company"] == "青葉部品"
    assert verified.claims["categories"] == {
        "1": {"title": "体制", "requirements": ({"1-1": "適合"}, "1-2")},
        "2": {"title": "防御"},
    }
    assert verified.state == Reference(LIST, 5)
    assert verified.bound is None
    assert header(issued) == {"alg": signer.algorithm, "kid": signer.kid, "typ": "dc+sd-jwt"}


def test_the_certificate_alone_shows_nothing_of_what_is_hidden() -> None:
    held = sd_jwt.verify(sd_jwt.issue(hands.certificate(), OFFICE), TRUSTED, hands.expecting())

    alone = sd_jwt.narrow(held, [])

    claims = sd_jwt.verify(alone, TRUSTED, hands.expecting()).claims
    assert claims.keys() == {"iss", "vct", "iat", "nbf", "exp", "cnf", "status", "level", "company"}


def test_the_depth_shown_is_the_depth_consented_to() -> None:
    held = sd_jwt.verify(sd_jwt.issue(hands.certificate(), OFFICE), TRUSTED, hands.expecting())

    narrowed = sd_jwt.verify(sd_jwt.narrow(held, [CRITERION]), TRUSTED, hands.expecting())

    assert narrowed.claims["categories"] == {"1": {"title": "体制", "requirements": ({"1-1": "適合"},)}}
    assert "feedback" not in narrowed.claims
    assert [each.path for each in narrowed.shown] == [CRITERION[:1], CRITERION[:2], CRITERION[:4], CRITERION]


def test_what_is_not_there_cannot_be_shown() -> None:
    held = sd_jwt.verify(sd_jwt.issue(hands.certificate(), OFFICE), TRUSTED, hands.expecting())

    with pytest.raises(Rejected) as no:
        sd_jwt.narrow(held, [("categories", "9")])

    assert no.value.reason == Reason.CLAIM_MISSING


def test_what_was_verified_cannot_be_changed_afterwards() -> None:
    verified = sd_jwt.verify(sd_jwt.issue(hands.certificate(), OFFICE), TRUSTED, hands.expecting())

    with pytest.raises(TypeError):
        verified.claims["level"] = 5  # type: ignore[index]  # that is what the test shows

    assert verified.claims["level"] == 4


def test_decoys_hide_how_much_there_is_and_change_nothing_else() -> None:
    issued = sd_jwt.issue(hands.certificate(), OFFICE, decoys=3)

    payload = json.loads(base64url.decode(issued.split(".")[1]))
    verified = sd_jwt.verify(issued, TRUSTED, hands.expecting())
    assert len(payload["_sd"]) == 2 + 3
    assert verified.claims["feedback"] == "所見"


def test_the_order_of_digests_tells_nothing_and_no_salt_is_used_twice() -> None:
    issued = sd_jwt.issue(hands.certificate(), OFFICE)

    payload = json.loads(base64url.decode(issued.split(".")[1]))
    salts = [json.loads(base64url.decode(each))[0] for each in issued.split("~")[1:-1]]
    assert payload["_sd"] == sorted(payload["_sd"])
    assert len(set(salts)) == len(salts) == 7
    assert all(len(base64url.decode(salt)) == 18 for salt in salts)


def test_nothing_is_hidden_where_nothing_was_marked() -> None:
    issued = sd_jwt.issue(hands.plain(level=3), OFFICE)

    payload = json.loads(base64url.decode(issued.split(".")[1]))
    assert issued.count("~") == 1
    assert "_sd" not in payload


def test_the_holder_binds_what_it_shows_to_one_orderer_and_one_question() -> None:
    held = sd_jwt.verify(sd_jwt.issue(hands.certificate(), OFFICE), TRUSTED, hands.expecting())
    narrowed = sd_jwt.narrow(held, [("categories",)])

    presented = key_binding.bind(narrowed, audience=ORDERER, nonce=NONCE, holder=HOLDER, at=NOW - timedelta(minutes=1))

    verified = sd_jwt.verify(presented, TRUSTED, hands.bound())
    assert verified.bound == key_binding.Bound(ORDERER, NONCE, NOW - timedelta(minutes=1))


def test_a_holder_may_sign_with_either_kind_of_key() -> None:
    payload = hands.certificate(cnf={"jwk": signing.to_jwk(OFFICE_ED.public)})
    issued = sd_jwt.issue(payload, OFFICE)

    presented = key_binding.bind(issued, audience=ORDERER, nonce=NONCE, holder=OFFICE_ED, at=NOW)

    assert sd_jwt.verify(presented, TRUSTED, hands.bound()).bound is not None


def test_a_key_read_back_is_the_key_written() -> None:
    for hand in (OFFICE, OFFICE_ED):
        again = signing.from_jwk(signing.to_jwk(hand.public))

        assert again.has_signed(b"x", hand.sign(b"x"))


@pytest.mark.parametrize("x", ["AAAA", "A" * 44, 1, None])
def test_what_is_no_key_is_not_taken_for_one(x: object) -> None:
    with pytest.raises(Rejected) as no:
        signing.from_jwk({"kty": "OKP", "crv": "Ed25519", "x": x})

    assert no.value.reason == Reason.KEY_WRONG


def test_another_curve_is_not_trusted() -> None:
    with pytest.raises(Rejected) as no:
        signing.PublicKey(ec.derive_private_key(5, ec.SECP384R1()).public_key())

    assert no.value.reason == Reason.KEY_WRONG


def test_another_profile_is_one_argument_away() -> None:
    issued = sd_jwt.issue({"iss": hands.ISSUER, "exp": hands.seconds(days=1), "a": Hidden(1)}, OFFICE, profile=PLAIN)

    verified = sd_jwt.verify(issued, TRUSTED, hands.expecting(profile=PLAIN))

    assert verified.claims["a"] == 1


ISSUING = {
    "nothing says who issues": ({"vct": hands.KIND}, Reason.CLAIM_MISSING),
    "the end is hidden": (hands.certificate(exp=Hidden(1)), Reason.CLAIM_MUST_BE_OPEN),
    "the state is hidden inside": (hands.certificate(status={"status_list": Hidden(1)}), Reason.CLAIM_MUST_BE_OPEN),
    "a state in a list is hidden": (hands.certificate(aka_vcts=[Hidden("x")]), Reason.CLAIM_MUST_BE_OPEN),
    "_sd as a name": (hands.certificate(_sd=[]), Reason.RESERVED_NAME),
    "... as a name below": (hands.certificate(a={"...": 1}), Reason.RESERVED_NAME),
    "_sd_alg as a hidden name": (hands.certificate(_sd_alg=Hidden(1)), Reason.RESERVED_NAME),
    "hidden twice at once": (hands.certificate(a=Hidden(Hidden(1))), Reason.CLAIM_WRONG),
}


@pytest.mark.parametrize("story", ISSUING)
def test_what_no_verifier_would_believe_is_not_issued(story: str) -> None:
    payload, reason = ISSUING[story]

    with pytest.raises(Rejected) as no:
        sd_jwt.issue(payload, OFFICE)

    assert no.value.reason == reason


def test_an_expectation_without_a_time_zone_a_nonce_or_an_audience_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        hands.expecting(at=NOW.replace(tzinfo=None))
    for audience, nonce in (("", NONCE), (ORDERER, "")):
        with pytest.raises(ValueError, match="shown twice"):
            Binding(audience, nonce)


SEED = bytes(range(32))


def test_who_keeps_the_seed_has_all_disclosures_again_without_signing() -> None:
    issued = sd_jwt.issue(hands.certificate(), OFFICE, decoys=2, seed=SEED)
    turned = dict(reversed(hands.certificate().items()))
    hidden = {name: value for name, value in turned.items() if isinstance(value, Hidden)}

    token = sd_jwt.separate(issued).issued

    assert sd_jwt.complete(token, turned, SEED, decoys=2) == issued
    assert sd_jwt.complete(token, hidden, SEED, decoys=2) == issued


def test_another_seed_or_another_content_does_not_complete_a_statement() -> None:
    token = sd_jwt.separate(sd_jwt.issue(hands.certificate(), OFFICE, seed=SEED)).issued

    for payload, seed in [(hands.certificate(), bytes(32)), (hands.certificate(feedback=Hidden("別")), SEED)]:
        with pytest.raises(Rejected) as no:
            sd_jwt.complete(token, payload, seed)

        assert no.value.reason == Reason.DISCLOSURE_NOT_REFERENCED


def test_two_statements_issued_without_a_seed_share_no_salt() -> None:
    first, second = (sd_jwt.issue(hands.certificate(), OFFICE).split("~") for _ in range(2))

    assert set(first).isdisjoint(second[:-1])


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_is_32_bytes(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        sd_jwt.issue(hands.certificate(), OFFICE, seed=seed)


def anything() -> st.SearchStrategy[Any]:
    """Any JSON, in which anything may be marked to be hidden, and what it looks like when all is shown."""
    names = st.text(max_size=5).filter(lambda name: name not in RESERVED)
    numbers = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
    plain = st.none() | st.booleans() | numbers | st.text(max_size=10)
    return st.recursive(
        plain,
        lambda inner: (
            st.lists(inner | inner.map(Hidden), max_size=4)
            | st.dictionaries(names, inner | inner.map(Hidden), max_size=4)
        ),
        max_leaves=12,
    )


def open_all(value: object) -> object:
    if isinstance(value, Hidden):
        return open_all(value.value)
    if isinstance(value, dict):
        return {name: open_all(each) for name, each in value.items()}
    return tuple(open_all(each) for each in value) if isinstance(value, list) else value


@given(claim=anything(), decoys=st.integers(0, 2))
def test_whatever_is_hidden_anywhere_is_told_again_when_all_is_shown(claim: object, decoys: int) -> None:
    payload = hands.plain(claim=Hidden(claim))

    issued = sd_jwt.issue(payload, OFFICE, decoys=decoys, seed=SEED)

    assert sd_jwt.verify(issued, TRUSTED, hands.expecting()).claims["claim"] == open_all(claim)
    assert sd_jwt.complete(sd_jwt.separate(issued).issued, payload, SEED, decoys=decoys) == issued
