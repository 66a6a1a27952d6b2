"""What is done again and again without anybody asking for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django_tasks_db.models import DBTaskResult

from hoshimori.jobs import tasks
from hoshimori.jobs.queue import AT_LEISURE
from hoshimori.shared.calendar import JAPAN

if TYPE_CHECKING:
    from hoshimori.jobs.queue import Work

_SPACE = UUID("1f0c8f7e-3b1d-4c55-9d0a-7a52f6f0a3a4")
_DAY_ONE = datetime(2026, 1, 1, tzinfo=JAPAN)


@dataclass(frozen=True, slots=True)
class Regular:
    """Work that is done once in every span of time; spans begin `begins` after midnight in Japan."""

    work: Work
    every: timedelta
    begins: timedelta = timedelta(0)

    def span(self, at: datetime) -> int:
        """Return the number of the span that a moment lies in."""
        return (at - _DAY_ONE - self.begins) // self.every

    def identifier(self, at: datetime) -> UUID:
        """Return the same identifier for every moment of a span, so that the span's work can stand in the queue once.

        However many workers there are, and however long they were away: one span, one time.
        """
        return uuid5(_SPACE, f"{self.work.module_path} {self.span(at)}")


TIMETABLE = (
    Regular(tasks.seal_journal, every=timedelta(minutes=1)),
    Regular(tasks.publish_history, every=timedelta(minutes=1), begins=timedelta(seconds=10)),
    Regular(tasks.refresh_status_lists, every=timedelta(minutes=1), begins=timedelta(seconds=20)),
    Regular(tasks.scan_waiting, every=timedelta(hours=1)),
    Regular(tasks.issue_certificates, every=timedelta(hours=1), begins=timedelta(minutes=5)),
    Regular(tasks.expire_registrations, every=timedelta(days=1)),
    Regular(tasks.work_out_figures, every=timedelta(days=1)),
    Regular(tasks.tidy_up, every=timedelta(days=1), begins=timedelta(hours=3)),
    Regular(tasks.warn_of_ends, every=timedelta(days=1), begins=timedelta(hours=7)),
    Regular(tasks.warn_of_overdue_tasks, every=timedelta(days=1), begins=timedelta(hours=7, minutes=30)),
    Regular(tasks.send_digests, every=timedelta(days=1), begins=timedelta(hours=8)),
)


class Timekeeper:
    """Puts regular work into the queue when its span has begun; asks the database only then."""

    def __init__(self, timetable: tuple[Regular, ...] = TIMETABLE) -> None:
        self._timetable = timetable
        self._put: set[UUID] = set()

    def put_due(self, at: datetime) -> None:
        """Queue the work of every span that has begun and is not queued yet."""
        due = {regular.identifier(at): regular for regular in self._timetable}
        fresh = [_row(identifier, due[identifier], at) for identifier in due.keys() - self._put]
        if fresh:
            DBTaskResult.objects.bulk_create(fresh, ignore_conflicts=True)
        self._put = set(due)


def _row(identifier: UUID, regular: Regular, at: datetime) -> DBTaskResult[..., None]:
    return DBTaskResult(
        id=identifier,
        args_kwargs={"args": [], "kwargs": {}},
        priority=AT_LEISURE,
        task_path=regular.work.module_path,
        queue_name=regular.work.queue_name,
        backend_name=regular.work.backend,
        run_after=at,
    )
