"""People read what they were told, and say how they want to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.notices.models import Notice, Wish
from hoshimori.notices.permissions import Action, require
from hoshimori.notices.queries import of_person, one_of_person
from hoshimori.notices.rules import Delivery, Rhythm, rhythm

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.notices.queries import NoticeValue
    from hoshimori.shared.actor import Actor


def mark_read(*, notice_id: UUID, actor: Actor, at: datetime) -> NoticeValue:
    """Note that the actor has read a notice, in whichever of the person's present roles; returns it.

    Reading is no act of the scheme and stands in no journal.

    Raises:
        NotFound: there is none for this person.
    """
    with transaction.atomic():
        value = one_of_person(actor, notice_id)

        require(actor, Action.READ_OWN)

        of_person(actor).filter(pk=notice_id, read_at__isnull=True).update(read_at=at)
    return value


def mark_all_read(*, actor: Actor, at: datetime) -> int:
    """Note that the actor has read everything told until now in the role acted in; returns how many were new."""
    with transaction.atomic():
        unread = Notice.objects.filter(membership_id=actor.membership_id, read_at__isnull=True, made_at__lte=at)

        require(actor, Action.READ_OWN)

        return unread.update(read_at=at)


def choose_rhythm(*, code: str, actor: Actor, at: datetime) -> None:
    """Say how the actor wants mail, in all roles; what waits for the next daily mail stays on the page for NEVER.

    Raises:
        Invalid: it is none of the three ways.
    """
    del at

    with transaction.atomic():
        require(actor, Action.READ_OWN)

        wanted = rhythm(code)

        Wish.objects.update_or_create(person_id=actor.person_id, defaults={"rhythm": wanted.value})
        if wanted == Rhythm.NEVER:
            waiting = Notice.objects.filter(person_id=actor.person_id, delivery=Delivery.DIGEST.value)
            waiting.update(delivery=Delivery.PAGE_ONLY.value)
