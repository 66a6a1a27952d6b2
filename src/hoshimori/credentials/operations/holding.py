"""A company's key: in the operator's custody by default, or the company's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hoshimori.credentials import events
from hoshimori.credentials.exchange import own_keys, signing
from hoshimori.credentials.exchange.signing import PublicKey
from hoshimori.credentials.models import HolderKey
from hoshimori.credentials.operations import issuing
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries import holding
from hoshimori.credentials.queries.store import store
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.journal.operations import Act, record
from hoshimori.registry.queries import certified
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hoshimori.shared.actor import Actor


def use_own_key(*, jwk: Mapping[str, str], proof: str, actor: Actor, at: datetime) -> None:
    """Let the company's certificates name a key that the company keeps itself; they are issued anew at once.

    `jwk` is the public half (RFC 7517); `proof` a JWT that its private half signed over the challenge the company was
    given (`queries.holding.challenge`, `exchange.own_keys`). From then on only the company can bind what it shows, and
    its earlier certificates end: they name a key that no longer speaks for it.

    Raises:
        NotPermitted: only a representative or coordinator of a company does this.
        Invalid: this is no public key that can be used (`jwk`), or the proof is not that key's answer (`proof`).
        NotPossibleNow: the company uses this key already.
        Conflict: somebody else of the company changed the key at this moment.
    """
    with transaction.atomic():
        before = _locked(actor)

        require(actor, Action.HOLD_KEY)

        try:
            public = signing.from_jwk(dict(jwk))
        except Rejected:
            raise Invalid("HOLDER_KEY_WRONG", field="jwk") from None
        if before is not None and before.public_jwk == signing.to_jwk(public):
            raise NotPossibleNow("HOLDER_KEY_IN_USE")
        try:
            own_keys.check(proof, public, holding.audience(), holding.challenges(actor.organization_id, at), at)
        except Rejected:
            raise Invalid("HOLDER_KEY_NOT_PROVEN", field="proof") from None

        after = _replace(before, actor, at, public=public, sealed=b"")

        _record(events.HOLDER_KEY_TAKEN, before, after, actor, at)
        _issue_anew(actor, at)


def give_back(*, actor: Actor, at: datetime) -> None:
    """Let the operator keep a new key for the company again; its certificates are issued anew at once.

    Raises:
        NotPermitted: only a representative or coordinator of a company does this.
        NotPossibleNow: the company's key is in the operator's custody already.
        Conflict: somebody else of the company changed the key at this moment.
    """
    with transaction.atomic():
        before = _locked(actor)

        require(actor, Action.HOLD_KEY)

        if before is None or before.sealed:
            raise NotPossibleNow("HOLDER_KEY_IS_OURS")

        sealed, public = store().new_holder_key(issuing.HOLDER_ALGORITHM)
        after = _replace(before, actor, at, public=PublicKey(public), sealed=sealed)

        _record(events.HOLDER_KEY_GIVEN_BACK, before, after, actor, at)
        _issue_anew(actor, at)


def _locked(actor: Actor) -> HolderKey | None:
    rows = HolderKey.objects.select_for_update().filter(organization_id=actor.organization_id, ended_at=None)
    return rows.first()


def _replace(before: HolderKey | None, actor: Actor, at: datetime, *, public: PublicKey, sealed: bytes) -> HolderKey:
    if before is not None:
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    try:
        with transaction.atomic():
            return HolderKey.objects.create(
                organization_id=actor.organization_id,
                algorithm=public.algorithm.value,
                public_jwk=signing.to_jwk(public),
                sealed=sealed,
                since=at,
            )
    except IntegrityError:
        raise Conflict("CHANGED_MEANWHILE") from None


def _issue_anew(actor: Actor, at: datetime) -> None:
    rows = certified.standing(at).filter(organization_id=actor.organization_id).order_by("pk")
    for registration_id in rows.values_list("pk", flat=True):
        issuing.issue(registration_id=registration_id, actor=SYSTEM, at=at)


def _record(name: str, before: HolderKey | None, after: HolderKey, actor: Actor, at: datetime) -> None:
    then = {} if before is None else {"public": before.public_jwk}
    act = Act(name, "holder_key", str(after.pk), before=then, after={"public": after.public_jwk})
    record(act=act, about_id=actor.organization_id, actor=actor, at=at)
