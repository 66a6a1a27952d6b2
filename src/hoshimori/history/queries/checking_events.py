"""Whether every public act in the sealed journal has its entry, says the same as it, and none is there without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.history.models import Entry, Position
from hoshimori.history.rules import leaves
from hoshimori.history.rules.faults import Fault, Finding
from hoshimori.journal import queries as journal

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 2000


def findings() -> Iterator[Finding]:
    """Go through journal and history side by side."""
    position = Position.objects.first() or Position()
    entries = Entry.objects.order_by("journal_number").iterator(CHUNK)
    acts = _public_acts(position.journal_number)
    entry, act = next(entries, None), next(acts, None)
    while entry is not None or act is not None:
        if entry is not None and (act is None or entry.journal_number < act.link):
            yield Finding(Fault.ENTRY_INSERTED, entry.number, entry.index)
            entry = next(entries, None)
        elif act is not None and (entry is None or act.link < entry.journal_number):
            yield Finding(Fault.EVENT_WITHOUT_ENTRY, _number(act), what=leaves.KINDS[act.noted.act].value)
            act = next(acts, None)
        elif entry is not None and act is not None:
            if not _says_the_same(entry, act):
                yield Finding(Fault.EVENT_DIFFERS, entry.number, entry.index)
            entry, act = next(entries, None), next(acts, None)
    if position.journal_number > journal.head()[0]:
        yield Finding(Fault.POSITION_DIFFERS)


def _public_acts(up_to: int) -> Iterator[journal.Sealed]:
    for act in journal.sealed(leaves.KINDS, up_to=up_to):
        if leaves.is_public(act.noted.act, act.noted.after):
            yield act


def _number(act: journal.Sealed) -> str:
    return leaves.number_in(act.noted.act, act.noted.after)


def _says_the_same(entry: Entry, act: journal.Sealed) -> bool:
    """Tell whether the act, done to what the entry says, leaves it as it is: then the entry was made of it."""
    kind, after = leaves.KINDS[act.noted.act], act.noted.after
    if entry.kind != kind.value or entry.number != _number(act) or not _is_told_of(entry.leaf, act):
        return False
    if not entry.number:
        return True
    standing = leaves.standing_in(entry.leaf)
    particulars = leaves.particulars_after(entry.particulars, after)
    is_kept = not entry.salt or particulars == entry.particulars
    try:
        return is_kept and leaves.standing_after(kind, standing, after) == standing
    except (ValueError, TypeError, KeyError):
        return False


def _is_told_of(leaf: str, act: journal.Sealed) -> bool:
    said = leaves.read(leaf)
    named = {"key": "key", "edition": "edition"}.get(act.noted.subject_kind)
    is_same_subject = named is None or said.get(named) == act.noted.subject_id
    return is_same_subject and said.get("at") == leaves.moment(act.noted.at)
