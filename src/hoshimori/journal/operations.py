"""Write to the journal, in the same transaction as the act itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from hoshimori.journal.models import Entry
from hoshimori.shared.actor import NO_ID

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
        for act in acts
    ]
    if len(entries) == 1:
        entries[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(entries, batch_size=500)


def _known(identifier: UUID) -> UUID | None:
    return None if identifier == NO_ID else identifier
