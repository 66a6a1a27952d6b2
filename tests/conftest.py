"""What every test stands on: a fixed moment, its own folder for files, quick password hashes.

The database is the one HOSHIMORI_DATABASE_URL names, else SQLite in memory.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings as django_settings

from tests.cast import Cast, bring_on_stage

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    # Argon2 is slow on purpose; made-up people need no such care.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, ten in the morning in Japan."""
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    """No test sees the files of another, nor those of the demo."""
    settings.HOSHIMORI_FILES = str(tmp_path / "files")


@pytest.fixture
def cast(db: None) -> Cast:
    """Bring everybody on stage: three companies, the operator and the ministry."""
    del db
    return bring_on_stage()
