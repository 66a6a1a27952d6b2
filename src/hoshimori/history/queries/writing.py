"""The entries as they are published: in bundles of 256, with the tiles of hashes over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.credentials.exchange.tiles import WIDTH, Tile, appended, bundle, tile_holding
from hoshimori.credentials.rules.merkle import leaf_hash
from hoshimori.history.models import Entry
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoshimori.credentials.exchange.tiles import Read

STRETCH = 64 * WIDTH


def growth(start: int, size: int, read: Read) -> Iterator[tuple[Tile, bytes]]:
    """Yield every bundle and tile that comes into being when the log grows from `start` to `size` entries.

    `read` gives the tiles that were yielded before. What is yielded is to be written down before the next is asked for.

    Raises:
        Invalid: LOG_FILES_DIFFER, an entry is missing.
    """
    while start < size:
        end = min(size, start - start % STRETCH + STRETCH)
        first = start - start % WIDTH
        leaves = _leaves(first, end)
        for at in range(0, len(leaves), WIDTH):
            yield tile_holding(None, first + at, end), bundle(leaves[at : at + WIDTH])
        yield from appended(start, read, [leaf_hash(leaf) for leaf in leaves[start - first :]])
        start = end


def newly_full(start: int, size: int) -> Iterator[Tile]:
    """Yield the bundles and tiles that are full at `size` and were not at `start`."""
    level = 0
    while size >> 8 * (level + 1):
        for number in range(start >> 8 * (level + 1), size >> 8 * (level + 1)):
            yield Tile(level, number)
            if level == 0:
                yield Tile(None, number)
        level += 1


def _leaves(start: int, end: int) -> list[bytes]:
    rows = Entry.objects.filter(index__gte=start, index__lt=end).order_by("index").values_list("leaf", flat=True)
    leaves = [leaf.encode() for leaf in rows]
    if len(leaves) != end - start:
        raise Invalid("LOG_FILES_DIFFER")
    return leaves
