"""Mail goes out in the background: whoever waits for a page does not wait for the mail server.

What a mail says may open something (a code, a link), so it rests in the queue sealed.
"""

from __future__ import annotations

import json
import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from hoshimori.parties.operations import invitations
from hoshimori.parties.rules import Delivery
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.sealing import seal, unseal

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.shared.actor import Actor

_PURPOSE = "mail"
_LOG = logging.getLogger(__name__)


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


@task()
def send(sealed: str) -> None:
    """Send a mail from the queue."""
    _message(sealed).send()


@task()
def send_invitation(invitation_id: str, link_digest: str, sealed: str) -> None:
    """Send the mail of an invitation from the queue, and note whether the mail server took it."""
    try:
        _message(sealed).send()
        delivery = Delivery.SENT
    except (OSError, SMTPException):
        _LOG.warning("the mail of invitation %s could not be sent", invitation_id)
        delivery = Delivery.FAILED
    invitations.note_delivery(
        invitation_id=UUID(invitation_id),
        link_digest=link_digest,
        delivery=delivery,
        actor=SYSTEM,
        at=timezone.now(),
    )


def _sealed(to: str, subject: str, text: str) -> str:
    """Seal a mail; its subject is made one line, so that nothing in it can become a header."""
    mail = {"to": to, "subject": " ".join(subject.split()), "text": text.strip() + "\n"}
    return seal(json.dumps(mail), key=settings.SECRET_KEY, purpose=_PURPOSE)


def _message(sealed: str) -> EmailMessage:
    mail = json.loads(unseal(sealed, key=settings.SECRET_KEY, purpose=_PURPOSE))
    # Answers of machines to machines (RFC 3834) are of no use to anybody.
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=mail["subject"], body=mail["text"], to=[mail["to"]], headers=headers)
