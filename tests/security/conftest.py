"""One world for the tests of a module: made once, and given back to each as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import MOMENT, bring_on_stage
from tests.security.world import Worlds, make_worlds


@pytest.fixture(scope="module")
def made(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    folder_of_keys: str,
) -> Iterator[tuple[Worlds, Path]]:
    """Make everything there can be, twice, in a transaction that is undone after the module's last test."""
    del django_db_setup
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(HOSHIMORI_FILES=str(files), HOSHIMORI_KEYS=folder_of_keys):
            worlds = make_worlds(bring_on_stage(), MOMENT)
        yield worlds, files
        transaction.set_rollback(True)


@pytest.fixture
def worlds(made: tuple[Worlds, Path], db: None, own_files: None, settings: Settings, at: datetime) -> Worlds:
    """Everything there can be, twice: Aoba's and Stranger Works'."""
    del db, own_files
    worlds, files = made
    assert worlds.at == at
    settings.HOSHIMORI_FILES = str(files)
    return replace(worlds, aoba=dict(worlds.aoba), stranger=dict(worlds.stranger))
