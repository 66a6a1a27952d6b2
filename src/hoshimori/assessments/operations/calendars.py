"""A person's own tasks can be seen in the calendar program one uses, at a secret address that can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import CalendarFeed
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.calendars import secret_digest
from hoshimori.journal.operations import Act, record
from hoshimori.shared.identifiers import new_secret
from hoshimori.shared.refusal import Invalid, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def open_address(*, language: str, actor: Actor, at: datetime) -> str:
    """Give the actor's calendar a new address and end the one before; returns its secret, which is told only here.

    Raises:
        Invalid: the language is neither Japanese nor English.
    """
    with transaction.atomic():
        require(actor, Action.OPEN_CALENDAR)

        if language not in {"ja", "en"}:
            raise Invalid("NOT_IN_LIST", field="language")

        _present(actor).update(ended_at=at)
        secret = new_secret()
        feed = CalendarFeed.objects.create(
            membership_id=actor.membership_id, secret_digest=secret_digest(secret), language=language, opened_at=at
        )

        act = Act(events.CALENDAR_OPENED, "calendar", str(feed.pk))
        record(act=act, about_id=actor.organization_id, actor=actor, at=at)
    return secret


def end_address(*, actor: Actor, at: datetime) -> None:
    """End the address of the actor's calendar; whoever asks there finds nothing from now on.

    Raises:
        NotPossibleNow: it has none.
    """
    with transaction.atomic():
        feed = _present(actor).select_for_update().first()

        require(actor, Action.OPEN_CALENDAR)

        if feed is None:
            raise NotPossibleNow("NO_CALENDAR_ADDRESS")

        feed.ended_at = at
        feed.save(update_fields=["ended_at"])

        act = Act(events.CALENDAR_ENDED, "calendar", str(feed.pk))
        record(act=act, about_id=actor.organization_id, actor=actor, at=at)


def _present(actor: Actor) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(membership_id=actor.membership_id, ended_at__isnull=True)
