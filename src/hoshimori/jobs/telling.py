"""What happened is told to people: as notices, and by mail at once or each morning.

The act itself only puts down that it is to be told. Everything else is done by the worker, after the act.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from hoshimori.assessments.queries.overdue import lately_overdue
from hoshimori.jobs.mail import post_notices
from hoshimori.jobs.notice_words import said
from hoshimori.jobs.queue import AFTER_PEOPLE, work
from hoshimori.notices.operations import mailing, telling
from hoshimori.notices.queries import NoticeValue, to_mail
from hoshimori.notices.rules import PERSON, TASK_OVERDUE, Happening, passed_on
from hoshimori.parties.queries.recipients import addresses_of
from hoshimori.shared.actor import NO_ID, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.journal.operations import Act
    from hoshimori.shared.actor import Actor

_LISTED = 50
"""More notices than this a daily mail only counts."""


def put_down(act: Act, about_id: UUID | None, actor: Actor, at: datetime) -> None:
    """Queue that an act is told; of what the journal says, names and days alone go along."""
    what = {
        "subject_id": act.subject_id,
        "about_id": str(about_id) if about_id else "",
        "by_id": str(actor.person_id),
        "at": at.isoformat(),
        "after": passed_on(act.after),
    }
    make_notices.enqueue(act.name, what)


@work(priority=AFTER_PEOPLE)
def make_notices(act: str, what: Mapping[str, Any], *, at: datetime) -> None:
    """Tell everybody whom an act concerns."""
    happening = Happening(
        act=act,
        subject_id=what["subject_id"],
        about_id=UUID(what["about_id"]) if what["about_id"] else None,
        by_id=UUID(what["by_id"]),
        happened_at=datetime.fromisoformat(what["at"]),
        after=what["after"],
    )
    _tell(happening, at)


@work()
def warn_of_overdue_tasks(*, at: datetime) -> None:
    """Tell people of their tasks whose day has passed, once for each task and day."""
    for task in lately_overdue(at):
        after = {PERSON: str(task.owner_id), "due_on": task.due_on.isoformat()}
        _tell(Happening(TASK_OVERDUE, str(task.task_id), task.organization_id, NO_ID, at, after), at)


@work()
def send_digests(*, at: datetime) -> None:
    """Send each person who wants it so one mail with everything since the last one."""
    with transaction.atomic():
        for digest in mailing.gather(actor=SYSTEM, at=at):
            _post(to_mail(digest.notice_ids))


def _tell(happening: Happening, at: datetime) -> None:
    with transaction.atomic():
        for notice in to_mail(telling.tell(happening=happening, actor=SYSTEM, at=at)):
            _post([notice])


def _post(notices: Sequence[NoticeValue]) -> None:
    """Put one mail with these notices of one person in the queue, in the person's language."""
    address = addresses_of({notices[0].person_id}).get(notices[0].person_id)
    if address is None:
        return
    with translation.override(address.language):
        subject, text = _one(notices[0]) if len(notices) == 1 else _several(notices)
    post_notices(notice_ids=[notice.id for notice in notices], to=address.email, subject=subject, text=text)


def _one(notice: NoticeValue) -> tuple[str, str]:
    words = said(notice.act, notice.about, notice.particulars)
    return f"[Hoshimori] {words.heading}", _signed([f"{words.sentence}\n{_link(notice)}"])


def _several(notices: Sequence[NoticeValue]) -> tuple[str, str]:
    count = len(notices)
    subject = ngettext("%(count)s notice", "%(count)s notices", count) % {"count": count}
    parts = [_item(notice) for notice in notices[:_LISTED]]
    if count > _LISTED:
        parts.append(gettext("%(count)s more stand on the page of your notices.") % {"count": count - _LISTED})
    return f"[Hoshimori] {subject}", _signed(parts)


def _item(notice: NoticeValue) -> str:
    words = said(notice.act, notice.about, notice.particulars)
    return f"■ {words.heading}\n{words.sentence}\n{_link(notice)}"


def _link(notice: NoticeValue) -> str:
    return f"{settings.ENVIRONMENT.url}{reverse('notices:notice', args=[notice.id])}"


def _signed(parts: Sequence[str]) -> str:
    """Return the text of a mail with how to have fewer of them, and who sends it, below."""
    values = {"notices": f"{settings.ENVIRONMENT.url}{reverse('notices:list')}", "address": settings.ENVIRONMENT.url}
    fewer = gettext("How often such mail comes can be chosen on the page of your notices: %(notices)s") % values
    from_whom = gettext("Hoshimori (SCS evaluation scheme)\n%(address)s") % values
    return "\n\n".join([*parts, f"-- \n{fewer}\n{from_whom}"])
