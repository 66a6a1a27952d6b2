"""What is still to be done while all certificates are issued anew: what is stored says it, nothing else keeps count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from hoshimori.credentials.models import Certificate, Reissue
from hoshimori.credentials.rules.keys import CertificateState
from hoshimori.registry.rules.validity import STANDING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Old:
    """A certificate that is still to be issued anew, with all that needs; `packed`: its content as it is kept."""

    certificate_id: UUID
    registration_id: UUID
    version: int
    told_id: int
    packed: bytes
    holder_id: UUID
    holder: Mapping[str, str]
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Going:
    """How far it has come."""

    id: int
    begun_at: datetime
    to_do: int
    done: int


def going() -> Going | None:
    """Return what goes on, or was broken off; None where everything was done."""
    row = Reissue.objects.filter(is_over=False).first()
    return None if row is None else Going(row.pk, row.begun_at, row.to_do, row.done)


def left(begun_at: datetime) -> QuerySet[Certificate]:
    """Return the current certificates of standing registrations that are older than that, the oldest first."""
    rows = Certificate.objects.filter(
        state=CertificateState.CURRENT.value,
        issued_at__lt=begun_at,
        expires_at__gt=begun_at,
        holder__ended_at=None,
        registration__state__in=[state.value for state in sorted(STANDING)],
    )
    return rows.order_by("issued_at", "pk")


def stretch(begun_at: datetime, after: Old | None, limit: int) -> tuple[Old, ...]:
    """Return the next certificates to issue anew, after one that was read before. One statement."""
    rows = left(begun_at)
    if after is not None:
        rows = rows.filter(Q(issued_at__gt=after.issued_at) | Q(issued_at=after.issued_at, pk__gt=after.certificate_id))
    fields = rows.values_list(
        "pk",
        "registration_id",
        "version",
        "told_id",
        "told__packed",
        "holder_id",
        "holder__public_jwk",
        "issued_at",
        "expires_at",
    )
    return tuple(Old(*row[:4], bytes(row[4]), *row[5:]) for row in fields[:limit])
