"""An orderer asks a registered company to show something, and may withdraw its ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.disclosures import events
from hoshimori.disclosures.models import Ask
from hoshimori.disclosures.operations.steps import number_of
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.content import require_standing
from hoshimori.disclosures.queries.seeing import asks_made_by, locked
from hoshimori.disclosures.rules.consent import checked_purpose
from hoshimori.disclosures.rules.items import askable, checked_items
from hoshimori.disclosures.rules.states import ASK, AskAction, AskState
from hoshimori.disclosures.rules.times import checked_until
from hoshimori.journal.operations import Act, record
from hoshimori.registry.queries.certified import certified, identified
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

OPEN_AT_MOST = 20
"""How many asks about one registration a company may have open at a time. Whatever became of them, they count."""


def ask(
    *,
    registration_number: str,
    items: Collection[str],
    purpose: str,
    until: date,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Ask a registered company to show these things, for a purpose, until a day (exclusive); returns the ask's id.

    `items` are codes as `credentials/rules/claims.py` has them. The company sees which organization asks, not who.

    Raises:
        NotFound: there is no such registration.
        NotPermitted: the actor does not lead a company.
        NotPossibleNow: the registration has ended, is the company's own, or too many asks about it are open.
        Invalid: nothing is chosen, the purpose is missing, or the day is past or more than a year ahead.
    """
    with transaction.atomic():
        of = certified(identified(registration_number), at)
        today = day_in_japan(at)

        require(actor, Action.ASK)

        if of.organization_id == actor.organization_id:
            raise NotPossibleNow("OWN_REGISTRATION")
        require_standing(of.public)
        _require_room(of.registration_id, actor, today)
        chosen = checked_items(items, askable(edition(of.edition), of.public.level), "ITEM_UNKNOWN")
        text, end = checked_purpose(purpose), checked_until(until, today)

        row = Ask.objects.create(
            registration_id=of.registration_id,
            asker_id=actor.organization_id,
            items=list(chosen),
            purpose=text,
            until=end,
            state=ASK.after(None, AskAction.ASK).value,
            asked_by_id=actor.person_id,
            asked_at=at,
        )

        after: dict[str, object] = {"registration": of.public.number, "corporate_number": number_of(actor, at)}
        after |= {"items": list(chosen), "valid_until": end.isoformat()}
        act = Act(events.ASKED, "ask", str(row.pk), after=after)
        record(act=act, about_id=of.organization_id, actor=actor, at=at)
    return row.pk


def withdraw(*, ask_id: UUID, actor: Actor, at: datetime) -> None:
    """Withdraw an ask: the company cannot consent to it any more. What it shows already stays until that ends.

    Raises:
        NotFound: the actor's company made no such ask.
        NotPossibleNow: it is withdrawn already.
    """
    with transaction.atomic():
        row = locked(asks_made_by(actor).select_related("registration"), ask_id)

        require(actor, Action.ASK)

        after = ASK.after(AskState(row.state), AskAction.WITHDRAW)

        row.state, row.version = after.value, row.version + 1
        row.save(update_fields=["state", "version"])

        said = {"registration": row.registration.number, "corporate_number": number_of(actor, at)}
        act = Act(events.ASK_WITHDRAWN, "ask", str(row.pk), after=said)
        record(act=act, about_id=row.registration.organization_id, actor=actor, at=at)


def _require_room(registration_id: UUID, actor: Actor, today: date) -> None:
    """Let through only who has not too many asks open: counted from what the orderer itself did, and from the day."""
    open_asks = asks_made_by(actor).filter(registration_id=registration_id, until__gt=today)
    if open_asks.exclude(state=AskState.WITHDRAWN.value).count() >= OPEN_AT_MOST:
        raise NotPossibleNow("TOO_MANY_ASKS", most=OPEN_AT_MOST)
