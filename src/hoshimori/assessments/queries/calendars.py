"""What a subscribed calendar shows to whoever holds its address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.models import CalendarFeed, Task
from hoshimori.assessments.queries.tasks import task_value
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.assessments.rules.tasks import TaskValue
    from hoshimori.shared.actor import Actor

MOST = 1000


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dated tasks of one person in one organization that are still to be done, and in which language."""

    language: str
    tasks: tuple[TaskValue, ...]


def secret_digest(secret: str) -> str:
    """Return what is kept of an address's secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar(secret: str) -> Calendar:
    """Return what the calendar with this secret shows: its owner's own tasks, nothing of anybody else. Two statements.

    Raises:
        NotFound: there is no such calendar, it was ended, or its owner has left the organization.
    """
    feed = (
        CalendarFeed.objects.filter(secret_digest=secret_digest(secret), ended_at__isnull=True)
        .filter(membership__ended_at__isnull=True, membership__person__is_active=True)
        .values("language", "membership__person_id", "membership__organization_id")
        .first()
    )
    if feed is None:
        raise NotFound
    rows = (
        Task.objects.filter(
            owner_id=feed["membership__person_id"],
            assessment__organization_id=feed["membership__organization_id"],
            due_on__isnull=False,
            done_at__isnull=True,
            dropped_at__isnull=True,
        )
        .exclude(assessment__state=AssessmentState.CLOSED.value)
        .order_by("due_on", "id")
    )
    return Calendar(feed["language"], tuple(task_value(row) for row in rows[:MOST]))


def open_since(actor: Actor) -> datetime | None:
    """Return since when the actor's calendar has an address; None where it has none."""
    return (
        CalendarFeed.objects.filter(membership_id=actor.membership_id, ended_at__isnull=True)
        .values_list("opened_at", flat=True)
        .first()
    )
