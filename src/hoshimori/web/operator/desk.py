"""What the officer's desk shows, as plain values: first what waits, then how the house is doing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from hoshimori.jobs.watching import MailState, mail_state
from hoshimori.journal import queries as journal
from hoshimori.registry.queries.due import ChangeToNote, Due, due
from hoshimori.registry.queries.filings import FilingLine, filings
from hoshimori.registry.rules.numbers import written
from hoshimori.registry.rules.states import FilingKind, FilingState
from hoshimori.schemes.queries import EditionLine, all_editions
from hoshimori.web.operator.pages import AccessRow, access_rows

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

KINDS: dict[FilingKind, StrPromise] = {
    FilingKind.NEW: pgettext_lazy("filing", "New"),
    FilingKind.RENEWAL: pgettext_lazy("filing", "Renewal"),
}
STATES: dict[FilingState, tuple[str, StrPromise]] = {
    FilingState.FILED: ("wait", pgettext_lazy("filing", "to check")),
    FilingState.CHECKED: ("info", pgettext_lazy("filing", "checked, to decide")),
}


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A filing that waits, in words. `number` is that of the registration it renews."""

    id: UUID
    name: Text
    corporate_number: str
    level: int
    kind: str
    number: str
    filed_at: datetime
    days: int
    mark: str
    state: str


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
        filings=tuple(_filing(line) for line in oldest.lines),
        has_more_filings=oldest.next_after is not None,
        changes=tuple(_change(change) for change in waits.changes),
        mail=mail_state(at),
        open_accesses=tuple(row for row in access_rows(actor, at) if row.is_open),
        editions=tuple(all_editions()),
        chained=number,
        head=head,
    )


def _filing(line: FilingLine) -> FilingRow:
    mark, state = STATES[line.state]
    return FilingRow(
        id=line.id,
        name=line.name,
        corporate_number=line.corporate_number,
        level=line.level,
        kind=str(KINDS[line.kind]),
        number=written(line.registration_number) if line.registration_number else "",
        filed_at=line.filed_at,
        days=line.days_waiting,
        mark=mark,
        state=str(state),
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
