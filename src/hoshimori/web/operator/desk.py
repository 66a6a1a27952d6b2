"""What the officer's desk shows, as plain values: first what waits, then how the house is doing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.jobs.watching import MailState, mail_state
from hoshimori.journal import queries as journal
from hoshimori.registry.queries.due import ChangeToNote, Due, due
from hoshimori.registry.queries.filings import filings
from hoshimori.registry.rules.numbers import written
from hoshimori.schemes.queries import EditionLine, all_editions
from hoshimori.web.operator.filing_pages import FilingRow, filing_row
from hoshimori.web.operator.pages import AccessRow, access_rows

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A notified change that nobody has taken note of yet."""

    id: UUID
    name: Text
    number: str
    happened_on: date
    notified_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The officer's first page."""

    due: Due
    filings: tuple[FilingRow, ...]
    has_more_filings: bool
    changes: tuple[ChangeRow, ...]
    mail: MailState
    open_accesses: tuple[AccessRow, ...]
    editions: tuple[EditionLine, ...]
    chained: int
    head: str


def desk_page(actor: Actor, at: datetime) -> DeskPage:
    """Return the officer's first page.

    Raises:
        NotPermitted: the actor is no officer.
    """
    waits = due(actor, at)
    oldest = filings(actor, at)
    number, head = journal.head()
    return DeskPage(
        due=waits,
        filings=tuple(filing_row(line) for line in oldest.lines),
        has_more_filings=oldest.next_after is not None,
        changes=tuple(_change(change) for change in waits.changes),
        mail=mail_state(at),
        open_accesses=tuple(row for row in access_rows(actor, at) if row.is_open),
        editions=tuple(all_editions()),
        chained=number,
        head=head,
    )


def _change(change: ChangeToNote) -> ChangeRow:
    return ChangeRow(
        id=change.id,
        name=change.name,
        number=written(change.registration_number),
        happened_on=change.happened_on,
        notified_at=change.notified_at,
        is_late=change.is_late,
    )
