"""Both sides are told before a disclosure runs out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.disclosures import events
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.seeing import in_force
from hoshimori.disclosures.rules.times import WARNED_BEFORE
from hoshimori.journal.operations import Act, record_all
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime

    from hoshimori.disclosures.models import Disclosure
    from hoshimori.shared.actor import Actor

AT_ONCE = 500
"""Of how many disclosures one transaction of the timetable tells."""


def warn_of_ends(*, actor: Actor, at: datetime) -> int:
    """Note which disclosures run out within 7 days, each once; returns how many, at most 500 at once.

    Raises:
        NotPermitted: only Hoshimori itself does this.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        ending = in_force(at).filter(is_warned=False, until__lte=today + WARNED_BEFORE)
        due = list(ending.select_related("registration").select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])

        require(actor, Action.WARN)

        for row in due:
            row.is_warned = True
            row.save(update_fields=["is_warned"])

            record_all(acts=_told(row, today), about_id=row.registration.organization_id, actor=actor, at=at)
    return len(due)


def _told(row: Disclosure, today: date) -> list[Act]:
    after = {
        "registration": row.registration.number,
        "corporate_number": row.shown_to_number,
        "days": (row.until - today).days,
        "valid_until": row.until.isoformat(),
        "ask": str(row.ask_id or ""),
    }
    names = [events.RUNNING_OUT, events.ORDERER_WARNED] if row.shown_to_number else [events.RUNNING_OUT]
    return [Act(name, "disclosure", str(row.pk), after=after) for name in names]
