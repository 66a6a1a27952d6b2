"""Write to the journal, in the same transaction as the act itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.dispatch import Signal

from hoshimori.journal.models import Entry, Link
from hoshimori.journal.rules import BEGINNING, LATE_BY, link_digest
from hoshimori.shared.actor import NO_ID, Role
from hoshimori.shared.refusal import NotPermitted

SEAL_AT_ONCE = 5000

recorded = Signal()
"""Sent with `acts`, `about_id`, `actor` and `at`, in the transaction of the acts: what must follow from them is put
down here and done afterwards."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to what: the name of the act, its subject, and the values before and after (JSON values)."""

    name: str
    subject_kind: str
    subject_id: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(*, act: Act, about_id: UUID | None, actor: Actor, at: datetime) -> None:
    """Add one act to the journal of the organization `about_id` (None: a matter of the scheme as a whole)."""
    record_all(acts=[act], about_id=about_id, actor=actor, at=at)


def record_all(*, acts: Iterable[Act], about_id: UUID | None, actor: Actor, at: datetime) -> None:
    """Add several acts that one person did at one moment, such as the rows of an accepted workbook.

    Raises:
        RuntimeError: there is no transaction; an act and its entry stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "the journal is written in the transaction of the act"
        raise RuntimeError(message)
    done = list(acts)
    entries = [
        Entry(
            at=at,
            act=act.name,
            person_id=_known(actor.person_id),
            role=actor.role,
            organization_id=_known(actor.organization_id),
            about_id=about_id,
            subject_kind=act.subject_kind,
            subject_id=act.subject_id,
            before=dict(act.before),
            after=dict(act.after),
        )
        for act in done
    ]
    if len(entries) == 1:
        entries[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(entries, batch_size=500)
    recorded.send(sender=None, acts=done, about_id=about_id, actor=actor, at=at)


def seal(*, actor: Actor, at: datetime) -> int:
    """Chain the entries that are not chained yet, oldest first; returns how many.

    At most 5,000 at once: whoever has more calls again with the same `at`, for one sealing. Only one runs at a time.
    Entries of acts that are still going on are left for the next one.

    Raises:
        NotPermitted: only Hoshimori itself seals.
    """
    if actor.role != Role.SYSTEM:
        raise NotPermitted("NOT_PERMITTED")

    with transaction.atomic():
        newest = Link.objects.select_for_update().order_by("-number").first()
        number, previous = (newest.number, newest.digest) if newest else (0, BEGINNING)
        reach = (Link.objects.aggregate(top=Max("entry_id"))["top"] or 0) - LATE_BY

        links = []
        chained = Link.objects.filter(entry_id=OuterRef("pk"))
        for entry in Entry.objects.filter(~Exists(chained), pk__gt=reach).order_by("pk")[:SEAL_AT_ONCE]:
            number += 1
            previous = link_digest(previous, number, at, entry.content)
            links.append(Link(number=number, entry_id=entry.pk, digest=previous, sealed_at=at))

        Link.objects.bulk_create(links, batch_size=500)
    return len(links)


def _known(identifier: UUID) -> UUID | None:
    return None if identifier == NO_ID else identifier
