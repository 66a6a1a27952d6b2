"""How mail is doing, for who runs the house: how many wait, how many were given up; never what they say or to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hoshimori.jobs.mail import send, send_invitation, send_notices

if TYPE_CHECKING:
    from datetime import datetime

LOOKED_BACK = timedelta(days=30)
_OPEN = [TaskResultStatus.READY, TaskResultStatus.FAILED]
_MAIL = [work.module_path for work in (send, send_invitation, send_notices)]


@dataclass(frozen=True, slots=True)
class MailState:
    """Mails that wait, since when the oldest does, and mails that were given up within 30 days."""

    waiting: int
    oldest_waiting_at: datetime | None
    given_up: int


def mail_state(at: datetime) -> MailState:
    """Return how mail is doing. One statement."""
    waiting = Q(status=TaskResultStatus.READY)
    given_up = Q(status=TaskResultStatus.FAILED, finished_at__gte=at - LOOKED_BACK)
    found = DBTaskResult.objects.filter(status__in=_OPEN, task_path__in=_MAIL).aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("enqueued_at", filter=waiting),
        given_up=Count("pk", filter=given_up),
    )
    return MailState(found["waiting"], found["oldest"], found["given_up"])
