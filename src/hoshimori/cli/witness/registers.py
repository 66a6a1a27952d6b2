"""A witness that also looks at the register: does the history say what the register says?

It keeps for each registration what the history said of it last, reads the register again and again, and notes about
which registrations the two differ, and since when. A difference may be honest for a while: an act stands in the
register at once and in the history a little later, and caches show an older register. So nothing is refused at once. A
checkpoint is refused when the two differed about a registration longer ago than that takes, still differ, and nothing
in the history has been said of that registration since: neither is it late, then, nor is it on its way.
"""

from __future__ import annotations

import csv
import sqlite3
import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from hoshimori.cli.witness.answering import tell
from hoshimori.cli.witness.known import NOWHERE, Known, Newest, Noted
from hoshimori.cli.witness.witnessing import Looked, Misses
from hoshimori.credentials.exchange import history_entries, log_reading
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.standing import differences
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta
    from pathlib import Path

    from hoshimori.cli.fetching import Site
    from hoshimori.credentials.exchange.checkpoints import Checkpoint
    from hoshimori.credentials.rules.standing import Standing

SECONDS_FOR_THE_REGISTER = 300.0
MOST_LINES = 5_000_000
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Times:
    """How often the register is read, and how long an act may be on its way into the history."""

    every: timedelta
    patience: timedelta


class RegisterWatch:
    """Register and history of one site, held against each other."""

    def __init__(self, folder: Path, site: Site, times: Times) -> None:
        self._known = Known(folder / "registrations.sqlite3")
        self._site = site
        self._times = times
        self._reading = threading.Lock()
        self._compared_at: datetime | None = None
        self._told: set[tuple[str, str]] = set()

    def look(self, checkpoint: Checkpoint, at: datetime) -> Looked:
        """Let pass only a checkpoint whose history says, within the patience, what the register says.

        Raises:
            Misses: it says something else, or that could not be found out.
        """
        try:
            looked = Looked(checkpoint.size, self._said_since(checkpoint))
            self._compare_if_due(at)
        except OSError as error:
            told = f"NOT LOOKED AT: {type(error).__name__} {self._site.url}"
            why = "The register or its history cannot be read now."
            raise Misses(HTTPStatus.SERVICE_UNAVAILABLE, why, told=told) from None
        except Invalid as invalid:
            reason = invalid.particulars.get("reason", "")
            told = f"NOT LOOKED AT: {invalid.code} {reason}".rstrip()
            why = "The register or its history is not of the form that is known."
            raise Misses(HTTPStatus.UNPROCESSABLE_ENTITY, why, told=told) from None
        self._require_same(looked, at)
        return looked

    def keep(self, looked: Looked) -> None:
        """Keep what the history of a cosigned checkpoint says."""
        self._known.take(looked.said, looked.size)

    def compare(self, now: Callable[[], datetime]) -> None:
        """Read the register and note where it differs from the history, as far as that is cosigned.

        Raises:
            OSError: the register cannot be read. Invalid: LOG_UNREADABLE, it is not of the form that is known.
        """
        with self._reading:
            if self._known.size() == 0:
                return
            today = day_in_japan(now())
            found = {
                number: Noted(said.place if said else NOWHERE, ", ".join(differing))
                for number, said, shown in _paired(self._known.in_order(), self._lines())
                if (differing := differences(said.standing if said else None, shown, today))
            }
            self._compared_at = now()
            self._known.note(found, self._compared_at)
            self._tell_lasting(self._compared_at)

    def keep_comparing(self, now: Callable[[], datetime], is_stopping: threading.Event) -> None:
        """Compare again and again, and say in the witness's own log what is found or in the way."""
        while not is_stopping.is_set():
            try:
                self.compare(now)
            except (OSError, Invalid, sqlite3.Error) as error:
                tell(f"register not read: {type(error).__name__}")
            is_stopping.wait(self._times.every.total_seconds())

    def _compare_if_due(self, at: datetime) -> None:
        with self._reading:
            is_due = self._compared_at is None or at - self._compared_at > 2 * self._times.every
        if is_due:
            self.compare(lambda: at)

    def _said_since(self, checkpoint: Checkpoint) -> dict[str, Newest]:
        """Return what the entries that are not known yet say of registrations, the newest of each."""
        tree = log_reading.published(self._site.below("history").fetch, checkpoint)
        said: dict[str, Newest] = {}
        for place, entry in tree.entries(self._known.size()):
            event = history_entries.read(entry)
            if event.standing is not None:
                said[event.number] = Newest(place, event.standing)
        return said

    def _require_same(self, looked: Looked, at: datetime) -> None:
        lasting = [each for each in self._lasting(at) if each[0] not in looked.said]
        if lasting:
            numbers = ", ".join(number for number, _ in lasting[:_MOST_TOLD])
            why = f"The register says something else than its history: {numbers}"
            told = "; ".join(f"{number} {difference}" for number, difference in lasting[:_MOST_TOLD])
            raise Misses(HTTPStatus.UNPROCESSABLE_ENTITY, why, told=f"REGISTER DIFFERS: {told} ({len(lasting)} in all)")

    def _lasting(self, at: datetime) -> list[tuple[str, str]]:
        return self._known.noted_until(at - self._times.patience)

    def _tell_lasting(self, at: datetime) -> None:
        lasting = set(self._lasting(at))
        for number, difference in sorted(lasting - self._told)[:_MOST_TOLD]:
            tell(f"REGISTER DIFFERS: {number} {difference}; nothing is cosigned until that is settled")
        self._told = lasting

    def _lines(self) -> Iterator[tuple[str, Standing]]:
        """Yield number and standing of each line of the register's CSV, whose numbers have to go up."""
        lines = self._site.lines("register/register.csv", SECONDS_FOR_THE_REGISTER)
        before = ""
        try:
            for count, row in enumerate(csv.DictReader(_without_mark(lines), strict=True)):
                number = history_entries.number_of(row)
                if number <= before or count >= MOST_LINES:
                    raise unreadable(Flaw.ENTRY)
                yield number, history_entries.standing_of(row)
                before = number
        except csv.Error:
            raise unreadable(Flaw.ENTRY) from None


def _paired(
    history: Iterator[tuple[str, Newest]], register: Iterator[tuple[str, Standing]]
) -> Iterator[tuple[str, Newest | None, Standing | None]]:
    """Yield each number that stands in one of the two, with what each says of it; both are in order."""
    said, shown = next(history, None), next(register, None)
    while said or shown:
        number = min(each[0] for each in (said, shown) if each)
        yield (
            number,
            said[1] if said and said[0] == number else None,
            shown[1] if shown and shown[0] == number else None,
        )
        said = next(history, None) if said and said[0] == number else said
        shown = next(register, None) if shown and shown[0] == number else shown


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    """Take the byte order mark away with which the register's CSV begins."""
    for line in lines:
        yield line.removeprefix("\ufeff")
