"""Mails as people find them: the worker has sent what waited."""

from __future__ import annotations

import re
from datetime import datetime

from django.core import mail
from django.core.mail import EmailMessage

from tests.cast import MOMENT
from tests.queue import drain


def mails(at: datetime = MOMENT) -> list[EmailMessage]:
    """Return every mail so far, after the worker has done its work."""
    drain(at)
    return list(mail.outbox)


def newest_to(address: str, at: datetime = MOMENT) -> EmailMessage:
    return [message for message in mails(at) if message.to == [address]][-1]


def code_in(message: EmailMessage) -> str:
    """Return the code somebody reads in a mail."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(message.body), re.MULTILINE)
    assert found, message.body
    return found[0]
