"""What the sealed journal tells of public events becomes entries of the register's history, in its order and once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.credentials.rules.merkle import leaf_hash
from hoshimori.history.models import Entry, Position
from hoshimori.history.permissions import Action, require
from hoshimori.history.queries.entries import newest_of
from hoshimori.history.queries.register import said_by_register
from hoshimori.history.rules import leaves
from hoshimori.journal import queries as journal
from hoshimori.registry.queries.kept import kept_under
from hoshimori.registry.rules.numbers import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hoshimori.shared.actor import Actor

LINKS_AT_ONCE = 5000
_THE_ONE = 1


def take_over(*, actor: Actor, at: datetime) -> int:
    """Make an entry of each public act that was sealed since the last time; returns how many.

    Whoever is killed before a transaction ends leaves nothing behind, and whoever comes second finds it done.

    Raises:
        NotPermitted: only Hoshimori itself does this.
    """
    require(actor, Action.TAKE_OVER)
    made, (top, _) = 0, journal.head()
    reached = Position.objects.values_list("journal_number", flat=True).first() or 0
    while reached < top:
        reached, count = _take_over_stretch(top, at)
        made += count
    return made


def _take_over_stretch(top: int, at: datetime) -> tuple[int, int]:
    """Take over at most 5,000 links; return up to which the journal is read, and how many entries were made."""
    with transaction.atomic():
        Position.objects.get_or_create(pk=_THE_ONE)
        position = Position.objects.select_for_update().get(pk=_THE_ONE)
        reach = min(top, position.journal_number + LINKS_AT_ONCE)
        acts = journal.sealed(leaves.KINDS, after=position.journal_number, up_to=reach)

        entries = _entries([act for act in acts if leaves.is_public(act.noted.act, act.noted.after)], position.size, at)
        Entry.objects.bulk_create(entries, batch_size=500)

        position.journal_number, position.size = max(reach, position.journal_number), position.size + len(entries)
        position.save(update_fields=["journal_number", "size"])
    return position.journal_number, len(entries)


@dataclass(frozen=True, slots=True)
class _Before:
    """What is known of a registration before an event: what the last entry says, and what its digest was made from."""

    standing: leaves.Standing
    particulars: Mapping[str, str]
    salt: bytes


def _entries(acts: Sequence[journal.Sealed], size: int, at: datetime) -> list[Entry]:
    known = _known({_number(act) for act in acts} - {""})
    entries = []
    for index, act in enumerate(acts, start=size):
        entry = _of_registration(act, known) if _number(act) else _of_another(act)
        entry.index, entry.journal_number, entry.written_at = index, act.link, at
        entry.leaf_hash = leaf_hash(entry.leaf.encode())
        entries.append(entry)
    return entries


def _known(numbers: set[str]) -> dict[str, _Before]:
    """Return what the last entries say of these registrations; of one without an entry, what the register says."""
    known = {number: _said_by(entry) for number, entry in newest_of(numbers).items()}
    for number, kept in kept_under(numbers - known.keys()).items():
        known[number] = _Before(*said_by_register(kept), salt=b"")
    return known


def _number(act: journal.Sealed) -> str:
    return leaves.number_in(act.noted.act, act.noted.after)


def _of_registration(act: journal.Sealed, known: dict[str, _Before]) -> Entry:
    number, kind, after = _number(act), leaves.KINDS[act.noted.act], act.noted.after
    before = known.get(number, _Before(leaves.unknown(written(number)), {}, b""))
    standing = leaves.standing_after(kind, before.standing, after)
    particulars = leaves.particulars_after(before.particulars, after)
    # What did not change keeps its digest, so that this can be seen.
    is_same = particulars == before.particulars and before.salt
    salt = before.salt if is_same else secrets.token_bytes(leaves.SALT_LENGTH)
    known[number] = _Before(standing, particulars, salt)
    digest = leaves.digest_of_particulars(salt, particulars)
    return Entry(
        kind=kind.value,
        number=number,
        corporate_number=standing.corporate_number,
        leaf=leaves.of_registration(kind, act.noted.at, standing, digest),
        salt=salt,
        particulars=particulars,
    )


def _of_another(act: journal.Sealed) -> Entry:
    noted = act.noted
    kind = leaves.KINDS[noted.act]
    if noted.act in leaves.OF_KEYS:
        leaf = leaves.of_key(kind, noted.at, key=noted.subject_id, after=noted.after)
    else:
        leaf = leaves.of_edition(kind, noted.at, edition=noted.subject_id, digest=str(noted.after["digest"]))
    return Entry(kind=kind.value, leaf=leaf)


def _said_by(entry: Entry) -> _Before:
    return _Before(leaves.standing_in(entry.leaf), entry.particulars, bytes(entry.salt))
