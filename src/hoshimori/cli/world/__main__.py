"""Make the demo's world in the database that the environment names."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import django


def make() -> None:
    """Make everybody and everything, then write down who lives here."""
    from django.conf import settings
    from django.core.management import call_command

    from hoshimori.cli.world import aoba, experts, filled_workbook, kaede, minato, neighbours, offices, people, telling
    from hoshimori.cli.world.stage import Clock
    from hoshimori.journal.operations import seal
    from hoshimori.schemes.operations.editions import take_in_shipped
    from hoshimori.shared.actor import SYSTEM

    settings.ENVIRONMENT.data.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    clock = Clock(now)
    # What is filed and registered in this world's past needs an edition that was in force then.
    take_in_shipped(actor=SYSTEM, at=clock.ago(offices.FOUNDED))
    hayashi = offices.open_doors(offices.found(clock), clock)
    sato = aoba.make(clock).sato
    known = experts.make(sato, hayashi, clock)
    minato.make(known.kiyota, hayashi, clock)
    kaede.make(known.otomo, clock)
    neighbours.make(known, hayashi, clock)
    filled_workbook.write(settings.ENVIRONMENT.data / "filled-workbook.xlsx")
    telling.warn(clock)
    telling.tell(clock)
    while seal(actor=SYSTEM, at=now):
        pass
    people.write_down(settings.ENVIRONMENT.data / "people.json")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    make()
