"""Whether every entry is what was published and signed: row by row, file by file, up to the head.

The rows are reckoned up to a head. Where that is the signed one the rows are right, and a file that says otherwise is
not; where it is not, rows that differ from the published files are wrong if with the files' hashes the head is reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import checkpoints, notes
from hoshimori.credentials.exchange.tiles import WIDTH, Tile, hashes_in, tile_holding, tiles_of
from hoshimori.credentials.rules.merkle import HASH_LENGTH, Leaves, head, leaf_hash
from hoshimori.history.models import Entry
from hoshimori.history.queries import log
from hoshimori.history.rules import leaves
from hoshimori.history.rules.faults import Fault, Finding
from hoshimori.registry.rules.numbers import bare
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from hoshimori.history.exchange.folder import Folder
    from hoshimori.history.models import Head

    Rows: TypeAlias = Mapping[int, Entry]

CHUNK = 2048
NOTHING = bytes(HASH_LENGTH)
"""Stands for the hash of an entry that is not there; no entry has it."""

_HEIGHT = 8
_LOOKS = 3


def findings(at: datetime) -> Iterator[Finding]:
    """Go through all entries and all files, once; yield what does not lead to the newest signed checkpoint."""
    last, folder = log.newest_head(), log.folder()
    yield from _of_checkpoint(folder, at)
    covered, reckoned, doubtful = last.size if last else 0, Reckoned(), list[int]()
    for first, rows in _groups(max(covered, log.size())):
        yield from _by_themselves(rows)
        if first < covered:
            mine = _hashes(rows, first, covered)
            reckoned.add(mine)
            if any(_published(folder, tile) != mine for tile in _files(first, covered)):
                doubtful.append(first)
        else:
            missing = (index for index in range(first, min(first + WIDTH, log.size())) if index not in rows)
            yield from (Finding(Fault.ENTRY_REMOVED, index=index) for index in missing)
    if last is not None:
        yield from _against_head(folder, last, reckoned, doubtful)


@dataclass(slots=True)
class Reckoned:
    """What the hashes of all entries lead to; kept is one hash for each 256 of them, and those behind."""

    full: list[bytes] = field(default_factory=list)
    behind: list[bytes] = field(default_factory=list)

    def add(self, hashes: list[bytes]) -> None:
        """Take in the next 256 hashes, or at the end what is left."""
        if len(hashes) == WIDTH:
            self.full.append(head(WIDTH, Leaves(hashes)))
        else:
            self.behind = hashes

    def with_instead(self, first: int, hashes: list[bytes]) -> Reckoned:
        """Return the same with other hashes from the entry number `first` on."""
        if len(hashes) < WIDTH:
            return Reckoned(self.full, hashes)
        full = list(self.full)
        full[first // WIDTH] = head(WIDTH, Leaves(hashes))
        return Reckoned(full, self.behind)

    def root(self) -> bytes:
        """Return the head of the tree."""
        upper, lower, size = Leaves(self.full), Leaves(self.behind), len(self.full) * WIDTH

        def full(level: int, index: int) -> bytes:
            return upper(level - _HEIGHT, index) if level >= _HEIGHT else lower(level, index - (size >> level))

        return head(size + len(self.behind), full)

    def tile(self, tile: Tile) -> bytes:
        """Return what stands in a tile above those of entries."""
        upper, level = Leaves(self.full), (tile.level or 0) * _HEIGHT - _HEIGHT
        start = tile.number * WIDTH
        return b"".join(upper(level, index) for index in range(start, start + tile.width))


def _of_checkpoint(folder: Folder, at: datetime) -> Iterator[Finding]:
    """Yield whether the newest checkpoint is signed, says what its row says, and is the one that is published."""
    last, is_same = None, False
    for _ in range(_LOOKS):
        last = log.newest_head()
        is_same = is_same or _lies_there(folder, last)
    if not is_same:
        yield Finding(Fault.CHECKPOINT_DIFFERS, what="checkpoint")
    if last is None:
        return
    try:
        checkpoint = checkpoints.checked(notes.read(last.note.encode()), log.trusted_log(at))
    except Invalid as refusal:
        yield Finding(Fault.CHECKPOINT_DIFFERS, what=refusal.code)
        return
    if (checkpoint.size, checkpoint.root) != (last.size, bytes(last.root)):
        yield Finding(Fault.CHECKPOINT_DIFFERS, what="head")


def _lies_there(folder: Folder, last: Head | None) -> bool:
    """Tell whether the published checkpoint is this one."""
    try:
        published = folder.published()
    except Invalid:
        return False
    return (published[0] if published else None) == (last.note if last else None)


def _groups(size: int) -> Iterator[tuple[int, dict[int, Entry]]]:
    """Yield the rows in groups of 256 by their place, empty groups too."""
    first, rows = 0, dict[int, Entry]()
    for row in Entry.objects.order_by("index").iterator(CHUNK):
        while row.index >= first + WIDTH:
            yield first, rows
            first, rows = first + WIDTH, {}
        rows[row.index] = row
    while first < size:
        yield first, rows
        first, rows = first + WIDTH, {}


def _by_themselves(rows: Rows) -> Iterator[Finding]:
    """Yield rows whose columns do not say what their leaf says."""
    for index, row in rows.items():
        said = leaves.read(row.leaf)
        columns = (row.kind, row.number, row.corporate_number, bytes(row.leaf_hash))
        told = (
            said.get("kind"),
            bare(said.get("number", "")),
            said.get("corporate_number", ""),
            leaf_hash(_bytes(row)),
        )
        salt = bytes(row.salt)
        if columns != told or (salt and leaves.digest_of_particulars(salt, row.particulars) != said.get("particulars")):
            yield Finding(Fault.ENTRY_CHANGED, row.number, index, "columns")


def _hashes(rows: Rows, first: int, covered: int) -> list[bytes]:
    places = range(first, min(first + WIDTH, covered))
    return [leaf_hash(_bytes(rows[index])) if index in rows else NOTHING for index in places]


def _bytes(row: Entry) -> bytes:
    return row.leaf.encode()


def _files(first: int, covered: int) -> tuple[Tile, Tile]:
    return tile_holding(0, first, covered), tile_holding(None, first, covered)


def _published(folder: Folder, tile: Tile) -> list[bytes] | None:
    """Return the hashes that stand in a tile or follow from a bundle's entries; None where there is no such file."""
    try:
        if tile.level is None:
            return [leaf_hash(entry) for entry in folder.entries(tile)]
        return list(hashes_in(tile, folder.hashes(tile)))
    except (FileNotFoundError, Invalid):
        return None


