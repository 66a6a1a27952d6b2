"""Mail goes out in the background: whoever waits for a page does not wait for the mail server.

What a mail says may open something (a code, a link), so it rests in the queue sealed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from hoshimori.jobs.queue import work
from hoshimori.notices.operations import mailing
from hoshimori.notices.queries import to_mail
from hoshimori.notices.rules import Delivery as NoticeDelivery
from hoshimori.parties.operations import invitations
from hoshimori.parties.rules import Delivery
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.sealing import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hoshimori.shared.actor import Actor

_PURPOSE = "mail"


def post(*, to: str, subject: str, text: str) -> None:
    """Put a mail in the queue; it goes out once the present transaction is done."""
    send.enqueue(_sealed(to, subject, text))


def post_invitation(
    *, invitation_id: UUID, link_digest: str, to: str, subject: str, text: str, actor: Actor, at: datetime
) -> None:
    """Put the mail of an invitation in the queue; the invitation shows how far it has come."""
    with transaction.atomic():
        invitations.note_delivery(
            invitation_id=invitation_id, link_digest=link_digest, delivery=Delivery.WAITING, actor=actor, at=at
        )
        send_invitation.enqueue(str(invitation_id), link_digest, _sealed(to, subject, text))


def post_notices(*, notice_ids: Sequence[UUID], to: str, subject: str, text: str) -> None:
    """Put one mail that brings these notices in the queue; each of them shows how far it has come."""
    send_notices.enqueue([str(notice_id) for notice_id in notice_ids], _sealed(to, subject, text))


@work()
def send(sealed: str, *, at: datetime) -> None:
    """Send a mail."""
    del at
    _message(sealed).send()


def _not_sent(invitation_id: str, link_digest: str, sealed: str, *, at: datetime) -> None:
    del sealed
    _note(invitation_id, link_digest, Delivery.FAILED, at)


@work(give_up=_not_sent)
def send_invitation(invitation_id: str, link_digest: str, sealed: str, *, at: datetime) -> None:
    """Send the mail of an invitation and note that the mail server took it."""
    _message(sealed).send()
    _note(invitation_id, link_digest, Delivery.SENT, at)


def _notices_not_sent(notice_ids: Sequence[str], sealed: str, *, at: datetime) -> None:
    del sealed
    _note_notices(notice_ids, NoticeDelivery.FAILED, at)


@work(give_up=_notices_not_sent)
def send_notices(notice_ids: Sequence[str], sealed: str, *, at: datetime) -> None:
    """Send a mail that brings notices, unless it went out before, and note that the mail server took it."""
    if to_mail(UUID(notice_id) for notice_id in notice_ids):
        _message(sealed).send()
        _note_notices(notice_ids, NoticeDelivery.SENT, at)


def _note_notices(notice_ids: Sequence[str], delivery: NoticeDelivery, at: datetime) -> None:
    ids = [UUID(notice_id) for notice_id in notice_ids]
    mailing.note_delivery(notice_ids=ids, delivery=delivery, actor=SYSTEM, at=at)


def _note(invitation_id: str, link_digest: str, delivery: Delivery, at: datetime) -> None:
    invitations.note_delivery(
        invitation_id=UUID(invitation_id), link_digest=link_digest, delivery=delivery, actor=SYSTEM, at=at
    )


def _sealed(to: str, subject: str, text: str) -> str:
    """Seal a mail; its subject is made one line, so that nothing in it can become a header."""
    mail = {"to": to, "subject": " ".join(subject.split()), "text": text.strip() + "\n"}
    return seal(json.dumps(mail), key=settings.SECRET_KEY, purpose=_PURPOSE)


def _message(sealed: str) -> EmailMessage:
    mail = json.loads(unseal(sealed, key=settings.SECRET_KEY, purpose=_PURPOSE))
    # Machines need not answer (RFC 3834).
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=mail["subject"], body=mail["text"], to=[mail["to"]], headers=headers)
