"""Whoever is killed while writing the history, or comes at the same time as others: no gap, nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from hoshimori.history.models import Entry, Head
from hoshimori.history.operations import publishing, taking_over
from hoshimori.history.queries import checking
from hoshimori.journal.operations import seal
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM
from tests.cast import Cast, Experts, bring_experts, bring_on_stage
from tests.database import address_of_database
from tests.historians import fetch, kinds, minute, tree, write_editions
from tests.meanwhile import Meanwhile
from tests.operations import killed_historian
from tests.registering import Registered, eligible_for_years, registered
from tools import ROOT

MINUTE = timedelta(minutes=1)
WHY = "確かめるため。"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed where there is fork")
def test_whenever_a_worker_is_killed_another_goes_on_without_a_gap_or_a_double(tmp_path: Path, at: datetime) -> None:
    cast = bring_on_stage()
    registered(cast, eligible_for_years(bring_experts(cast).kiyota, cast.hayashi), at)
    write_editions(240, at)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hoshimori.config.settings",
        "HOSHIMORI_DATABASE_URL": address_of_database(tmp_path),
        "HOSHIMORI_HISTORY": str(tmp_path / "history"),
        "HOSHIMORI_KEYS": settings.HOSHIMORI_KEYS,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }

    done = subprocess.run(
        [sys.executable, "-c", killed_historian.START],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    *killed, ended = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(killed) >= 20
    assert killed == [f"{number} 1 0 True" for number in range(1, len(killed) + 1)]
    assert ended == "0 1 0 True"


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    ours = registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)
    minute(at)
    minute(at + MINUTE)
    return ours


def suspend(ours: Registered, cast: Cast, at: datetime) -> None:
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, actor=cast.hayashi, at=at)


def test_of_two_who_take_over_one_act_one_does(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast, at)
    seal(actor=SYSTEM, at=at)
    meanwhile = Meanwhile("history_position", lambda: taking_over.take_over(actor=SYSTEM, at=at))

    with connection.execute_wrapper(meanwhile):
        made = taking_over.take_over(actor=SYSTEM, at=at)

    assert (meanwhile.happened, made) == (True, 0)
    assert Entry.objects.filter(number=aobas.number, kind="SUSPENDED").count() == 1


@pytest.mark.parametrize("table", ["history_position", "history_head", "history_entry", "credentials_issuerkey"])
def test_who_is_overtaken_does_not_take_the_published_head_back(
    cast: Cast, aobas: Registered, at: datetime, table: str
) -> None:
    """One begins to publish; before it is done another takes more over and publishes that."""
    suspend(aobas, cast, at)
    seal(actor=SYSTEM, at=at)
    taking_over.take_over(actor=SYSTEM, at=at)

    def overtake() -> None:
        write_editions(300, at)
        minute(at + 2 * MINUTE)

    meanwhile = Meanwhile(table, overtake)
    with connection.execute_wrapper(meanwhile):
        publishing.publish(actor=SYSTEM, at=at + MINUTE)

    assert meanwhile.happened
    assert fetch("checkpoint", 10_000).decode() == Head.objects.latest("size").note
    assert tree(at).checkpoint.size == Entry.objects.count()
    assert kinds(at, aobas.number) == ["REGISTERED", "SUSPENDED"]
    assert list(checking.findings(at)) == []
