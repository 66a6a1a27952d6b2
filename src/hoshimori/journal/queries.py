"""What can be asked about the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.journal.models import Entry, Link
from hoshimori.journal.rules import BEGINNING, LATE_BY, TOLERANCE, Fault, Finding, link_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 2000


def head() -> tuple[int, str]:
    """Return the number and the digest of the newest link: noted down elsewhere, it proves the journal up to here."""
    newest = Link.objects.order_by("-number").values_list("number", "digest").first()
    return newest or (0, BEGINNING)


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
