"""What becomes of the mail of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.notices.models import Notice
from hoshimori.notices.permissions import Action, require
from hoshimori.notices.rules import Delivery, digests
from hoshimori.parties.queries.recipients import still_held

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.notices.rules import Digest
    from hoshimori.shared.actor import Actor


def gather(*, actor: Actor, at: datetime) -> tuple[Digest, ...]:
    """Take what waits for the daily mail and return it by person; from then on its mail is on its way.

    Who has left in the meantime gets no mail about it any more.

    Raises:
        NotPermitted: only Hoshimori itself sends mail.
    """
    with transaction.atomic():
        waiting = Notice.objects.select_for_update().filter(delivery=Delivery.DIGEST.value, made_at__lte=at)
        rows = list(waiting.order_by("made_at", "id"))

        require(actor, Action.TELL)

        held = still_held({row.membership_id for row in rows})
        going = [row for row in rows if row.membership_id in held]

        ids = [row.pk for row in rows]
        Notice.objects.filter(pk__in=ids, membership_id__in=held).update(delivery=Delivery.WAITING.value)
        Notice.objects.filter(pk__in=ids).exclude(membership_id__in=held).update(delivery=Delivery.PAGE_ONLY.value)
    return digests((row.person_id, row.pk) for row in going)


def note_delivery(*, notice_ids: Sequence[UUID], delivery: Delivery, actor: Actor, at: datetime) -> None:
    """Note that a mail with these notices went out, or was given up; what is no longer on its way stays as it is.

    Sending mail is no act of the scheme and stands in no journal.

    Raises:
        NotPermitted: only Hoshimori itself sends mail.
    """
    with transaction.atomic():
        on_their_way = Notice.objects.filter(pk__in=list(notice_ids), delivery=Delivery.WAITING.value)

        require(actor, Action.TELL)

        on_their_way.update(delivery=delivery.value, mail_ended_at=at)
