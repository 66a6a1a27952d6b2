"""What can be asked about the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Q

from hoshimori.journal.models import Entry, Link
from hoshimori.journal.permissions import Action, hidden_from, may, require
from hoshimori.journal.rules import BEGINNING, LATE_BY, TOLERANCE, Fault, Finding, link_digest
from hoshimori.shared.actor import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

CHUNK = 2000
PAGE = 50


@dataclass(frozen=True, slots=True)
class Recorded:
    """One act as the journal tells it."""

    at: datetime
    act: str
    person_id: UUID | None
    role: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def of_subject(*, kind: str, subject_id: str, about_id: UUID, limit: int = 100) -> tuple[Recorded, ...]:
    """Return what was done to one thing of one organization, newest first.

    Whoever asks has already looked the thing up for its reader: what one may see includes its past.
    """
    rows = Entry.objects.filter(subject_kind=kind, subject_id=subject_id, about_id=about_id).order_by("-pk")[:limit]
    return tuple(Recorded(row.at, row.act, row.person_id, row.role, row.before, row.after) for row in rows)


def head() -> tuple[int, str]:
    """Return the number and the digest of the newest link: noted down elsewhere, it proves the journal up to here."""
    newest = Link.objects.order_by("-number").values_list("number", "digest").first()
    return newest or (0, BEGINNING)


def sealed(acts: Collection[str], *, after: int = 0, up_to: int | None = None) -> Iterator[Sealed]:
    """Yield the chained acts of these names in the order of their links, from behind `after` up to `up_to`.

    A link whose entry somebody removed gives nothing: `findings` tells of it.
    """
    links = Link.objects.filter(number__lte=up_to) if up_to is not None else Link.objects.all()
    while stretch := list(links.filter(number__gt=after).order_by("number").values_list("number", "entry_id")[:CHUNK]):
        rows = Entry.objects.filter(act__in=acts).in_bulk([entry_id for _, entry_id in stretch])
        for number, entry_id in stretch:
            if row := rows.get(entry_id):
                yield Sealed(number, row.about_id, _noted(row))
        after = stretch[-1][0]


def unchained(acts: Collection[str], *, after: int) -> Iterator[Noted]:
    """Yield, in the order of their numbers, acts of these names that no link up to the number `after` holds."""
    chained = Link.objects.filter(entry_id=OuterRef("pk"), number__lte=after)
    reach = (Link.objects.filter(number__lte=after).aggregate(top=Max("entry_id"))["top"] or 0) - LATE_BY
    rows = Entry.objects.filter(~Exists(chained), act__in=acts, pk__gt=reach).order_by("pk")
    yield from (_noted(row) for row in rows.iterator(CHUNK))


def link_of(number: int) -> int | None:
    """Return the number of the link that holds the act of this number; None where none does."""
    return Link.objects.filter(entry_id=number).values_list("number", flat=True).first()


def findings(expected_head: str = "") -> Iterator[Finding]:
    """Go through the whole journal and yield every entry that was changed, removed, slipped in or back-dated.

    `expected_head` is a digest that was noted down earlier; the chain has to contain it.
    """
    previous, number, is_known = BEGINNING, 0, not expected_head
    sealing, before_that = None, None
    for link, entry in _links_with_entries():
        yield from (Finding(Fault.LINK_REMOVED, missing) for missing in range(number + 1, link.number))
        number = link.number
        if link.sealed_at != sealing:
            sealing, before_that = link.sealed_at, sealing
        if entry is None:
            yield Finding(Fault.REMOVED, link.entry_id)
        elif link_digest(previous, link.number, link.sealed_at, entry.content) != link.digest:
            yield Finding(Fault.CHANGED, link.entry_id)
        elif before_that is not None and entry.at < before_that - TOLERANCE:
            yield Finding(Fault.BACKDATED, link.entry_id)
        previous, is_known = link.digest, is_known or link.digest == expected_head
    yield from (Finding(Fault.INSERTED, entry_id) for entry_id in _slipped_in())
    if not is_known:
        yield Finding(Fault.HEAD_UNKNOWN, number)


def _links_with_entries() -> Iterator[tuple[Link, Entry | None]]:
    number = 0
    while links := list(Link.objects.filter(number__gt=number).order_by("number")[:CHUNK]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        for link in links:
            yield link, entries.get(link.entry_id)
        number = links[-1].number


def _slipped_in() -> Iterator[int]:
    """Yield entries that no sealing will ever reach: too far behind, or older than what was sealed long ago."""
    newest = Link.objects.order_by("-number").first()
    if newest is None:
        return
    unsealed = Entry.objects.filter(~Exists(Link.objects.filter(entry_id=OuterRef("pk"))))
    too_old = Q(pk__lt=newest.entry_id - LATE_BY) | Q(at__lt=newest.sealed_at - TOLERANCE)
    yield from unsealed.filter(too_old).order_by("pk").values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Noted:
    """One act as it stands in the journal; `number` grows with every act and is never given twice."""

    number: int
    at: datetime
    act: str
    person_id: UUID | None
    role: Role
    organization_id: UUID | None
    subject_kind: str
    subject_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """One act that is chained: the number of its link, and whose matter it is."""

    link: int
    about_id: UUID | None
    noted: Noted


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts are asked for: by whom, whose names begin so, from a moment on and before another one."""

    person_id: UUID | None = None
    acts: tuple[str, ...] = ()
    from_at: datetime | None = None
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Up to 50 acts, newest first; `older` is the number below which the next ones are, None at the end."""

    entries: tuple[Noted, ...]
    older: int | None


EVERYTHING = Wanted()


def visible_to(actor: Actor, organizations: QuerySet[Any], about_id: UUID) -> QuerySet[Entry]:
    """Return the acts that concern an organization, as far as the actor may read them.

    `organizations` are those whose matters the actor may see: the part that knows them lies above this one.
    """
    if not may(actor, Action.READ):
        return Entry.objects.none()
    rows = Entry.objects.filter(about_id=about_id, about_id__in=organizations.order_by().values("pk"))
    for beginning in hidden_from(actor.role):
        rows = rows.exclude(act__startswith=beginning)
    return rows


def leaf(
    actor: Actor,
    organizations: QuerySet[Any],
    about_id: UUID,
    wanted: Wanted = EVERYTHING,
    *,
    below: int | None = None,
    size: int = PAGE,
) -> Leaf:
    """Return a leaf of an organization's journal. One statement, however long the journal is."""
    rows = _wanted(visible_to(actor, organizations, about_id), wanted).order_by("-id")
    if below is not None:
        rows = rows.filter(pk__lt=below)
    found = [_noted(row) for row in rows[: size + 1]]
    return Leaf(tuple(found[:size]), older=found[size - 1].number if len(found) > size else None)


