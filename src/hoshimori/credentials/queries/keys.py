"""The operator's keys as verifiers know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.credentials.exchange import signing
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.models import IssuerKey
from hoshimori.credentials.rules.keys import BELIEVED, KeyState, Purpose
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

SIGNED_STATEMENTS = (Purpose.CERTIFICATES, Purpose.STATUS)
"""What is signed as JWT; the register's history is signed as a note and has its key published as one."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key of the operator's, for those who keep them."""

    kid: str
    purpose: Purpose
    algorithm: str
    state: KeyState
    announced_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    reason: str


def all_keys() -> tuple[KeyLine, ...]:
    """Return every key there ever was, by purpose, the oldest first. Nothing of it is secret."""
    rows = IssuerKey.objects.order_by("purpose", "announced_at", "kid")
    return tuple(
        KeyLine(
            kid=row.kid,
            purpose=Purpose(row.purpose),
            algorithm=row.algorithm,
            state=KeyState(row.state),
            announced_at=row.announced_at,
            began_at=row.began_at,
            ended_at=row.ended_at,
            reason=row.reason,
        )
        for row in rows
    )


def signing_kid(purpose: Purpose) -> str | None:
    """Return the name of the key that signs for a purpose now, if one does."""
    rows = IssuerKey.objects.filter(purpose=purpose.value, state=KeyState.SIGNING.value)
    return rows.values_list("kid", flat=True).first()


def trusted(at: datetime, purposes: Iterable[Purpose] = SIGNED_STATEMENTS) -> list[TrustedKey]:
    """Return the keys that verifiers believe now, announced ones included; those that were revoked are not there."""
    del at  # a key is believed or not; what it signed says from when until when
    issuer = settings.ENVIRONMENT.url
    return [TrustedKey(issuer, row.kid, signing.from_jwk(row.public_jwk)) for row in believed(purposes)]


def jwks(purposes: Iterable[Purpose] = SIGNED_STATEMENTS) -> dict[str, list[dict[str, str]]]:
    """Return the keys as they are published (RFC 7517, 5); `purpose` says what each one signs, and nothing else."""
    return {
        "keys": [
            {**row.public_jwk, "kid": row.kid, "alg": row.algorithm, "use": "sig", "purpose": row.purpose}
            for row in believed(purposes)
        ]
    }


def believed(purposes: Iterable[Purpose]) -> QuerySet[IssuerKey]:
    """Return the keys for these purposes that are published for verifiers."""
    states = [state.value for state in sorted(BELIEVED)]
    rows = IssuerKey.objects.filter(purpose__in=[purpose.value for purpose in purposes], state__in=states)
    return rows.order_by("announced_at", "kid")


def locked_key(kid: str) -> IssuerKey:
    """Return one key, locked until the end of the transaction.

    Raises:
        NotFound: there is none of this name.
    """
    row = IssuerKey.objects.select_for_update().filter(kid=kid).first()
    if row is None:
        raise NotFound
    return row
