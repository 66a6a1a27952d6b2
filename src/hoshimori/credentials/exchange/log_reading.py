"""A log as it is published, read without trusting whoever publishes it (C2SP tlog-tiles).

A checkpoint is believed by its signatures; everything else counts only where it leads to that checkpoint's head. Where
the files lie, on a web server or in a folder, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.tiles import (
    LONGEST_ENTRY,
    WIDTH,
    Tile,
    TiledTree,
    entries_in,
    hashes_in,
    tile_holding,
)
from hoshimori.credentials.rules.merkle import (
    HASH_LENGTH,
    Leaves,
    check_consistency,
    consistency_proof,
    head,
    leaf_hash,
)
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoshimori.credentials.exchange.checkpoints import Checkpoint
    from hoshimori.credentials.exchange.notes import Note

Fetch: TypeAlias = Callable[[str, int], bytes]
"""Gives the file at a path below the log's address, of so many bytes at most.

It raises FileNotFoundError where there is none, another OSError where it cannot be had, and Invalid, LOG_UNREADABLE
with TOO_LARGE, where it is longer.
"""

LARGEST_TILE = WIDTH * HASH_LENGTH
LARGEST_BUNDLE = WIDTH * (2 + LONGEST_ENTRY)
_HEIGHT = 8


def latest(fetch: Fetch) -> Note:
    """Return the checkpoint that is published now, for its signatures to be checked.

    Raises:
        Invalid: as `notes.read`.
    """
    return notes.read(fetch("checkpoint", notes.LARGEST_NOTE))


@dataclass(frozen=True, slots=True)
class PublishedTree:
    """The published tree of one checkpoint; all that it gives was compared with that checkpoint's head."""

    checkpoint: Checkpoint
    _fetch: Fetch
    _tree: TiledTree

    def continuing(self, old_size: int) -> tuple[bytes, ...]:
        """Return what proves that this tree continues the one of `old_size`.

        Raises:
            Invalid: LOG_HISTORY_NOT_PROVEN, that one is larger; LOG_UNREADABLE or LOG_FILES_DIFFER, the tiles are bad.
        """
        return consistency_proof(old_size, self.checkpoint.size, self._tree)

    def check_continues(self, older: Checkpoint) -> None:
        """Let pass only a tree that begins with all of an older one.

        Raises:
            Invalid: LOG_HISTORY_NOT_PROVEN, it does not; LOG_UNREADABLE or LOG_FILES_DIFFER, the tiles are bad.
        """
        check_consistency(
            old_size=older.size,
            old_root=older.root,
            size=self.checkpoint.size,
            root=self.checkpoint.root,
            proof=self.continuing(older.size),
        )

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the entries from number `start` on, each with its number; none is given before its bundle was checked.

        Raises:
            Invalid: LOG_UNREADABLE or LOG_FILES_DIFFER, a bundle is not what the checkpoint covers.
        """
        size = self.checkpoint.size
        for first in range(start - start % WIDTH if start < size else size, size, WIDTH):
            for place, entry in enumerate(self._bundle(tile_holding(None, first, size))):
                if first + place >= start:
                    yield first + place, entry

    def _bundle(self, tile: Tile) -> tuple[bytes, ...]:
        wide, data = _had(self._fetch, tile, LARGEST_BUNDLE)
        entries = entries_in(wide, data)[: tile.width]
        if tile.width < WIDTH:
            self._tree.check_entries(tile, entries)
        elif _over([leaf_hash(entry) for entry in entries]) != self._tree(_HEIGHT, tile.number):
            # A full bundle is compared one level higher, which spares reading the tile beside it.
            raise Invalid("LOG_FILES_DIFFER")
        return entries


def published(fetch: Fetch, checkpoint: Checkpoint) -> PublishedTree:
    """Return the tree of a checkpoint whose signatures were checked.

    Raises:
        Invalid: LOG_UNREADABLE or LOG_FILES_DIFFER, the tiles do not lead to its head.
    """

    def read(tile: Tile) -> bytes:
        wide, data = _had(fetch, tile, LARGEST_TILE)
        hashes_in(wide, data)
        kept = data[: tile.width * HASH_LENGTH]
        # The head covers each hash of the tiles that are not full; a full one is covered by a hash in the tile above.
        if tile.width == WIDTH and _over(hashes_in(tile, kept)) != tree(_HEIGHT * _above(tile), tile.number):
            raise Invalid("LOG_FILES_DIFFER")
        return kept

    tree = TiledTree(checkpoint.size, read)
    tree.check(checkpoint.root)
    return PublishedTree(checkpoint, fetch, tree)


def _had(fetch: Fetch, tile: Tile, largest: int) -> tuple[Tile, bytes]:
    """Return the bytes of a tile, or of the full one that has taken its place, and which of them it is."""
    try:
        return tile, fetch(tile.path(), largest)
    except FileNotFoundError:
        if tile.width == WIDTH:
            raise
    full = Tile(tile.level, tile.number)
    return full, fetch(full.path(), largest)


def _over(hashes: list[bytes] | tuple[bytes, ...]) -> bytes:
    return head(len(hashes), Leaves(hashes))


def _above(tile: Tile) -> int:
    return (tile.level or 0) + 1
