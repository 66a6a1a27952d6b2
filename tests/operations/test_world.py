"""The demo's world is made quickly from the crowd that is shipped, whole, with nothing secret in it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hoshimori.cli.world.crowd import shipping
from hoshimori.cli.world.people import PEOPLE

SECONDS = 60
"""How long the demo may take to start the first time."""


class World:
    """A world in a folder of its own, looked at from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Carry out a command of this house in this world."""
        environment = {name: value for name, value in os.environ.items() if name != "HOSHIMORI_DATABASE_URL"}
        environment |= {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": str(self.folder)}
        return subprocess.run(
            [sys.executable, "-m", *command], env=environment, check=False, capture_output=True, encoding="utf-8"
        )

    def all(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        with closing(sqlite3.connect(self.folder / "hoshimori.sqlite3")) as database:
            return database.execute(statement).fetchall()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world as it is on the first start of the demo; how long it took is printed."""
    made = World(tmp_path_factory.mktemp("world"))
    began = time.monotonic()
    done = made.run("hoshimori.cli.world")
    took = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    assert took < SECONDS
    return made


def test_the_shipped_crowd_was_made_for_these_tables_and_editions() -> None:
    assert shipping.fits(datetime.now(UTC)), "make it anew: python3 dev.py world"


def test_its_journal_is_whole(world: World) -> None:
    done = world.run("hoshimori", "audit", "verify")

    assert done.returncode == 0, done.stdout
    assert "nothing wrong" in done.stdout


def test_three_hundred_companies_and_minato_stand_in_the_register(world: World) -> None:
    ((registrations, prefectures, sizes),) = world.all(
        "SELECT count(*), count(DISTINCT prefecture), count(DISTINCT size_class) FROM registry_registration"
    )
    states = {row[0] for row in world.all("SELECT DISTINCT state FROM registry_registration")}

    assert (registrations, prefectures, sizes) == (301, 47, 6)
    assert states == {"VALID", "SUSPENDED", "WITHDRAWN", "RETURNED", "EXPIRED"}


def test_there_is_something_to_do_for_everybody(world: World) -> None:
    confirmations = dict(
        world.all(
            "SELECT state, count(*) FROM confirmations_confirmation"
            " WHERE state IN ('OPEN', 'ASKED', 'JUDGING', 'RETURNED') GROUP BY state"
        )
    )
    ((filed,),) = world.all("SELECT count(*) FROM registry_filing WHERE state = 'FILED'")
    ((late,),) = world.all("SELECT count(*) FROM registry_changenotice WHERE state = 'NOTIFIED' AND is_late")

    assert confirmations == {"OPEN": 1, "ASKED": 1, "JUDGING": 2, "RETURNED": 1}
    assert (filed, late) == (2, 1)


def test_nobody_but_the_demos_people_has_a_password(world: World) -> None:
    usable = {str(row[0]) for row in world.all("SELECT email FROM parties_person WHERE password NOT LIKE '!%'")}

    assert {email for email, *_ in PEOPLE} <= usable
    assert usable - {email for email, *_ in PEOPLE} == {"kaede@holdings.example"}


def test_nothing_waits_to_be_told_again(world: World) -> None:
    waiting = world.all(
        "SELECT task_path FROM django_tasks_database_dbtaskresult"
        " WHERE task_path NOT LIKE '%scan%' AND task_path NOT LIKE '%issue_certificates%'"
    )

    assert waiting == []