def _against_head(folder: Folder, last: Head, reckoned: Reckoned, doubtful: Sequence[int]) -> Iterator[Finding]:
    if reckoned.root() == bytes(last.root):
        for first in doubtful:
            mine = _hashes(_rows(first), first, last.size)
            wrong = (tile for tile in _files(first, last.size) if _published(folder, tile) != mine)
            yield from (Finding(Fault.FILE_DIFFERS, what=tile.path()) for tile in wrong)
        yield from _of_upper_tiles(folder, last.size, reckoned)
        return
    proven: dict[int, list[bytes] | None] = {}
    is_reached = False
    for prefers_tiles in (False, True):
        if not is_reached:
            proven = {first: _believed(folder, first, last.size, prefers_tiles=prefers_tiles) for first in doubtful}
            corrected = reckoned
            for first, hashes in proven.items():
                corrected = corrected.with_instead(first, hashes) if hashes else corrected
            is_reached = corrected.root() == bytes(last.root)
    if not is_reached:
        yield Finding(Fault.HEAD_NOT_REACHED, what=str(last.size))
    for first, hashes in proven.items():
        yield from _differing(folder, first, last.size, hashes or [])


def _believed(folder: Folder, first: int, covered: int, *, prefers_tiles: bool) -> list[bytes] | None:
    tile, entries = (_published(folder, file) for file in _files(first, covered))
    return (tile or entries) if prefers_tiles else (entries or tile)


def _differing(folder: Folder, first: int, covered: int, hashes: Sequence[bytes]) -> Iterator[Finding]:
    """Yield the rows that are not what was published, named as it was published; and files that are not either."""
    rows = _rows(first)
    for index, (mine, theirs) in enumerate(zip_longest(_hashes(rows, first, covered), hashes), start=first):
        if mine != theirs:
            fault = Fault.ENTRY_CHANGED if index in rows else Fault.ENTRY_REMOVED
            yield Finding(
                fault, _number_at(folder, index, covered) or (rows[index].number if index in rows else ""), index
            )
    for tile in _files(first, covered):
        if _published(folder, tile) != list(hashes):
            yield Finding(Fault.FILE_DIFFERS, what=tile.path())


def _number_at(folder: Folder, index: int, covered: int) -> str:
    """Return the registration that a published entry is about; empty where it is about none or there is no file."""
    try:
        entry = folder.entries(tile_holding(None, index, covered))[index % WIDTH]
        return bare(str(leaves.read(entry.decode()).get("number", "")))
    except (FileNotFoundError, ValueError, Invalid):
        return ""


def _of_upper_tiles(folder: Folder, covered: int, reckoned: Reckoned) -> Iterator[Finding]:
    for tile in tiles_of(covered):
        if tile.level:
            try:
                is_right = folder.hashes(tile) == reckoned.tile(tile)
            except FileNotFoundError:
                is_right = False
            if not is_right:
                yield Finding(Fault.FILE_DIFFERS, what=tile.path())


def _rows(first: int) -> Rows:
    return {row.index: row for row in Entry.objects.filter(index__gte=first, index__lt=first + WIDTH)}
