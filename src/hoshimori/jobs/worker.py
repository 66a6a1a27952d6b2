"""The worker: does what stands in the queue, and keeps the timetable. Any number of them may run side by side."""

from __future__ import annotations

import logging
import secrets
import signal
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from traceback import format_exception
from typing import TYPE_CHECKING, Any

from django.db import Error, OperationalError, close_old_connections, connection, transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hoshimori.jobs.queue import TERMS, Terms
from hoshimori.jobs.timetable import Timekeeper
from hoshimori.shared.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""How long a worker that is not heard of keeps what it has begun; then another one takes it up."""

PAUSE = timedelta(milliseconds=250)
"""How long an idle worker waits before it looks again."""


def run() -> int:
    """Work until told to stop; what is being done then is done to its end."""
    worker = Worker()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()
    return 0


def _now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """One worker.

    While something is being done, its `run_after` says until when this worker may be believed to be alive. Whoever
    finds it passed takes the work up again.
    """

    def __init__(self, *, now: Callable[[], datetime] = _now, lease: timedelta = LEASE) -> None:
        self._now, self._lease = now, lease
        self._name = secrets.token_hex(8)
        self._is_stopping = threading.Event()

    def stop(self) -> None:
        """Stop after what is being done now."""
        self._is_stopping.set()

    def run(self) -> None:
        """Do what stands in the queue and in the timetable until told to stop."""
        timekeeper = Timekeeper()
        while not self._is_stopping.is_set():
            close_old_connections()
            try:
                timekeeper.put_due(self._now())
                is_idle = not self.step()
            except Error:
                # The database is away or busy: it will be back.
                logger.exception("The worker could not reach the database.")
                connection.close()
                is_idle = True
            if is_idle:
                self._is_stopping.wait(PAUSE.total_seconds())

    def step(self) -> bool:
        """Do one thing that is due; False if nothing is."""
        row = self._take()
        if row is None:
            return False
        terms = TERMS.get(row.task_path)
        if terms is None or len(row.worker_ids) > terms.tries:
            self._give_up(row, terms, "")
            return True
        try:
            with self._heard_of(row):
                terms.work.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"], at=self._now())
        except Refusal as refusal:
            # The scheme says no, and will say so again.
            self._give_up(row, terms, refusal.code)
        except Exception as failure:
            logger.exception("%s failed at try %d.", row.task_path, len(row.worker_ids))
            self._failed(row, terms, failure)
        else:
            self._end(row, status=TaskResultStatus.SUCCESSFUL, finished_at=self._now(), traceback="")
        return True

    def _take(self) -> DBTaskResult[..., Any] | None:
        """Take the most urgent thing that is due: one nobody has begun, or one whose worker is no longer heard of."""
        at = self._now()
        begun = Q(status=TaskResultStatus.RUNNING, run_after__lte=at)
        waiting = Q(status=TaskResultStatus.READY) & (Q(run_after__lte=at) | Q(run_after=get_date_max()))
        due = DBTaskResult.objects.filter(begun | waiting)
        if not due.exists():
            return None
        with transaction.atomic():
            row = due.select_for_update(skip_locked=True).first()
            if row is not None:
                row.status, row.started_at, row.run_after = TaskResultStatus.RUNNING, at, at + self._lease
                row.worker_ids = [*row.worker_ids, self._name]
                row.save(update_fields=["status", "started_at", "run_after", "worker_ids"])
        return row

    @contextmanager
    def _heard_of(self, row: DBTaskResult[..., Any]) -> Iterator[None]:
        """Let others know, as long as this goes on, that somebody is at it."""
        is_over = threading.Event()

        def tell() -> None:
            while not is_over.wait(self._lease.total_seconds() / 3):
                try:
                    self._end(row, run_after=self._now() + self._lease)
                except OperationalError:
                    logger.warning("%s is still being done, but the database is busy.", row.task_path)
            connection.close()

        teller = threading.Thread(target=tell, daemon=True)
        teller.start()
        try:
            yield
        finally:
            is_over.set()

    def _failed(self, row: DBTaskResult[..., Any], terms: Terms, failure: Exception) -> None:
        trace = "".join(format_exception(failure))
        if len(row.worker_ids) >= terms.tries:
            self._give_up(row, terms, trace)
            return
        pause = terms.patience[len(row.worker_ids) - 1]
        self._end(row, status=TaskResultStatus.READY, run_after=self._now() + pause, traceback=trace)

    def _give_up(self, row: DBTaskResult[..., Any], terms: Terms | None, trace: str) -> None:
        if terms and terms.give_up:
            try:
                terms.give_up(*row.args_kwargs["args"], **row.args_kwargs["kwargs"], at=self._now())
            except Refusal as refusal:
                logger.info("%s: nothing was left to give up (%s).", row.task_path, refusal.code)
            except Exception:
                logger.exception("%s could not be given up.", row.task_path)
        self._end(row, status=TaskResultStatus.FAILED, finished_at=self._now(), traceback=trace)

    def _end(self, row: DBTaskResult[..., Any], **values: object) -> None:
        """Write down how it went, unless another worker has taken it up in the meantime."""
        held = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
        held.update(**values)
