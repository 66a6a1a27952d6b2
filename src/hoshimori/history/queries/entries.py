"""What the register's history tells of a registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import base64url
from hoshimori.history.models import Entry
from hoshimori.history.queries import log
from hoshimori.history.rules import leaves
from hoshimori.registry.rules.numbers import parse
from hoshimori.shared.refusal import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

MOST = 200


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One published entry about a registration."""

    index: int
    kind: str
    at: datetime
    state: str
    valid_from: date
    last_valid_on: date


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the digest in an entry was made from; `salt` as base64url."""

    index: int
    salt: str
    fields: dict[str, str]


def newest_of(numbers: Collection[str]) -> dict[str, Entry]:
    """Return the newest entry of each of these registrations, by their ten digits. One statement."""
    rows = Entry.objects.filter(number__in=list(numbers)).order_by("index") if numbers else ()
    return {row.number: row for row in rows}


def of_registration(number: str, at: datetime) -> tuple[EntryLine, ...]:
    """Return the published entries about a registration, by its ten digits, the oldest first; the newest 200."""
    rows = list(_published(number, at).values_list("index", "kind", "leaf")[:MOST])
    return tuple(_line(*row) for row in reversed(rows))


def particulars_of(number: str, at: datetime) -> Particulars:
    """Return what belongs to the digest in the newest published entry about a registration, however it is typed.

    Raises:
        NotFound: there is no such entry, or what its digest was made from was erased.
    """
    try:
        entry = _published(parse(number), at).first()
    except Invalid:
        raise NotFound from None
    if entry is None or not entry.salt:
        raise NotFound
    return Particulars(entry.index, base64url.encode(bytes(entry.salt)), dict(entry.particulars))


def _published(number: str, at: datetime) -> QuerySet[Entry]:
    head = log.newest_head(at)
    return Entry.objects.filter(number=number, index__lt=head.size if head else 0).order_by("-index")


def _line(index: int, kind: str, leaf: str) -> EntryLine:
    said = leaves.read(leaf)
    days = (date.fromisoformat(said[name]) for name in ("valid_from", "last_valid_on"))
    return EntryLine(index, kind, datetime.fromisoformat(said["at"]), said["state"], *days)
