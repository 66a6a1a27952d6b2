"""The whole check of the register's history: nobody changed, removed or slipped in anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.history.models import Entry
from hoshimori.history.queries import checking_events, checking_files, checking_register
from hoshimori.journal import queries as journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hoshimori.history.rules.faults import Finding


def findings(at: datetime) -> Iterator[Finding]:
    """Yield every fault of register, history and published files. Memory stays flat, however long the history is."""
    yield from checking_files.findings(at)
    yield from checking_events.findings()
    yield from checking_register.findings()


def number_of_act(number: int) -> str:
    """Return the ten digits of the registration that an act of the journal, by its number, is about; empty for none.

    What the entry says counts: the act may be the very one that was changed or removed.
    """
    link = journal.link_of(number)
    rows = Entry.objects.filter(journal_number=link) if link else Entry.objects.none()
    return rows.values_list("number", flat=True).first() or ""
