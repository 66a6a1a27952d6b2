"""What is due at the operator's desk: filings that wait, changes that were notified, registrations that end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q

from hoshimori.registry.models import ChangeNotice, Filing, Registration
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.rules.states import ChangeNoticeState, FilingKind, FilingState
from hoshimori.registry.rules.validity import STANDING
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

PAGE = 20
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ChangeToNote:
    """A change that was notified and that nobody has taken note of yet."""

    id: UUID
    registration_number: str
    name: Text
    what: str
    happened_on: date
    is_late: bool
    notified_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for the operator. `beyond_their_end` are kept valid only by a renewal that is not decided yet."""

    to_check: int
    to_decide: int
    renewals: int
    oldest_filed_at: datetime | None
    beyond_their_end: int
    ending_within_30_days: int
    changes: tuple[ChangeToNote, ...]


def due(actor: Actor, at: datetime) -> Due:
    """Return what waits for the operator: counts, and the 20 oldest changes to take note of. Four statements.

    Raises:
        NotPermitted: the actor is no officer.
    """
    require(actor, Action.CHECK)
    today = day_in_japan(at)
    waiting = [FilingState.FILED.value, FilingState.CHECKED.value]
    filed = Filing.objects.filter(state__in=waiting).aggregate(
        to_check=Count("pk", filter=Q(state=FilingState.FILED.value)),
        to_decide=Count("pk", filter=Q(state=FilingState.CHECKED.value)),
        renewals=Count("pk", filter=Q(kind=FilingKind.RENEWAL.value)),
        oldest=Min("filed_at"),
    )
    standing = Registration.objects.filter(state__in=[state.value for state in sorted(STANDING)])
    # Two statements: the greater number is counted in the index alone.
    beyond = standing.filter(valid_until__lte=today, is_renewal_pending=True).count()
    soon = standing.filter(valid_until__gt=today, valid_until__lte=today + SOON).count()
    return Due(
        to_check=filed["to_check"],
        to_decide=filed["to_decide"],
        renewals=filed["renewals"],
        oldest_filed_at=filed["oldest"],
        beyond_their_end=beyond,
        ending_within_30_days=soon,
        changes=tuple(_to_note(row) for row in _unnoted()),
    )


def _unnoted() -> list[ChangeNotice]:
    rows = ChangeNotice.objects.filter(state=ChangeNoticeState.NOTIFIED.value).select_related("registration")
    return list(rows.order_by("notified_at", "pk")[:PAGE])


def _to_note(row: ChangeNotice) -> ChangeToNote:
    entry = row.registration
    return ChangeToNote(
        id=row.pk,
        registration_number=entry.number,
        name=Text(entry.name_ja, entry.name_en),
        what=row.what,
        happened_on=row.happened_on,
        is_late=row.is_late,
        notified_at=row.notified_at,
    )
