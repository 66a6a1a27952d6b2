"""A verdict says what was proven and what was not; what a verifier does not ask for is never taken for proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hoshimori.credentials.exchange import issuer_keys, json_text
from hoshimori.credentials.exchange.certificate_files import CertificateFile
from hoshimori.credentials.exchange.judging import Trusted, judge
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven, Verdict
from tests.credentials.mutations import table, world
from tests.credentials.mutations.people import ISSUER, OFFICE, OFFICE_ED, STATES
from tests.credentials.mutations.world import ALONE, BOUND, FILE, FRESH, NOW, ORDERER, TRUSTED


def judged(file: CertificateFile = FILE, trusted: Trusted = TRUSTED, **asked: Any) -> Verdict:
    return judge(file, trusted, **{"at": NOW, **asked})


def test_a_whole_file_proves_who_issued_it_who_shows_it_how_it_stands_and_that_it_is_in_the_history() -> None:
    verdict = judged()

    assert verdict.outcome is Outcome.BELIEVED
    assert verdict.proven == tuple(Proven)
    assert verdict.not_proven == (NotProven.OWN_WORDS, NotProven.COMMENT, NotProven.SECURITY)
    assert (verdict.state_as_of, verdict.witnesses, verdict.audience) == (NOW, 1, ORDERER)
    assert verdict.facts["name_ja"] == "みなと物流株式会社"
    assert verdict.shown["categories"]["3"]["requirements"]["3-1-1"]["result"] == "NOT_APPLICABLE"  # type: ignore[index] # a tree of claims
    assert verdict.own_words[0]["correction"] == "更新の手順に加えた"


def test_a_certificate_alone_proves_who_issued_it_and_nothing_of_who_shows_it() -> None:
    verdict = judged(CertificateFile(ALONE))

    assert (verdict.outcome, verdict.reason) == (Outcome.STATE_UNKNOWN, Reason.STATUS_LIST_MISSING)
    assert verdict.proven == (Proven.ISSUED_BY_OPERATOR,)
    assert set(verdict.not_proven) == {
        NotProven.HELD_BY_COMPANY,
        NotProven.STATE_NOW,
        NotProven.HISTORY,
        NotProven.SECURITY,
    }
    assert verdict.shown == {}


def test_nothing_that_can_happen_makes_security_proven() -> None:
    stories = [judged(), judged(CertificateFile(ALONE)), judged(at=NOW + timedelta(days=1000))]

    assert all(NotProven.SECURITY in verdict.not_proven for verdict in stories)


def test_a_file_kept_for_a_month_is_still_bound_and_its_state_is_no_longer_known() -> None:
    later = NOW + timedelta(days=30)

    old, fresh = judged(at=later), judged(at=later, status_list=world.states(later))

    assert (old.outcome, old.reason, old.state_as_of) == (Outcome.STATE_UNKNOWN, Reason.STATUS_LIST_STALE, NOW)
    assert Proven.HELD_BY_COMPANY in old.proven
    assert (fresh.outcome, fresh.state_as_of) == (Outcome.BELIEVED, later)


def test_the_list_that_the_verifier_fetched_counts_and_not_the_one_in_the_file() -> None:
    verdict = judged(status_list=world.states(place_4711=State.SUSPENDED))

    assert (verdict.outcome, verdict.reason) == (Outcome.SUSPENDED, Reason.STATE_SUSPENDED)
    assert verdict.facts["level"] == 3


def test_what_is_over_has_ended_even_where_a_list_says_valid() -> None:
    end = NOW + timedelta(days=335)

    verdict = judged(at=end, status_list=world.states(end))

    assert (verdict.outcome, verdict.reason) == (Outcome.ENDED, Reason.EXPIRED)


def test_a_suspension_in_the_history_counts_where_no_fresh_list_says_otherwise() -> None:
    entry = world.leaf(kind="SUSPENDED", state="SUSPENDED")
    told: dict[str, Any] = {"leaf": entry, "proof": world.proof(entry).written().decode()}

    without, with_list = judged(replace(FILE, **told, status_list="")), judged(replace(FILE, **told))

    assert (without.outcome, without.reason) == (Outcome.SUSPENDED, Reason.STATE_SUSPENDED)
    assert with_list.outcome is Outcome.BELIEVED


def test_who_trusts_no_log_has_no_history() -> None:
    verdict = judged(trusted=replace(TRUSTED, log=None, witnesses=None))

    assert NotProven.HISTORY in verdict.not_proven
    assert judged(trusted=replace(TRUSTED, log=None), demand_history=True).reason is Reason.NOBODY_TRUSTED


def test_a_history_without_witnesses_is_the_log_s_word_alone() -> None:
    verdict = judged(trusted=replace(TRUSTED, witnesses=None))

    assert Proven.IN_HISTORY in verdict.proven
    assert Proven.WITNESSED not in verdict.proven
    assert NotProven.WITNESSES in verdict.not_proven


def test_a_true_is_not_a_level_of_one() -> None:
    entry = world.leaf(level=True)
    file = CertificateFile(world.signed_with(level=1), leaf=entry, proof=world.proof(entry).written().decode())

    assert judged(file).reason is Reason.LEAF_OF_ANOTHER


def test_an_orderer_asks_for_its_own_name_and_question() -> None:
    bare = CertificateFile(BOUND)

    assert judged(bare, audience=ORDERER, nonce=world.NONCE).proven[:2] == tuple(Proven)[:2]
    assert judged(bare, audience="https://aoba.example", nonce=world.NONCE).reason is Reason.AUDIENCE_WRONG
    assert judged(audience="https://aoba.example").reason is Reason.AUDIENCE_WRONG
    assert judged(nonce="another").reason is Reason.NONCE_WRONG


def test_the_key_for_certificates_signs_no_list() -> None:
    verdict = judged(trusted=replace(TRUSTED, status_keys=TRUSTED.keys))

    assert verdict.reason is Reason.KEY_NOT_TRUSTED
    assert judged(trusted=replace(TRUSTED, status_keys=())).reason is Reason.NOBODY_TRUSTED


def metadata(**other: Any) -> bytes:
    return json_text.write({"issuer": ISSUER, "jwks": table.keys(OFFICE, OFFICE_ED, STATES)} | other)


def test_keys_are_kept_as_issuer_metadata_or_as_a_set() -> None:
    kept, set_alone = issuer_keys.read(metadata()), issuer_keys.read(json_text.write(table.keys(OFFICE)), issuer=ISSUER)

    assert [each.kid for each in kept.certificates] == ["2027-1", "2027-2", "2027-s"]
    assert kept.certificates == kept.states
    for keys in (kept, set_alone):
        assert keys.issuer == keys.certificates[0].issuer == ISSUER
        assert keys.certificates[0].public.has_signed(b"x", OFFICE.sign(b"x"))


def test_a_key_signs_only_what_it_is_published_for() -> None:
    office, states, history = table.keys(OFFICE, STATES, OFFICE_ED)["keys"]
    office["purpose"], states["purpose"], history["purpose"] = "CERTIFICATES", "STATUS", "HISTORY"

    kept = issuer_keys.read(metadata(jwks={"keys": [office, states, history]}))

    assert [each.kid for each in kept.certificates] == ["2027-1"]
    assert [each.kid for each in kept.states] == ["2027-s"]


JWK = table.keys(OFFICE)["keys"][0]
NO_KEYS = {
    "another issuer than named": (metadata(issuer="https://other.example"), Reason.ISSUER_WRONG),
    "an issuer that is no text": (metadata(issuer=1), Reason.ISSUER_WRONG),
    "no set": (metadata(jwks=[]), Reason.KEY_WRONG),
    "no list": (metadata(jwks={"keys": {}}), Reason.KEY_WRONG),
    "no key": (metadata(jwks={"keys": []}), Reason.NOBODY_TRUSTED),
    "a key without a name": (metadata(jwks={"keys": [JWK | {"kid": ""}]}), Reason.KEY_WRONG),
    "a key that is none": (metadata(jwks={"keys": ["x"]}), Reason.KEY_WRONG),
    "a private key": (metadata(jwks={"keys": [JWK | {"d": "AA"}]}), Reason.KEY_WRONG),
    "a key for another algorithm": (metadata(jwks={"keys": [JWK | {"alg": "ES384"}]}), Reason.KEY_WRONG),
    "a key for a purpose that is no text": (metadata(jwks={"keys": [JWK | {"purpose": 1}]}), Reason.KEY_WRONG),
    "a key to encrypt with": (metadata(jwks={"keys": [JWK | {"use": "enc"}]}), Reason.KEY_WRONG),
    "a name twice": (b'{"issuer":"a","issuer":"b"}', Reason.JSON_NAME_TWICE),
    "too large": (b" " * 300_000, Reason.TOO_LARGE),
}


@pytest.mark.parametrize("story", NO_KEYS)
def test_what_no_verifier_should_keep_is_not_taken_for_keys(story: str) -> None:
    content, reason = NO_KEYS[story]

    with pytest.raises(Rejected) as no:
        issuer_keys.read(content, issuer=ISSUER)

    assert no.value.reason is reason


def test_a_set_without_an_issuer_is_nobodys() -> None:
    with pytest.raises(Rejected, match="ISSUER_WRONG"):
        issuer_keys.read(json_text.write(table.keys(OFFICE)))


def test_a_list_is_read_once_it_ended_only_by_who_asks_for_that() -> None:
    later = NOW + timedelta(days=3)

    assert judged(at=later, status_list=FRESH).reason is Reason.STATUS_LIST_STALE
