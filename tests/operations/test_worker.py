"""What waits in the queue is done, tried again, and taken up again when its worker is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import beginning
from hoshimori.jobs import tasks
from hoshimori.jobs.queue import AFTER_PEOPLE, PATIENCE, TERMS, work
from hoshimori.jobs.timetable import TIMETABLE, Regular, Timekeeper
from hoshimori.jobs.worker import LEASE, Worker
from hoshimori.journal import queries as journal
from hoshimori.shared.refusal import NotFound
from tests.cast import Cast, bring_on_stage
from tests.database import address_of_database
from tests.operations import killed_worker
from tests.queue import drain
from tools import ROOT

pytestmark = pytest.mark.django_db
YEAR = 365 * 24 * 60 * 60
DONE: list[str] = []
GIVEN_UP: list[str] = []


@pytest.fixture(autouse=True)
def nothing_done_yet() -> None:
    DONE.clear()
    GIVEN_UP.clear()


def give_up(what: str, *, at: datetime) -> None:
    GIVEN_UP.append(f"{what} {at:%H:%M}")


@work(give_up=give_up)
def note(what: str, *, at: datetime) -> None:
    DONE.append(f"{what} {at:%H:%M}")


@work(priority=AFTER_PEOPLE)
def tell(what: str, *, at: datetime) -> None:
    DONE.append(f"{what} {at:%H:%M}")


@work(give_up=give_up)
def stumble(what: str, *, at: datetime) -> None:
    DONE.append(f"{what} {at:%H:%M}")
    raise RuntimeError("the printer is on fire")


@work(give_up=give_up)
def refuse(what: str, *, at: datetime) -> None:
    DONE.append(f"{what} {at:%H:%M}")
    raise NotFound


def cannot_give_up(what: str, *, at: datetime) -> None:
    raise RuntimeError(f"{what} {at:%H:%M}: not even that")


@work(patience=(), give_up=cannot_give_up)
def stumble_twice(what: str, *, at: datetime) -> None:
    raise RuntimeError(f"{what} {at:%H:%M}: no")


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_what_was_queued_is_done_once(at: datetime) -> None:
    note.enqueue("report")

    assert drain(at) == 1
    assert drain(at) == 0

    assert DONE == ["report 01:00"]
    assert states() == [TaskResultStatus.SUCCESSFUL]


def test_telling_people_stands_behind_what_somebody_waits_for(at: datetime) -> None:
    tell.enqueue("notice")
    tell.enqueue("another notice")
    note.enqueue("report")

    drain(at)

    assert DONE == ["report 01:00", "notice 01:00", "another notice 01:00"]
    assert tasks.make_notices.priority == AFTER_PEOPLE < tasks.make_report.priority


def test_what_fails_is_tried_again_later_and_later_and_then_given_up(
    at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    stumble.enqueue("report")

    moment = at
    for pause in PATIENCE:
        assert drain(moment) == 1
        assert drain(moment + pause - timedelta(seconds=1)) == 0
        moment += pause
    assert drain(moment) == 1
    assert drain(moment + timedelta(days=1)) == 0

    assert len(DONE) == len(PATIENCE) + 1 == TERMS[stumble.module_path].tries
    assert [f"report {moment:%H:%M}"] == GIVEN_UP
    assert states() == [TaskResultStatus.FAILED]
    assert "the printer is on fire" in DBTaskResult.objects.get().traceback
    assert "stumble failed at try 1" in caplog.text


def test_an_expected_no_is_not_tried_again(at: datetime) -> None:
    refuse.enqueue("report")

    assert drain(at) == 1
    assert drain(at + timedelta(days=1)) == 0

    assert DONE == ["report 01:00"]
    assert GIVEN_UP == ["report 01:00"]
    assert states() == [TaskResultStatus.FAILED]


def begin_and_vanish(at: datetime) -> None:
    """Take something up as a worker does, and never be heard of again."""
    worker = Worker(now=lambda: at)
    assert worker._take() is not None  # noqa: SLF001 - what a worker does just before it is killed


def test_work_whose_worker_is_gone_is_taken_up_by_another(at: datetime) -> None:
    note.enqueue("report")
    begin_and_vanish(at)

    assert drain(at + LEASE - timedelta(seconds=1)) == 0
    assert drain(at + LEASE) == 1

    assert DONE == ["report 01:01"]
    assert states() == [TaskResultStatus.SUCCESSFUL]


def test_work_that_kills_every_worker_is_given_up(at: datetime) -> None:
    note.enqueue("report")
    moment = at
    for _ in range(TERMS[note.module_path].tries):
        begin_and_vanish(moment)
        moment += LEASE

    assert drain(moment) == 1

    assert DONE == []
    assert [f"report {moment:%H:%M}"] == GIVEN_UP
    assert states() == [TaskResultStatus.FAILED]


def test_a_worker_lives_on_when_even_giving_up_fails(at: datetime, caplog: pytest.LogCaptureFixture) -> None:
    stumble_twice.enqueue("report")
    note.enqueue("another")

    assert drain(at) == 2

    assert states() == [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]
    assert "stumble_twice could not be given up" in caplog.text


def test_nothing_is_run_that_is_not_known_as_work(at: datetime) -> None:
    note.enqueue("report")
    DBTaskResult.objects.update(task_path="os.system")

    drain(at)

    assert states() == [TaskResultStatus.FAILED]
    assert DONE == []


def test_regular_work_is_done_once_in_each_span_however_many_workers_there_are(at: datetime) -> None:
    timetable = (Regular(note, every=timedelta(days=1), begins=timedelta(hours=3)),)

    for _ in range(3):
        Timekeeper(timetable).put_due(at)
    same_day = at.replace(hour=17, minute=59)
    Timekeeper(timetable).put_due(same_day)
    before = DBTaskResult.objects.count()
    Timekeeper(timetable).put_due(same_day + timedelta(minutes=1))

    assert (before, DBTaskResult.objects.count()) == (1, 2)


def test_the_timekeeper_leaves_the_database_alone_until_something_is_due(
    at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    timekeeper = Timekeeper()
    timekeeper.put_due(at)

    with django_assert_num_queries(0) as asked:
        timekeeper.put_due(at + timedelta(seconds=9))

    assert len(asked) == 0


def test_everything_in_the_timetable_can_be_done(cast: Cast, at: datetime) -> None:
    del cast

    Timekeeper().put_due(at)
    drain(at)

    assert states() == [TaskResultStatus.SUCCESSFUL] * len(TIMETABLE)
    assert journal.head()[0] > 0


def test_what_ran_out_is_removed_and_nothing_else(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache")
    cache.set("gone", 1, timeout=-10 * YEAR)
    cache.set("here", 1, timeout=10 * YEAR)
    Session.objects.create(session_key="gone", session_data="x", expire_date=at - timedelta(days=3650))
    Session.objects.create(session_key="here", session_data="x", expire_date=at + timedelta(days=3650))
    note.enqueue("old")
    drain(at - timedelta(days=3))
    note.enqueue("new")
    drain(at)

    tasks.tidy_up.func(at=at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key.rpartition(":")[2] for (key,) in cursor.fetchall()] == ["here"]
    assert [session.session_key for session in Session.objects.all()] == ["here"]
    assert DBTaskResult.objects.get().args_kwargs["args"] == ["new"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed where there is fork")
def test_whenever_a_worker_is_killed_another_makes_its_report_and_makes_it_once(tmp_path: Path, at: datetime) -> None:
    cast = bring_on_stage()
    beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hoshimori.config.settings",
        "HOSHIMORI_DATABASE_URL": address_of_database(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }

    done = subprocess.run(
        [sys.executable, "-c", killed_worker.START],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    *killed, ended = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(killed) >= 10
    assert killed == [f"{number} READY 1" for number in range(1, len(killed) + 1)]
    assert ended == "0 READY 1"
