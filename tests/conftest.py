"""What every test stands on: a fixed moment, its own folder for files, quick password hashes.

The database is the one HOSHIMORI_DATABASE_URL names, else SQLite in memory.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests.cast import Cast, Experts, bring_experts, bring_on_stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from django.core.management.color import Style
    from django.db.backends.base.operations import BaseDatabaseOperations
    from pytest_django import Settings

DatabaseOperations = DatabaseWrapper.ops_class
sql_flush = DatabaseOperations.sql_flush
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    # Argon2 is slow on purpose; made-up people need no such care.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    DatabaseOperations.sql_flush = sql_flush_past_triggers  # type: ignore[method-assign] # see its docstring


def sql_flush_past_triggers(
    self: BaseDatabaseOperations,
    style: Style,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """Let a test that commits empty the tables afterwards.

    SQLite empties them by DELETE, which the journal's triggers refuse, as they should. So for this one moment they
    are taken away. (PostgreSQL empties by TRUNCATE.)
    """
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
        triggers = cursor.fetchall()
    away = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
    emptying = sql_flush(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    return [*away, *emptying, *(sql for _, sql in triggers)]


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, ten in the morning in Japan."""
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    """No test sees the files of another, nor those of the demo."""
    settings.HOSHIMORI_FILES = str(tmp_path / "files")


@pytest.fixture(scope="session")
def folder_of_keys(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keys have names of their own, so all tests of a run may keep theirs in one folder."""
    return str(tmp_path_factory.mktemp("keys"))


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, folder_of_keys: str) -> None:
    """No test sees the keys of the demo."""
    settings.HOSHIMORI_KEYS = folder_of_keys


@pytest.fixture(autouse=True)
def own_history(settings: Settings, tmp_path: Path) -> None:
    """No test writes into the history of the demo, nor of another test."""
    settings.HOSHIMORI_HISTORY = str(tmp_path / "history")


@pytest.fixture
def cast(db: None) -> Cast:
    """Bring everybody on stage: three companies, the operator and the ministry."""
    del db
    return bring_on_stage()


@pytest.fixture
def experts(cast: Cast) -> Experts:
    """Bring the experts on stage too: Kiyota of a firm and Minami in-house; neither is eligible yet."""
    return bring_experts(cast)
