"""Certificates as they are held for their companies, and which registrations need a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.credentials.exchange import making
from hoshimori.credentials.models import Certificate
from hoshimori.credentials.rules import claims
from hoshimori.credentials.rules.expiry import RENEWED_BEFORE
from hoshimori.credentials.rules.keys import CertificateState, KeyState
from hoshimori.registry.queries import certified
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model, QuerySet

    from hoshimori.credentials.rules.claims import Content


@dataclass(frozen=True, slots=True)
class Held:
    """The newest certificate of a registration, with everything that can be shown of it.

    `is_key_ours`: the company's key is in our custody, so that we can bind what it shows. `term` is the term of the
    registration whose declaration it tells.
    """

    certificate_id: UUID
    registration_id: UUID
    organization_id: UUID
    holder_id: UUID
    is_key_ours: bool
    kid: str
    shard: int
    place: int
    term: int
    content: Content
    issued_at: datetime
    expires_at: datetime
    token: str
    seed: bytes

    @property
    def alone(self) -> str:
        """The certificate without anything that is shown only by consent."""
        return making.alone(self.token)

    @property
    def presentation(self) -> str:
        """The certificate with all its disclosures."""
        return making.whole(self.token, self.seed, self.content)

    @property
    def items(self) -> tuple[str, ...]:
        """What can be shown of it, by name."""
        return claims.items(self.content)

    def showing(self, items: Iterable[str]) -> str:
        """Return the certificate showing these things and no others.

        Raises:
            Invalid: it has nothing under one of these names.
        """
        return making.narrowed(self.token, self.seed, self.content, claims.paths(items, self.content))


def held(number: str, at: datetime) -> Held:
    """Return the certificate that was issued last for the registration with this number; nothing is issued.

    Raises:
        NotFound: there is no such registration, or it has no certificate yet.
    """
    del at
    return held_of(certified.identified(number))


def held_of(registration_id: UUID) -> Held:
    """Return the certificate that was issued last for a registration. One statement.

    Raises:
        NotFound: it has none yet.
    """
    row = current().filter(registration_id=registration_id).first()
    if row is None:
        raise NotFound
    return Held(
        certificate_id=row.pk,
        registration_id=row.registration_id,
        organization_id=row.holder.organization_id,
        holder_id=row.holder_id,
        is_key_ours=bool(row.holder.sealed),
        kid=row.signed_with_id,
        shard=row.shard_id,
        place=row.place,
        term=row.told.term,
        content=making.unpack(row.told.packed),
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        token=row.token,
        seed=bytes(row.seed),
    )


def current() -> QuerySet[Certificate]:
    """Return the certificates that were issued last, with what they tell and the keys they rest on."""
    rows = Certificate.objects.filter(state=CertificateState.CURRENT.value)
    return rows.select_related("told", "holder", "signed_with")


def locked_current(registration_id: UUID) -> Certificate | None:
    """Return the certificate that was issued last, locked until the end of the transaction; None where there is none.

    It is asked twice: one that was replaced while this waited for it is gone, and the one in its place seen only then.
    """
    rows = current().filter(registration_id=registration_id).select_for_update(of=("self",))
    return rows.first() or rows.first()


def due(at: datetime) -> QuerySet[Model]:
    """Return the registrations that stand and have no certificate that says what the register does.

    A certificate that ends soon is issued anew only where a timely renewal keeps its registration beyond that end.
    """
    ends_soon = Q(registration__is_renewal_pending=True, expires_at__lte=at + RENEWED_BEFORE)
    fresh = Certificate.objects.filter(
        registration=OuterRef("pk"),
        state=CertificateState.CURRENT.value,
        version=OuterRef("version"),
        holder__ended_at=None,
    ).exclude(Q(signed_with__state=KeyState.REVOKED.value) | ends_soon)
    return certified.standing(at).exclude(Exists(fresh))
