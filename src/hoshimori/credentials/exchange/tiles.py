"""The register's history as plain files: 256 hashes or 256 entries each, which never change once they are full.

C2SP tlog-tiles as of 2026-02-05 (after v0.1.0), without its pruning. A tile of level 0 holds the hashes of entries; one
of level 1 the hashes over full tiles of level 0, and so on. A file is read only for a tree whose checkpoint one has,
and counts once the tree fits that checkpoint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import HASH_LENGTH, head, leaf_hash, node_hash
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 256
HIGHEST_LEVEL = 63
LONGEST_ENTRY = 0xFFFF
_HEIGHT = 8
_LENGTH_BYTES = 2
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True)
class Tile:
    """A file of the log: its level (None: the entries themselves), its number there, and how many things it holds."""

    level: int | None
    number: int
    width: int = WIDTH

    def path(self) -> str:
        """Return where it lies below the log's address."""
        level = "entries" if self.level is None else str(self.level)
        *folders, name = [group.zfill(3) for group in f"{self.number:,}".split(",")]
        where = "".join(f"x{folder}/" for folder in folders) + name
        return f"tile/{level}/{where}" + ("" if self.width == WIDTH else f".p/{self.width}")


Read: TypeAlias = Callable[[Tile], bytes]
"""Gives the bytes of a tile; whoever gives them may take the beginning of a full tile for one that is not."""


def tile_at(path: str) -> Tile:
    """Return the tile that lies at `path`.

    Raises:
        Invalid: LOG_UNREADABLE with TILE_PATH.
    """
    match = _PATH.fullmatch(path)
    if match is None:
        raise unreadable(Flaw.TILE_PATH)
    level, where, width = match.groups()
    tile = Tile(
        None if level == "entries" else int(level),
        int(where.replace("x", "").replace("/", "")),
        WIDTH if width is None else int(width),
    )
    if tile.path() != path or tile.width > WIDTH or (tile.level or 0) > HIGHEST_LEVEL:
        raise unreadable(Flaw.TILE_PATH)
    return tile


def tile_holding(level: int | None, index: int, size: int) -> Tile:
    """Return the tile with the thing number `index` of a level, as wide as it is in a tree of `size`.

    Raises:
        Invalid: LOG_ENTRY_NOT_PROVEN, a tree of this size has no such thing.
    """
    things = size >> _HEIGHT * (level or 0)
    if not 0 <= index < things:
        raise Invalid("LOG_ENTRY_NOT_PROVEN")
    number = index // WIDTH
    return Tile(level, number, min(WIDTH, things - number * WIDTH))


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield the tiles of hashes of a tree, lowest level first."""
    level = 0
    while things := size >> _HEIGHT * level:
        for first in range(0, things, WIDTH):
            yield tile_holding(level, first, size)
        level += 1


def hashes_in(tile: Tile, data: bytes) -> tuple[bytes, ...]:
    """Return the hashes a tile holds.

    Raises:
        Invalid: LOG_UNREADABLE with TILE_LENGTH.
    """
    if len(data) != tile.width * HASH_LENGTH:
        raise unreadable(Flaw.TILE_LENGTH)
    return tuple(data[start : start + HASH_LENGTH] for start in range(0, len(data), HASH_LENGTH))


def bundle(entries: Sequence[bytes]) -> bytes:
    """Return 1 to 256 entries as a file: each after its length in two bytes.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY_LENGTH or TILE_LENGTH.
    """
    if not 1 <= len(entries) <= WIDTH:
        raise unreadable(Flaw.TILE_LENGTH)
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise unreadable(Flaw.ENTRY_LENGTH)
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def entries_in(tile: Tile, data: bytes) -> tuple[bytes, ...]:
    """Return the entries in a bundle, exactly as many as the tile says.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY_LENGTH or TILE_LENGTH.
    """
    entries: list[bytes] = []
    start = 0
    while start < len(data) and len(entries) < tile.width:
        begins = start + _LENGTH_BYTES
        start = begins + int.from_bytes(data[start:begins], "big")
        if start > len(data):
            raise unreadable(Flaw.ENTRY_LENGTH)
        entries.append(data[begins:start])
    if start != len(data) or len(entries) != tile.width:
        raise unreadable(Flaw.TILE_LENGTH)
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class TiledTree:
    """A tree of `size` entries over its tiles, each read once; it is the `Full` that proofs are made of."""

    size: int
    read: Read
    _known: dict[Tile, tuple[bytes, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, level: int, index: int) -> bytes:
        """Return the hash over a full subtree, as `Full` says.

        Raises:
            Invalid: LOG_UNREADABLE, a tile is not one; LOG_ENTRY_NOT_PROVEN, the tree has no such subtree.
        """
        above, within = divmod(level, _HEIGHT)
        first = index << within
        tile = tile_holding(above, first, self.size)
        begins = first % WIDTH
        hashes = self._hashes(tile)[begins : begins + (1 << within)]
        if len(hashes) != 1 << within:
            raise Invalid("LOG_ENTRY_NOT_PROVEN")
        return _folded(hashes)

    def check(self, root: bytes) -> None:
        """Let pass only tiles that lead to the head a checkpoint states.

        Raises:
            Invalid: LOG_FILES_DIFFER, they lead elsewhere.
        """
        if head(self.size, self) != root:
            raise Invalid("LOG_FILES_DIFFER")

    def check_entries(self, tile: Tile, entries: Sequence[bytes]) -> None:
        """Let pass only entries whose hashes stand in the tile of level 0 beside their bundle.

        Raises:
            Invalid: LOG_FILES_DIFFER, they do not.
        """
        beside = tile_holding(0, tile.number * WIDTH, self.size)
        if tuple(leaf_hash(entry) for entry in entries) != self._hashes(beside)[: tile.width]:
            raise Invalid("LOG_FILES_DIFFER")

    def _hashes(self, tile: Tile) -> tuple[bytes, ...]:
        if tile not in self._known:
            self._known[tile] = hashes_in(tile, self.read(tile))
        return self._known[tile]


def appended(size: int, read: Read, leaves: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
    """Yield every tile that comes into being when a tree of `size` grows by entries with the hashes `leaves`.

    Lowest level first and from left to right, so that what was written before a break can be written again. Tiles that
    do not change are not among them, nor are widths that no checkpoint will need.
    """
    level, added = 0, tuple(leaves)
    while added:
        things = size >> _HEIGHT * level
        begun = things % WIDTH
        kept = hashes_in(before := Tile(level, things // WIDTH, begun), read(before)) if begun else ()
        hashes, above = kept + added, []
        for start in range(0, len(hashes), WIDTH):
            part = hashes[start : start + WIDTH]
            yield Tile(level, (things - begun + start) // WIDTH, len(part)), b"".join(part)
            if len(part) == WIDTH:
                above.append(_folded(part))
        level, added = level + 1, tuple(above)


def _folded(hashes: Sequence[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
