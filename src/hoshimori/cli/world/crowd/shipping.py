"""The crowd as one compressed file that comes with Hoshimori, so that the demo need not wait until it is made.

It is an embedded database as it stands when the crowd's last day is over. The journal in it is not chained yet: that
is done once the whole world is there, with its people.
"""

from __future__ import annotations

import json
import lzma
import shutil
from datetime import datetime
from pathlib import Path

from hoshimori.cli.world import ground

FOLDER = Path(__file__).parent
PACKED, ABOUT = FOLDER / "crowd.sqlite3.xz", FOLDER / "crowd.json"


def fits(now: datetime) -> bool:
    """Tell whether the shipped crowd can be used: it is there, made for these tables and editions, and not to come."""
    if not (PACKED.exists() and ABOUT.exists()):
        return False
    about = json.loads(ABOUT.read_text(encoding="utf-8"))
    return about["ground"] == ground.digest() and datetime.fromisoformat(about["made_at"]) <= now


def unpack(database: Path) -> None:
    """Lay the shipped crowd where the embedded database belongs; there is none yet."""
    unfinished = database.with_suffix(".unpacking")
    with lzma.open(PACKED) as packed, unfinished.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    unfinished.rename(database)


def pack(database: Path, made_at: datetime) -> None:
    """Make a database of the embedded kind the crowd that is shipped."""
    PACKED.write_bytes(lzma.compress(database.read_bytes(), preset=9))
    about = {"ground": ground.digest(), "made_at": made_at.isoformat()}
    ABOUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
