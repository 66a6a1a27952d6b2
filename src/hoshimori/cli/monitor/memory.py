"""What the monitor remembers from run to run: whose keys it believes, and what the history was when it looked last."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hoshimori.cli.witness.keeping import write_whole
from hoshimori.credentials.exchange import checkpoints, history_entries, json_text, notes
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hoshimori.credentials.exchange.checkpoints import Checkpoint
    from hoshimori.credentials.exchange.history_entries import PublicEvent
    from hoshimori.credentials.exchange.json_text import Json

FORMAT = "hoshimori/monitor/1"
MOST_PROOFS = 50
_DEPTH = 6
_NAME = "monitor.json"


class MemoryUnfitError(Exception):
    """The folder remembers another company or another site, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest entry about a registration: its place in the log, and its text."""

    place: int
    entry: str

    @property
    def event(self) -> PublicEvent:
        """Return what it says."""
        return history_entries.read(self.entry.encode())


@dataclass(frozen=True, slots=True)
class Memory:
    """Keys of the log as they are written, the last checkpoint, and the newest entry of each of the company's numbers.

    `note` is empty before the first run.
    """

    url: str
    corporate_number: str
    keys: tuple[str, ...] = ()
    note: str = ""
    newest: Mapping[str, Newest] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was looked at yet."""
        return not self.note

    @property
    def checkpoint(self) -> Checkpoint | None:
        """Return the checkpoint of the last run."""
        return checkpoints.parse(notes.read(self.note.encode()).text) if self.note else None


def recalled(folder: Path, url: str, corporate_number: str) -> Memory:
    """Return what this folder remembers of a company at a site; nothing on the first run.

    Raises:
        MemoryUnfitError: it is about something else, or not readable.
    """
    try:
        content = (folder / _NAME).read_bytes()
    except FileNotFoundError:
        return Memory(url, corporate_number)
    try:
        memory = _read(content)
        is_of_this = (memory.url, memory.corporate_number) == (url, corporate_number)
    except (Rejected, Invalid, ValueError):
        message = f"{folder / _NAME} cannot be read."
        raise MemoryUnfitError(message) from None
    if not is_of_this:
        message = f"{folder} belongs to {memory.corporate_number} at {memory.url}."
        raise MemoryUnfitError(message)
    return memory


def keep(folder: Path, memory: Memory) -> None:
    """Keep what was seen; it is on the disk when this returns."""
    said = {
        "format": FORMAT,
        "url": memory.url,
        "corporate_number": memory.corporate_number,
        "log": list(memory.keys),
        "checkpoint": memory.note,
        "newest": {number: {"index": newest.place, "entry": newest.entry} for number, newest in memory.newest.items()},
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / _NAME, json.dumps(said, ensure_ascii=False, indent=1).encode(), mode=0o600)


def keep_proof(folder: Path, *signed: str) -> Path:
    """Keep notes that do not fit together: they prove to others what was shown here."""
    content = "\n".join(signed).encode()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"does-not-fit-{hashlib.sha256(content).hexdigest()[:16]}.txt"
    if len(list(folder.glob("does-not-fit-*.txt"))) < MOST_PROOFS:
        write_whole(file, content, mode=0o600)
    return file


def grown(memory: Memory, note: str, newest: Mapping[str, Newest]) -> Memory:
    """Return a memory that knows a later checkpoint and what it added."""
    return replace(memory, note=note, newest={**memory.newest, **newest})


def _read(content: bytes) -> Memory:
    match json_text.read_object(content, depth=_DEPTH):
        case {
            "format": "hoshimori/monitor/1",
            "url": str(url),
            "corporate_number": str(corporate_number),
            "log": [*keys],
            "checkpoint": str(note),
            "newest": dict(newest),
        }:
            known = {number: _newest(each) for number, each in newest.items()}
            memory = Memory(url, corporate_number, tuple(map(str, keys)), note, known)
        case _:
            raise ValueError(FORMAT)
    # What cannot be used later is found out now.
    if memory.checkpoint is None or not all(each.event for each in known.values()):
        raise ValueError(FORMAT)
    return memory


def _newest(said: Json) -> Newest:
    match said:
        case {"index": int(place), "entry": str(entry)}:
            return Newest(place, entry)
        case _:
            raise ValueError(FORMAT)
