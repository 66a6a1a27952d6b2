"""Whether every registration says what the newest entry of its history says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hoshimori.history.models import Entry, Position
from hoshimori.history.queries.register import said_by_register
from hoshimori.history.rules import leaves
from hoshimori.history.rules.faults import Fault, Finding
from hoshimori.journal import queries as journal
from hoshimori.registry.queries.kept import all_kept, kept_under

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from hoshimori.registry.queries.kept import Kept

    Pending: TypeAlias = dict[str, list[tuple[leaves.Kind, Mapping[str, Any]]]]

_LOOKS = 3
"""So often what differs is looked at again: while this goes on, the register is worked with."""


def findings() -> Iterator[Finding]:
    """Compare the register with its history, in stretches; yield each registration that differs, once."""
    pending, after = _pending(), ""
    for stretch in all_kept():
        newest = _newest_between(after, stretch[-1].number)
        here = {kept.number: kept for kept in stretch}
        suspects = {number for number in newest.keys() | here.keys() if _differs(number, here, newest, pending)}
        yield from _looked_at_again(sorted(suspects))
        after = stretch[-1].number
    yield from _looked_at_again(sorted(_newest_between(after, None)))


def _looked_at_again(numbers: list[str]) -> Iterator[Finding]:
    """Yield what still differs when the rows are read anew: an act may have come in between."""
    here: Mapping[str, Kept] = {}
    newest: Mapping[str, Entry] = {}
    pending: Pending = {}
    for _ in range(_LOOKS if numbers else 0):
        here, newest, pending = kept_under(numbers), _newest(numbers), _pending()
        numbers = [number for number in numbers if _differs(number, here, newest, pending)]
    for number in numbers:
        kept, entry = here.get(number), newest.get(number)
        if kept is None:
            yield Finding(Fault.REGISTRATION_REMOVED, number, entry.index if entry else None)
        elif entry is None and number not in pending:
            yield Finding(Fault.REGISTRATION_INSERTED, number)
        else:
            what = ", ".join(_differences(kept, entry, pending.get(number, [])))
            yield Finding(Fault.REGISTRATION_CHANGED, number, entry.index if entry else None, what)


def _differs(number: str, here: Mapping[str, Kept], newest: Mapping[str, Entry], pending: Pending) -> bool:
    kept, entry, acts = here.get(number), newest.get(number), pending.get(number, [])
    if kept is None or (entry is None and not acts):
        return True
    return any(True for _ in _differences(kept, entry, acts))


def _differences(kept: Kept, entry: Entry | None, acts: list[tuple[leaves.Kind, Mapping[str, Any]]]) -> Iterator[str]:
    """Yield the names of what a registration says otherwise than its history."""
    standing, shown = said_by_register(kept)
    said = leaves.standing_in(entry.leaf) if entry else leaves.unknown(standing.number)
    particulars: Mapping[str, str] = entry.particulars if entry else {}
    for kind, after in acts:
        said, particulars = leaves.standing_after(kind, said, after), leaves.particulars_after(particulars, after)
    if said != standing:
        is_so = standing.said()
        yield from (name for name, value in said.said().items() if value != is_so[name])
    if entry is None or entry.salt:
        yield from (name for name, value in particulars.items() if value != shown[name])
    yield from _unfounded(kept)


def _unfounded(kept: Kept) -> Iterator[str]:
    """Yield the names of what is not so by what a registration rests on: its terms, and a renewal that waits."""
    if kept.is_renewal_pending != kept.is_renewal_filed:
        yield "renewal"
    spans = [term.span for term in kept.terms]
    bounds = (spans[0].valid_from, spans[-1].valid_until) if spans else None
    if bounds != (kept.valid_from, kept.valid_until) or any(a.valid_until != b.valid_from for a, b in pairwise(spans)):
        yield "terms"
    if any(term.organization_id != kept.organization_id for term in kept.terms):
        yield "company"


def _newest_between(after: str, last: str | None) -> dict[str, Entry]:
    rows = Entry.objects.filter(number__gt=after)
    rows = rows if last is None else rows.filter(number__lte=last)
    return {row.number: row for row in rows.order_by("number", "index").iterator(2000)}


def _newest(numbers: list[str]) -> dict[str, Entry]:
    return {row.number: row for row in Entry.objects.filter(number__in=numbers).order_by("index")}


def _pending() -> Pending:
    """Return the public acts of which no entry tells yet, by registration."""
    taken = Position.objects.values_list("journal_number", flat=True).first() or 0
    found: Pending = {}
    for noted in journal.unchained(leaves.OF_REGISTRATIONS, after=taken):
        if leaves.is_public(noted.act, noted.after):
            number = leaves.number_in(noted.act, noted.after)
            found.setdefault(number, []).append((leaves.KINDS[noted.act], noted.after))
    return found
