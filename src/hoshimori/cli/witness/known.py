"""What a witness knows of registrations: what the history said of each last, and where the register differs.

All of it follows from the log and the register: without this file the witness reads the log from its beginning again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

NOWHERE = -1
"""The place in the history of a registration of which it says nothing."""

_SECONDS_TO_WAIT = 60.0
_TABLES = """
    CREATE TABLE IF NOT EXISTS newest (
        number TEXT PRIMARY KEY, place INTEGER NOT NULL, corporate_number TEXT NOT NULL, level INTEGER NOT NULL,
        state TEXT NOT NULL, valid_from TEXT NOT NULL, last_valid_on TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS noted (
        number TEXT PRIMARY KEY, place INTEGER NOT NULL, difference TEXT NOT NULL, since REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS taken (size INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest entry about a registration: its place in the log, and what it says."""

    place: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Noted:
    """That register and history differ about a registration, while its newest entry stood at this place."""

    place: int
    difference: str


class Known:
    """The file in which it is kept; many may use it at the same time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(self._opened()) as opened:
            opened.execute("PRAGMA journal_mode = WAL")
            opened.executescript(_TABLES)

    def size(self) -> int:
        """Return how many entries of the log were taken."""
        with closing(self._opened()) as opened:
            row = opened.execute("SELECT size FROM taken").fetchone()
        return int(row[0]) if row else 0

    def in_order(self) -> Iterator[tuple[str, Newest]]:
        """Yield the newest entry of each registration in the order of their numbers, as of one moment."""
        with closing(self._opened()) as opened:
            for number, place, corporate_number, level, state, begins, ends in opened.execute(
                "SELECT * FROM newest ORDER BY number"
            ):
                term = (date.fromisoformat(begins), date.fromisoformat(ends))
                yield number, Newest(place, Standing(corporate_number, level, state, *term))

    def take(self, said: Mapping[str, Newest], size: int) -> None:
        """Keep what the entries of a log of `size` say; all of it or nothing."""
        rows = (
            (number, newest.place, of.corporate_number, of.level, of.state, str(of.valid_from), str(of.last_valid_on))
            for number, newest in said.items()
            for of in [newest.standing]
        )
        with closing(self._opened()) as opened, opened:
            opened.executemany("INSERT OR REPLACE INTO newest VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            opened.execute("DELETE FROM taken")
            opened.execute("INSERT INTO taken VALUES (?)", (size,))

    def note(self, found: Mapping[str, Noted], at: datetime) -> None:
        """Keep where the register differs now; what differed before and of which nothing was said keeps its moment."""
        with closing(self._opened()) as opened, opened:
            since = {
                (number, place): moment
                for number, place, moment in opened.execute("SELECT number, place, since FROM noted")
            }
            rows = (
                (number, noted.place, noted.difference, since.get((number, noted.place), at.timestamp()))
                for number, noted in found.items()
            )
            opened.execute("DELETE FROM noted")
            opened.executemany("INSERT INTO noted VALUES (?, ?, ?, ?)", rows)

    def noted_until(self, at: datetime) -> list[tuple[str, str]]:
        """Return about which registrations the register has differed since `at` or longer, and in what.

        One of which the history has said something since is not among them.
        """
        with closing(self._opened()) as opened:
            return opened.execute(
                "SELECT noted.number, difference FROM noted LEFT JOIN newest ON newest.number = noted.number"
                " WHERE since <= ? AND noted.place = COALESCE(newest.place, ?) ORDER BY noted.number",
                (at.timestamp(), NOWHERE),
            ).fetchall()

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_SECONDS_TO_WAIT)
