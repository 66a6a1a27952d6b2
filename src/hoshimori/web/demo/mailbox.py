"""The mails of the demo: none leaves this machine, all are laid into a folder and can be read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import EmailMessage

SHOWN = 50
_LINE = b"\n" + b"-" * 79 + b"\n"
"""What Django writes after each mail of a file."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as its reader would see it."""

    to: str
    subject: str
    sent_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """The newest mails, newest first; `to` is the one address they are of, if one was asked for."""

    mails: tuple[Mail, ...]
    to: str


def mail_page(to: str) -> MailPage:
    """Return the newest 50 mails, or those to one address.

    Raises:
        NotFound: this is no demo, or its mail does not go into a folder.
    """
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not settings.IS_DEMO or not folder:
        raise NotFound
    found: list[Mail] = []
    for mail in _newest_first(Path(folder)):
        if to in {"", mail.to}:
            found.append(mail)
        if len(found) == SHOWN:
            break
    return MailPage(tuple(found), to)


def _newest_first(folder: Path) -> Iterator[Mail]:
    """Yield the mails of a folder; the name of a file begins with the moment at which it was begun."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.name, reverse=True) if folder.exists() else []
    for file in files:
        written = [part for part in file.read_bytes().split(_LINE) if part.strip()]
        for part in reversed(written):
            yield _mail(message_from_bytes(part.lstrip(b"\n"), policy=policy.default))


def _mail(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    date = message["Date"]
    return Mail(
        to=str(message["To"] or ""),
        subject=" ".join(str(message["Subject"] or "").split()),
        sent_at=_moment(date.datetime) if date else None,
        text=str(body.get_content()).strip() if body else "",
    )


def _moment(written: datetime) -> datetime:
    """Return when a mail was sent; a zone of -0000 (RFC 5322) means UTC."""
    return written if written.tzinfo else written.replace(tzinfo=UTC)
