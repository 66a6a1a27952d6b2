"""The folder in which the register's history lies as plain files that any web server can hand out (C2SP tlog-tiles).

A file comes into being whole or not at all, and what its name promises is on the disk before a checkpoint speaks of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import checkpoints, notes
from hoshimori.credentials.exchange.tiles import Tile, entries_in, tile_at
from hoshimori.credentials.rules.merkle import HASH_LENGTH
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.checkpoints import Checkpoint

CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the log lies; it need not be there yet."""

    place: Path

    def hashes(self, tile: Tile) -> bytes:
        """Return the hashes of a tile; those of one that is no longer kept stand at the beginning of the full one.

        Raises: FileNotFoundError where there is neither.
        """
        try:
            return self._path(tile).read_bytes()
        except FileNotFoundError:
            return self._path(Tile(tile.level, tile.number)).read_bytes()[: tile.width * HASH_LENGTH]

    def entries(self, tile: Tile) -> tuple[bytes, ...]:
        """Return the entries in a bundle; those of one that is no longer kept are the first of the full one.

        Raises:
            Invalid: LOG_UNREADABLE, it is no bundle. FileNotFoundError where there is neither.
        """
        try:
            return entries_in(tile, self._path(tile).read_bytes())
        except FileNotFoundError:
            full = Tile(tile.level, tile.number)
            return entries_in(full, self._path(full).read_bytes())[: tile.width]

    def file(self, path: str) -> Path | None:
        """Return where the file of an address below the log's own lies; None where there can be none."""
        try:
            return self.place / CHECKPOINT if path == CHECKPOINT else self._path(tile_at(path))
        except Invalid:
            return None

    def write(self, tile: Tile, data: bytes) -> None:
        """Lay down a tile or a bundle; the same again changes nothing."""
        path = self._path(tile)
        if not path.exists() or path.stat().st_size != len(data) or path.read_bytes() != data:
            _laid_down(path, data)

    def forget_beginnings(self, tile: Tile) -> None:
        """Remove what lies there of a tile or a bundle from the time when it was not full."""
        path = self._path(tile)
        shutil.rmtree(path.with_name(f"{path.name}.p"), ignore_errors=True)

    def published(self) -> tuple[str, Checkpoint] | None:
        """Return the checkpoint that is published, as it stands and what it says; None as long as none is.

        Raises:
            Invalid: LOG_UNREADABLE, what lies there is no checkpoint.
        """
        try:
            data = (self.place / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None
        note = notes.read(data)
        return data.decode(), checkpoints.parse(note.text)

    def publish(self, note: str) -> None:
        """Put a checkpoint in the place of the last one."""
        _laid_down(self.place / CHECKPOINT, note.encode())

    def _path(self, tile: Tile) -> Path:
        return self.place / tile.path()


def _laid_down(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=".", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    # A web server may be somebody else on this machine, and all of this is public.
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(path)
