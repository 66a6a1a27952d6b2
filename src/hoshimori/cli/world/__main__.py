"""Make the demo's world in the database that the environment names."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock


def make() -> None:
    """Make everybody and everything, then write down who lives here."""
    from django.conf import settings

    from hoshimori.cli.world.stage import Clock

    folder: Path = settings.ENVIRONMENT.data
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock(datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
    bring_crowd(clock)
    let_live(clock, folder)


def let_live(clock: Clock, folder: Path) -> None:
    """Let those come whom a visitor can be, and all they have to do with, to where the operator is founded."""
    from hoshimori.cli.demo_witness import write_down_log
    from hoshimori.cli.world import (
        aoba,
        experts,
        filled_workbook,
        kaede,
        minato,
        neighbours,
        offices,
        orderer,
        people,
        telling,
    )
    from hoshimori.history.operations.signing import signer
    from hoshimori.journal.operations import seal
    from hoshimori.shared.actor import SYSTEM

    hayashi = offices.open_doors(clock)
    sato = aoba.make(clock).sato
    known = experts.make(sato, hayashi, clock)
    orderer.make(minato.make(known.kiyota, hayashi, clock), clock)
    kaede.make(known.otomo, clock)
    neighbours.make(known, hayashi, clock)
    filled_workbook.write(folder / "filled-workbook.xlsx")
    telling.warn(clock)
    telling.tell(clock)
    while seal(actor=SYSTEM, at=clock.today):
        pass
    people.write_down(folder / "people.json")
    log_key, _ = signer(SYSTEM, clock.today)
    write_down_log(folder, log_key.written())


def bring_crowd(clock: Clock) -> None:
    """Bring tables and crowd: those that are shipped, or, where they do not fit, made now."""
    from django.core.management import call_command
    from django.db import connection

    from hoshimori.cli.world.crowd import making, shipping

    database = Path(connection.settings_dict["NAME"])
    is_shipped = connection.vendor == "sqlite" and not database.exists() and shipping.fits(clock.today)
    if is_shipped:
        shipping.unpack(database)
    call_command("migrate", interactive=False, verbosity=0)
    if not is_shipped:
        print("The shipped crowd does not fit these tables, so 300 companies are made now: some minutes …", flush=True)
        making.make(clock)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    make()
