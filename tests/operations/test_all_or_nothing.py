"""An act is done as a whole or not at all, wherever in it the database or the server fails.

Every operation of the scheme has a story (tests/security/acts); one without fails here. The story's act is done again
and again, each time with another of its statements failing, and the database must be found exactly as it was.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection

import hoshimori
from hoshimori.assessments.operations import beginning
from tests.cast import Cast, bring_on_stage
from tests.database import address_of_database
from tests.security import killing
from tests.security.acts import STORIES, Stage, name_of
from tests.security.everything import Interrupting, difference, everything, lose_connection
from tools import ROOT

# Beats of an act, not acts: they take part in the transaction of the operation that calls them.
BEATS = {"journal.operations.record", "journal.operations.record_all"}


def operations() -> Iterator[str]:
    """Yield the name of every function of the operations that takes who and when by name alone."""
    for module in pkgutil.walk_packages(hoshimori.__path__, "hoshimori."):
        if module.name.split(".")[2:3] == ["operations"]:
            found = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
            yield from (
                name_of(function)
                for name, function in found
                if function.__module__ == module.name and not name.startswith("_") and is_operation(function)
            )


def is_operation(function: Callable[..., object]) -> bool:
    parameters = inspect.signature(function).parameters.values()
    return all(parameter.kind is parameter.KEYWORD_ONLY for parameter in parameters)


def test_every_operation_has_a_story() -> None:
    assert set(operations()) - BEATS == set(STORIES)


@pytest.fixture
def stage(cast: Cast, at: datetime) -> Stage:
    """Aoba's self-evaluation, just begun, in a world where nothing is kept outside the database."""
    return Stage(cast, at, beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at))


@pytest.mark.parametrize("name", sorted(STORIES))
def test_an_act_is_done_as_a_whole_or_not_at_all(stage: Stage, name: str) -> None:
    act = STORIES[name](stage)
    before = everything()

    for number in itertools.count(1):
        failing = Interrupting(number, lose_connection)
        with connection.execute_wrapper(failing):
            try:
                act()
            except OperationalError:
                assert failing.has_struck
        if not failing.has_struck:
            break
        assert difference(before, everything()) == {}, f"statement {number} failed and something was kept"

    assert difference(before, everything()) != {}, "the story's act does nothing"
    assert number > 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed where there is fork")
def test_an_act_whose_server_is_killed_has_not_begun(tmp_path: Path, at: datetime) -> None:
    cast = bring_on_stage()
    beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hoshimori.config.settings",
        "HOSHIMORI_DATABASE_URL": address_of_database(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }

    done = subprocess.run(
        [sys.executable, "-c", killing.START], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    *killed, ended = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(killed) >= 5
    assert killed == [f"{number} unchanged" for number in range(1, len(killed) + 1)]
    assert ended == "0 changed"
