"""Tasks of everybody whose day has passed; asked in the background, for nobody's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Task
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

_AT_ONCE = 500
LOOKS_BACK = timedelta(days=14)
"""A worker that was away longer than this is silent about what became late before."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A task that somebody should have done by a day."""

    task_id: UUID
    organization_id: UUID
    owner_id: UUID
    due_on: date


def lately_overdue(at: datetime) -> Iterator[Overdue]:
    """Yield the tasks that became overdue in the last two weeks, are still to be done and have somebody to do them."""
    today = day_in_japan(at)
    rows = Task.objects.filter(
        due_on__lt=today,
        due_on__gte=today - LOOKS_BACK,
        owner__isnull=False,
        done_at__isnull=True,
        dropped_at__isnull=True,
    ).exclude(assessment__state=AssessmentState.CLOSED.value)
    found = rows.order_by("due_on", "id").values_list("pk", "assessment__organization_id", "owner_id", "due_on")
    for task_id, organization_id, owner_id, due_on in found.iterator(_AT_ONCE):
        if due_on is not None:
            yield Overdue(task_id, organization_id, owner_id, due_on)
