"""The lists of states are signed anew whenever something in them changed, and before they are old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from hoshimori.credentials.exchange import status_list
from hoshimori.credentials.models import Certificate, StatusShard
from hoshimori.credentials.operations import keys
from hoshimori.credentials.operations.placing import SIZE
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries import status
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

LIVES = timedelta(days=1)
"""When a list ends, whatever its time to live says."""


@dataclass(frozen=True, slots=True)
class Published:
    """A list as it is handed out, until when it may be handed on without asking again."""

    token: str
    fresh_until: datetime


def current(*, shard: int, at: datetime) -> Published:
    """Return a signed list that says what is so now: a changed one is signed anew, and one half of whose time is over.

    An act that changes a state marks its list in its own transaction (`mark_stale`); what time alone changes is seen
    once half the time to live is over. So nobody needs a worker to be told the truth within one time to live.

    Raises:
        NotFound: there is no such list.
        NotPossibleNow: the keys are not held here.
    """
    row = StatusShard.objects.filter(number=shard).first()
    if row is None:
        raise NotFound
    if not is_right(row, at):
        with transaction.atomic():
            row = StatusShard.objects.select_for_update().get(number=shard)
            if not is_right(row, at):
                sign(row, at)
    return Published(row.token, (row.signed_at or at) + _time_to_live())


def refresh(*, actor: Actor, at: datetime) -> int:
    """Sign every list that is due, so that nobody who asks has to wait for it; returns how many there are.

    Raises:
        NotPermitted: only Hoshimori itself does this.
        NotPossibleNow: the keys are not held here.
    """
    require(actor, Action.ISSUE)
    numbers = status.shards()
    with transaction.atomic():
        for number in numbers:
            current(shard=number, at=at)
    return len(numbers)


def mark_stale(*, organization_id: UUID, actor: Actor, at: datetime) -> None:
    """Mark the lists in which a company's certificates stand, in the transaction of the act that changed a state.

    Raises:
        NotPermitted: only Hoshimori itself does this.
    """
    require(actor, Action.ISSUE)
    mine = Certificate.objects.filter(registration__organization_id=organization_id).values("shard_id")
    with transaction.atomic():
        # Always in the same order, so that two acts never wait for each other.
        rows = StatusShard.objects.select_for_update().filter(number__in=mine, stale_since=None).order_by("number")
        StatusShard.objects.filter(number__in=[row.number for row in rows]).update(stale_since=at)


def is_right(row: StatusShard, at: datetime) -> bool:
    """Tell whether a list can be handed out as it was signed."""
    return row.signed_at is not None and row.stale_since is None and at < row.signed_at + _time_to_live() / 2


def sign(row: StatusShard, at: datetime) -> None:
    """Sign a list, locked, as the register is now."""
    issuer = settings.ENVIRONMENT.url
    signer = keys.ensure(purpose=Purpose.STATUS, actor=SYSTEM, at=at)
    packed = status_list.pack(status.states(row.number, at), size=SIZE)
    uri = addresses.states(issuer, row.number)
    row.token = status_list.issue(packed, signer, issuer=issuer, uri=uri, at=at, lives=LIVES, ttl=_time_to_live())
    row.signed_at, row.stale_since = at, None
    row.save(update_fields=["token", "signed_at", "stale_since"])


def _time_to_live() -> timedelta:
    """Return how long a verifier may rely on a list."""
    return timedelta(seconds=settings.HOSHIMORI_STATUS_TTL)
