"""What runs out by itself is removed: old work, sessions, cached values, files that nobody claims."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hoshimori.assessments.queries import evidence, evidence_upkeep

FILES_KEPT = timedelta(days=1)
DONE_KEPT = timedelta(days=2)
FAILED_KEPT = timedelta(days=30)


def forget_finished_work(at: datetime) -> None:
    """Remove finished work from the queue: what went well after two days, what failed after thirty."""
    done, failed = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED
    DBTaskResult.objects.filter(status=done, finished_at__lt=at - DONE_KEPT).delete()
    DBTaskResult.objects.filter(status=failed, finished_at__lt=at - FAILED_KEPT).delete()


def forget_expired_sessions() -> None:
    """Remove sessions that have ended by time."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def forget_expired_cache(at: datetime) -> None:
    """Remove cached values that have run out; the database cache itself removes them only when it is full."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    moment = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 - the table's name is ours


def forget_unclaimed_files(at: datetime) -> None:
    """Remove files that are nobody's evidence a day after they were sent: whoever sent them was not done."""
    files = evidence.store()
    files.tidy(at - FILES_KEPT)
    for address in evidence_upkeep.unclaimed(at - FILES_KEPT):
        files.remove(address)
