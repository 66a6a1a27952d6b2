"""The operator's keys are announced, begun, retired and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hoshimori.credentials import events
from hoshimori.credentials.exchange import signing
from hoshimori.credentials.exchange.signing import PublicKey
from hoshimori.credentials.models import IssuerKey, StatusShard
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries.keys import believed, locked_key, signing_kid
from hoshimori.credentials.queries.store import signer, store
from hoshimori.credentials.rules.keys import ISSUER_KEY, KeyAction, KeyState, Purpose
from hoshimori.journal.operations import Act, record
from hoshimori.keys.rules import Algorithm
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hoshimori.keys.store import StoredKey
    from hoshimori.shared.actor import Actor

REASON_LIMIT = 4000

USUAL = {
    Purpose.CERTIFICATES: Algorithm.ES256,
    Purpose.STATUS: Algorithm.ES256,
    Purpose.HISTORY: Algorithm.EDDSA,
}
"""Which signatures are made where nobody chose: ES256 is what every verifier and every security module knows; the
register's history is signed as its specification has it."""


def announce(*, purpose: Purpose, algorithm: Algorithm, actor: Actor, at: datetime) -> str:
    """Make a key and publish it, so that verifiers know it before it signs anything; returns its name.

    Raises:
        NotPermitted: only officers and Hoshimori itself keep keys.
        NotPossibleNow: the register's history can be signed with EdDSA only.
    """
    require(actor, Action.KEEP_KEYS)
    if purpose == Purpose.HISTORY and algorithm != Algorithm.EDDSA:
        raise NotPossibleNow("KEY_OF_ANOTHER_KIND")
    with transaction.atomic():
        return _announced(purpose, algorithm, actor, at).kid


def begin(*, kid: str, actor: Actor, at: datetime) -> None:
    """Let an announced key sign from now on; the one that signed so far is retired, and stays believed.

    Raises:
        NotFound: there is no such key.
        NotPossibleNow: it signs already, is retired or revoked, or the store does not hold it.
    """
    with transaction.atomic():
        key = locked_key(kid)

        require(actor, Action.KEEP_KEYS)

        state = ISSUER_KEY.after(KeyState(key.state), KeyAction.BEGIN)
        signer(kid)

        before = signing_kid(Purpose(key.purpose))
        if before is not None:
            _end(locked_key(before), KeyAction.RETIRE, "", actor, at)
        key.state, key.began_at = state.value, at
        key.save(update_fields=["state", "began_at"])

        _record(events.KEY_BEGAN, key, actor, at)


def retire(*, kid: str, actor: Actor, at: datetime) -> None:
    """Let a key sign no more; what it signed stays believed. The next signature makes a new key by itself.

    Raises:
        NotFound: there is no such key.
        NotPossibleNow: it does not sign.
    """
    with transaction.atomic():
        key = locked_key(kid)

        require(actor, Action.KEEP_KEYS)

        _end(key, KeyAction.RETIRE, "", actor, at)


def revoke(*, kid: str, reason: str, actor: Actor, at: datetime) -> None:
    """Let nothing be believed any more that a key signed, whenever that was; certificates have to be issued anew.

    Raises:
        NotFound: there is no such key.
        NotPossibleNow: it is revoked already.
        Invalid: no reason is given, or it is too long.
    """
    with transaction.atomic():
        key = locked_key(kid)

        require(actor, Action.KEEP_KEYS)

        why = paragraphs(reason, field="reason", limit=REASON_LIMIT, missing="WHY_MISSING")

        _end(key, KeyAction.REVOKE, why, actor, at)
        StatusShard.objects.update(stale_since=at)


def ensure(*, purpose: Purpose, actor: Actor, at: datetime) -> StoredKey:
    """Return the key that signs for a purpose; where there is none, one is made. Of two that make one, one does.

    Raises:
        NotPermitted: only officers and Hoshimori itself keep keys.
        NotPossibleNow: the store does not hold the key that signs.
    """
    require(actor, Action.KEEP_KEYS)
    kid = signing_kid(purpose)
    if kid is None:
        try:
            with transaction.atomic():
                key = _announced(purpose, USUAL[purpose], actor, at)
                key.state, key.began_at = ISSUER_KEY.after(KeyState(key.state), KeyAction.BEGIN).value, at
                key.save(update_fields=["state", "began_at"])
                _record(events.KEY_BEGAN, key, actor, at)
                kid = key.kid
        except IntegrityError:
            kid = signing_kid(purpose)
            if kid is None:
                raise
    return signer(kid)


def publish(*, purposes: Iterable[Purpose], actor: Actor, at: datetime) -> None:
    """See to it that each purpose has a key verifiers can know, so that nobody keeps a list of keys that lacks it.

    Raises:
        NotPermitted: only officers and Hoshimori itself keep keys.
        NotPossibleNow: the store does not hold a key that signs.
    """
    require(actor, Action.KEEP_KEYS)
    wanted = tuple(purposes)
    known = set(believed(wanted).values_list("purpose", flat=True))
    if missing := [purpose for purpose in wanted if purpose.value not in known]:
        with transaction.atomic():
            for purpose in missing:
                ensure(purpose=purpose, actor=actor, at=at)


def _announced(purpose: Purpose, algorithm: Algorithm, actor: Actor, at: datetime) -> IssuerKey:
    kid = store().make(algorithm)
    key = IssuerKey.objects.create(
        kid=kid,
        purpose=purpose.value,
        algorithm=algorithm.value,
        public_jwk=signing.to_jwk(PublicKey(signer(kid).public)),
        state=ISSUER_KEY.after(None, KeyAction.ANNOUNCE).value,
        announced_at=at,
    )
    _record(events.KEY_ANNOUNCED, key, actor, at)
    return key


def _end(key: IssuerKey, action: KeyAction, reason: str, actor: Actor, at: datetime) -> None:
    key.state = ISSUER_KEY.after(KeyState(key.state), action).value
    key.ended_at, key.reason = key.ended_at or at, reason
    key.save(update_fields=["state", "ended_at", "reason"])
    _record(events.KEY_RETIRED if action == KeyAction.RETIRE else events.KEY_REVOKED, key, actor, at)


def _record(name: str, key: IssuerKey, actor: Actor, at: datetime) -> None:
    after = {"purpose": key.purpose, "algorithm": key.algorithm, "state": key.state, "public": key.public_jwk}
    if key.reason:
        after["reason"] = key.reason
    record(act=Act(name, "key", key.kid, after=after), about_id=None, actor=actor, at=at)
