"""A company refuses what it was asked to show. The orderer hears of it only if the company lets it know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.disclosures import events
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.seeing import asks_made_to, locked
from hoshimori.disclosures.rules.own_words import TEXT_LIMIT
from hoshimori.disclosures.rules.states import ASK, AskAction, AskState
from hoshimori.journal.operations import Act, record
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def refuse(*, ask_id: UUID, reason: str, is_told: bool, actor: Actor, at: datetime) -> None:
    """Refuse an ask. With `is_told` the orderer reads that it was refused, and the reason if one is given.

    Without it everything stays for the orderer as if nobody had answered; the reason is a note of the company's own.

    Raises:
        NotFound: the ask does not exist for this actor.
        NotPossibleNow: it is answered, refused or withdrawn already.
        Invalid: the reason is too long.
    """
    with transaction.atomic():
        row = locked(asks_made_to(actor).select_related("registration", "asker"), ask_id)

        require(actor, Action.ANSWER)

        after = ASK.after(AskState(row.state), AskAction.REFUSE)
        why = paragraphs(reason, field="reason", limit=TEXT_LIMIT)

        row.state, row.reason, row.is_told = after.value, why, is_told
        row.answered_by_id, row.answered_at, row.version = actor.person_id, at, row.version + 1
        row.save(update_fields=["state", "reason", "is_told", "answered_by", "answered_at", "version"])

        said = {"registration": row.registration.number, "corporate_number": row.asker.corporate_number}
        event = events.REFUSED_AND_TOLD if is_told else events.REFUSED
        act = Act(event, "ask", str(row.pk), after=said)
        record(act=act, about_id=row.registration.organization_id, actor=actor, at=at)
