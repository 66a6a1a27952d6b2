"""Make the crowd anew and pack it as the file that comes with Hoshimori: `python3 dev.py world`."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django

from hoshimori.config.environment import Mode


def main(folder: Path) -> None:
    """Make it in an embedded database of its own in this folder."""
    os.environ.pop("HOSHIMORI_DATABASE_URL", None)
    os.environ.update(HOSHIMORI_DATA=str(folder), HOSHIMORI_MODE=Mode.DEMO.value)
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from hoshimori.cli.world.crowd import making, shipping
    from hoshimori.cli.world.stage import Clock

    began = time.monotonic()
    made_at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    call_command("migrate", interactive=False, verbosity=0)
    making.make(Clock(made_at))
    tidy = folder / "tidy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tidy)])
    print(f"The crowd was made in {time.monotonic() - began:.0f} s; packing it …", flush=True)
    shipping.pack(tidy, made_at)
    print(f"{shipping.PACKED.name}: {shipping.PACKED.stat().st_size / 1e6:.1f} MB, to be committed.")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        main(Path(temporary))
