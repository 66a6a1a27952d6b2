"""The state of every certificate of a list, as the register has it on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from hoshimori.credentials.models import Certificate, StatusShard
from hoshimori.credentials.rules.keys import CertificateState, KeyState
from hoshimori.credentials.rules.status import State
from hoshimori.registry.queries import certified
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.registry.rules.validity import shown_state
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

COLUMNS = (
    "place",
    "state",
    "signed_with__state",
    "registration__state",
    "registration__valid_until",
    "registration__is_renewal_pending",
)

OF_REGISTRATIONS = {RegistrationState.VALID: State.VALID, RegistrationState.SUSPENDED: State.SUSPENDED}
"""What a registration's state makes of its certificates; every other state ended it for good."""


def state_of(registration_id: UUID, at: datetime) -> State:
    """Return what the certificates of a registration are published as.

    Raises:
        NotFound: there is no such registration.
    """
    return OF_REGISTRATIONS.get(certified.certified(registration_id, at).public.state, State.INVALID)


def states(shard: int, at: datetime) -> Iterator[tuple[int, State]]:
    """Yield places and states of one list, as far as they are not plainly valid: other places are 0. One statement."""
    today = day_in_japan(at)
    plain = Q(
        state__in=[CertificateState.CURRENT.value, CertificateState.REPLACED.value],
        registration__state=RegistrationState.VALID.value,
        registration__valid_until__gt=today,
    ) & ~Q(signed_with__state=KeyState.REVOKED.value)
    rows = Certificate.objects.filter(shard_id=shard).exclude(plain).values_list(*COLUMNS)
    for place, state, key, kept, valid_until, is_pending in rows.iterator(chunk_size=5000):
        if state == CertificateState.ENDED.value or key == KeyState.REVOKED.value:
            yield place, State.INVALID
            continue
        shown = shown_state(kept, valid_until, is_renewal_pending=is_pending, today=today)
        yield place, OF_REGISTRATIONS.get(shown, State.INVALID)


def shards() -> tuple[int, ...]:
    """Return the numbers of all lists."""
    return tuple(StatusShard.objects.order_by("number").values_list("number", flat=True))
