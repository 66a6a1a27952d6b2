"""The key that a company's certificates name, and the challenge by which a company proves one of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from hoshimori.credentials.models import HolderKey
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries.store import store
from hoshimori.keys.rules import Algorithm
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.keys.store import StoredKey
    from hoshimori.shared.actor import Actor

ANSWERED_WITHIN = timedelta(minutes=10)
"""How long a challenge can be answered at least; twice that at most."""


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A company's key: its public half, since when, and whether the operator keeps it for the company."""

    public: Mapping[str, str]
    algorithm: str
    since: datetime
    is_ours: bool


def key_of(actor: Actor) -> HolderLine | None:
    """Return the key of the actor's company; None as long as no certificate needed one.

    Raises:
        NotPermitted: only representatives and coordinators see to the key.
    """
    require(actor, Action.HOLD_KEY)
    row = HolderKey.objects.filter(organization_id=actor.organization_id, ended_at=None).first()
    return None if row is None else HolderLine(row.public_jwk, row.algorithm, row.since, bool(row.sealed))


def audience() -> str:
    """Return for whom a proof is made: this register."""
    return settings.ENVIRONMENT.url


def challenge(actor: Actor, at: datetime) -> str:
    """Return what the company's own key has to sign now, bound to the company.

    Raises:
        NotPermitted: only representatives and coordinators see to the key.
    """
    require(actor, Action.HOLD_KEY)
    return challenges(actor.organization_id, at)[0]


def challenges(organization_id: UUID, at: datetime) -> tuple[str, ...]:
    """Return the challenges a company may answer now: the present one, and the one before it."""
    span = int(at.timestamp() // ANSWERED_WITHIN.total_seconds())
    return tuple(_challenge(organization_id, number) for number in (span, span - 1))


def _challenge(organization_id: UUID, span: int) -> str:
    said = f"{organization_id}/{span}"
    return salted_hmac("hoshimori.credentials.holding", said, algorithm="sha256").hexdigest()


def signer_of(holder_id: UUID) -> StoredKey:
    """Return a company's key that can be signed with; whoever asks signs what the company consented to.

    Raises:
        NotFound: there is none.
        NotPossibleNow: the company keeps it itself.
    """
    row = HolderKey.objects.filter(pk=holder_id).first()
    if row is None:
        raise NotFound
    if not row.sealed:
        raise NotPossibleNow("HOLDER_KEY_IS_OWN")
    return store().holder_signer(bytes(row.sealed), Algorithm(row.algorithm))