def whole(actor: Actor, organizations: QuerySet[Any], about_id: UUID) -> Iterator[Noted]:
    """Return the whole journal of an organization, oldest first, read in stretches.

    Raises:
        NotPermitted: the actor's role may not take it along.
    """
    require(actor, Action.TAKE_ALONG)
    return _stretches(visible_to(actor, organizations, about_id))


def _stretches(rows: QuerySet[Entry]) -> Iterator[Noted]:
    number = 0
    while stretch := list(rows.filter(pk__gt=number).order_by("pk")[:CHUNK]):
        yield from (_noted(row) for row in stretch)
        number = stretch[-1].pk


def _wanted(rows: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    if wanted.person_id is not None:
        rows = rows.filter(person_id=wanted.person_id)
    if wanted.from_at is not None:
        rows = rows.filter(at__gte=wanted.from_at)
    if wanted.until_at is not None:
        rows = rows.filter(at__lt=wanted.until_at)
    if wanted.acts:
        named = Q()
        for beginning in wanted.acts:
            named |= Q(act__startswith=beginning)
        rows = rows.filter(named)
    return rows


def _noted(row: Entry) -> Noted:
    return Noted(
        number=row.pk,
        at=row.at,
        act=row.act,
        person_id=row.person_id,
        role=Role(row.role),
        organization_id=row.organization_id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        before=row.before,
        after=row.after,
    )
