"""Where a benchmark keeps its world."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import psycopg

from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def address(database: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database: a file, or a PostgreSQL that is thrown away afterwards."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    place = postgres.binaries()
    if place is None:
        sys.exit("PostgreSQL's server programs were not found")
    with postgres.throwaway(place) as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE hoshimori")
        yield f"{address}/hoshimori"
