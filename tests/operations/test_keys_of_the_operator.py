"""The operator's keys are announced, begun, retired and revoked, and verifiers believe what they should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from hoshimori.credentials.exchange import sd_jwt, status_list
from hoshimori.credentials.operations import keys, status
from hoshimori.credentials.queries import certificates
from hoshimori.credentials.queries.keys import all_keys, jwks, signing_kid, trusted
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import ISSUER_KEY, KeyAction, KeyState, Purpose
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import Reference, State
from hoshimori.credentials.rules.status import state as state_in
from hoshimori.credentials.rules.validity import Expectation
from hoshimori.journal.models import Entry
from hoshimori.keys.rules import Algorithm
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.certificates import issue
from tests.meanwhile import Meanwhile
from tests.registering import Registered, eligible_for_years, registered

WHY = "鍵の入った機械がなくなった。"
ISSUER = "http://127.0.0.1:8000"
SOON = timedelta(hours=1)


@pytest.fixture
def hayashi(cast: Cast) -> Actor:
    return cast.hayashi


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def announce(actor: Actor, at: datetime, purpose: Purpose = Purpose.CERTIFICATES) -> str:
    return keys.announce(purpose=purpose, algorithm=Algorithm.ES256, actor=actor, at=at)


def read(held: certificates.Held, at: datetime) -> sd_jwt.Verified:
    expected = Expectation(at=at, kinds=frozenset({addresses.kind(ISSUER)}))
    return sd_jwt.verify(held.alone, trusted(at, [Purpose.CERTIFICATES]), expected)


def state_of(held: certificates.Held, at: datetime) -> State:
    token = status.current(shard=held.shard, at=at).token
    within = status_list.read(token, trusted(at, [Purpose.STATUS]), at=at)
    return state_in(Reference(addresses.states(ISSUER, held.shard), held.place), within, at=at)


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="credentials:key:").order_by("pk").values_list("act", flat=True))


def test_the_first_signature_makes_the_first_key(cast: Cast, at: datetime) -> None:
    del cast

    first = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at)
    again = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at)

    assert first.kid == again.kid == signing_kid(Purpose.CERTIFICATES)
    assert acts() == ["credentials:key:announced", "credentials:key:began"]


def test_a_new_key_is_known_before_it_signs_and_the_old_one_is_believed_afterwards(
    aobas: Registered, hayashi: Actor, at: datetime
) -> None:
    before = issue(aobas, at)
    kid = announce(hayashi, at)
    known = {jwk["kid"] for jwk in jwks()["keys"]}

    keys.begin(kid=kid, actor=hayashi, at=at + SOON)

    assert kid in known
    assert read(before, at + SOON).kid == before.kid
    assert keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at + SOON).kid == kid
    assert {key.kid: key.state for key in all_keys()} == {before.kid: "RETIRED", kid: "SIGNING"}
    assert issue(aobas, at + SOON) == before
    assert acts()[-2:] == ["credentials:key:retired", "credentials:key:began"]


def test_what_a_revoked_key_signed_is_worth_nothing_and_is_issued_anew(
    aobas: Registered, hayashi: Actor, at: datetime
) -> None:
    before = issue(aobas, at)

    keys.revoke(kid=before.kid, reason=WHY, actor=hayashi, at=at + SOON)
    invalid = state_of(before, at + SOON)
    after = issue(aobas, at + SOON)

    with pytest.raises(Rejected) as nobody:
        read(before, at + SOON)
    assert nobody.value.reason == Reason.KEY_NOT_TRUSTED
    assert invalid == state_of(before, at + SOON) == State.INVALID
    assert read(after, at + SOON).kid == after.kid != before.kid
    assert state_of(after, at + SOON) == State.VALID
    assert after.content == before.content


def test_a_list_that_a_revoked_key_signed_is_signed_anew(aobas: Registered, hayashi: Actor, at: datetime) -> None:
    held = issue(aobas, at)
    state_of(held, at)
    kid = signing_kid(Purpose.STATUS)
    assert kid is not None

    keys.revoke(kid=kid, reason=WHY, actor=hayashi, at=at)

    assert state_of(held, at) == State.VALID
    assert signing_kid(Purpose.STATUS) != kid


def test_each_state_allows_what_the_table_says_and_nothing_else(hayashi: Actor, at: datetime) -> None:
    acts_of: dict[KeyAction, Callable[[str], None]] = {
        KeyAction.BEGIN: lambda kid: keys.begin(kid=kid, actor=hayashi, at=at),
        KeyAction.RETIRE: lambda kid: keys.retire(kid=kid, actor=hayashi, at=at),
        KeyAction.REVOKE: lambda kid: keys.revoke(kid=kid, reason=WHY, actor=hayashi, at=at),
    }
    ways: dict[KeyState, tuple[KeyAction, ...]] = {
        KeyState.ANNOUNCED: (),
        KeyState.SIGNING: (KeyAction.BEGIN,),
        KeyState.RETIRED: (KeyAction.BEGIN, KeyAction.RETIRE),
        KeyState.REVOKED: (KeyAction.REVOKE,),
    }

    for state, way in ways.items():
        for action, act in acts_of.items():
            kid = announce(hayashi, at)
            for step in way:
                acts_of[step](kid)
            if action in ISSUER_KEY.allowed(state):
                act(kid)
            else:
                with pytest.raises(NotPossibleNow, match="NOT_POSSIBLE_NOW"):
                    act(kid)
    assert {key.state for key in all_keys()} == {"ANNOUNCED", "RETIRED", "REVOKED"}


def test_a_key_is_revoked_with_a_reason_and_found_by_its_name(hayashi: Actor, at: datetime) -> None:
    kid = announce(hayashi, at)

    with pytest.raises(Invalid, match="WHY_MISSING"):
        keys.revoke(kid=kid, reason=" ", actor=hayashi, at=at)
    with pytest.raises(NotFound):
        keys.begin(kid="nobodysownkey234", actor=hayashi, at=at)


def test_the_history_is_signed_as_its_specification_has_it(hayashi: Actor, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="KEY_OF_ANOTHER_KIND"):
        announce(hayashi, at, Purpose.HISTORY)

    assert keys.ensure(purpose=Purpose.HISTORY, actor=SYSTEM, at=at).algorithm == Algorithm.EDDSA


def test_nobody_but_officers_and_hoshimori_keeps_keys(cast: Cast, at: datetime) -> None:
    kid = announce(cast.hayashi, at)

    for actor in (cast.mori, cast.sato, cast.ito, cast.ono, cast.kuro):
        with pytest.raises(NotPermitted):
            announce(actor, at)
        with pytest.raises(NotPermitted):
            keys.begin(kid=kid, actor=actor, at=at)
        with pytest.raises(NotPermitted):
            keys.retire(kid=kid, actor=actor, at=at)
        with pytest.raises(NotPermitted):
            keys.revoke(kid=kid, reason=WHY, actor=actor, at=at)
        with pytest.raises(NotPermitted):
            keys.publish(purposes=[Purpose.STATUS], actor=actor, at=at)


def test_where_the_keys_lie_somewhere_else_it_is_said(
    hayashi: Actor, at: datetime, settings: LazySettings, tmp_path: Path
) -> None:
    kid = announce(hayashi, at)
    keys.ensure(purpose=Purpose.STATUS, actor=SYSTEM, at=at)

    settings.HOSHIMORI_KEYS = str(tmp_path / "elsewhere")

    with pytest.raises(NotPossibleNow, match="KEY_NOT_HELD"):
        keys.begin(kid=kid, actor=hayashi, at=at)
    with pytest.raises(NotPossibleNow, match="KEY_NOT_HELD"):
        keys.ensure(purpose=Purpose.STATUS, actor=SYSTEM, at=at)


def test_of_two_that_make_the_first_key_at_one_moment_one_does(cast: Cast, at: datetime) -> None:
    del cast
    meanwhile = Meanwhile(
        "credentials_issuerkey", lambda: keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at)
    )

    with connection.execute_wrapper(meanwhile):
        mine = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at)

    assert meanwhile.happened
    assert [key.kid for key in all_keys()] == [mine.kid]
