"""The history lies in plain files, and a file counts only where it fits the head that was signed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoshimori.credentials.exchange.tiles import (
    Tile,
    TiledTree,
    appended,
    bundle,
    entries_in,
    hashes_in,
    tile_at,
    tile_holding,
    tiles_of,
)
from hoshimori.credentials.rules.merkle import (
    EMPTY,
    Leaves,
    check_consistency,
    check_inclusion,
    consistency_proof,
    head,
    inclusion_proof,
    leaf_hash,
)
from hoshimori.shared.refusal import Invalid

MOST = 66_000  # more than 256 * 256: three levels of tiles
ENTRIES = [f"event {number}".encode() for number in range(MOST)]
TREE = Leaves([leaf_hash(entry) for entry in ENTRIES])


class Folder:
    """The files of a log; who asks for a narrower tile than the one that is there gets its beginning."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.size = 0

    def grow(self, size: int) -> list[Tile]:
        grown = list(appended(self.size, self.read, TREE.hashes[self.size : size]))
        self.files |= {tile.path(): data for tile, data in grown}
        self.size = size
        return [tile for tile, _ in grown]

    def read(self, tile: Tile) -> bytes:
        full = self.files.get(Tile(tile.level, tile.number).path())
        return full[: tile.width * 32] if full else self.files[tile.path()]


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 7), "tile/0/007"),
        (Tile(0, 5 * 1000**2 + 43 * 1000 + 8), "tile/0/x005/x043/008"),
        (Tile(0, 5 * 1000**2), "tile/0/x005/x000/000"),
        (Tile(1, 999), "tile/1/999"),
        (Tile(1, 1000), "tile/1/x001/000"),
        (Tile(63, 5, 255), "tile/63/005.p/255"),
        (Tile(0, 90_001 // 256, 90_001 % 256), "tile/0/351.p/145"),
        (Tile(None, 5 * 1000**2 + 43 * 1000 + 8, 1), "tile/entries/x005/x043/008.p/1"),
    ],
)
def test_where_a_tile_lies(tile: Tile, path: str) -> None:
    assert tile.path() == path
    assert tile_at(path) == tile


@given(level=st.none() | st.integers(0, 63), number=st.integers(0, 2**55), width=st.integers(1, 256))
def test_every_tile_is_found_where_it_lies(level: int | None, number: int, width: int) -> None:
    assert tile_at(Tile(level, number, width).path()) == Tile(level, number, width)


@given(groups=st.lists(st.integers(0, 999), min_size=1, max_size=6), width=st.integers(1, 256))
def test_a_tile_lies_in_folders_of_a_thousand(groups: list[int], width: int) -> None:
    number = 0
    for group in groups:
        number = number * 1000 + group
    while len(groups) > 1 and groups[0] == 0:
        groups = groups[1:]
    where = "".join(f"x{group:03}/" for group in groups[:-1]) + f"{groups[-1]:03}"

    assert Tile(2, number, width).path() == f"tile/2/{where}" + (f".p/{width}" if width < 256 else "")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/0/x001/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/300",
        "tile/0/000.p/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../000",
        "tile/data/000",
        "tile/0/００１",
        "tile/0/000\n",
    ],
)
def test_a_tile_lies_in_one_place_only(path: str) -> None:
    with pytest.raises(Invalid, match="LOG_UNREADABLE"):
        tile_at(path)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 90_001, 256**3, 256**3 + 256])
def test_the_tiles_of_a_size_are_counted_by_division(size: int) -> None:
    counted, level, things = [], 0, size
    while things:
        full, rest = divmod(things, 256)
        counted += [Tile(level, number) for number in range(full)] + ([Tile(level, full, rest)] if rest else [])
        level, things = level + 1, full

    assert list(tiles_of(size)) == counted


def test_the_tiles_of_ninety_thousand_and_one() -> None:
    tiles = list(tiles_of(90_001))  # 351 * 256 + 145; 351 is 256 + 95

    assert sum(tile.level == 0 and tile.width == 256 for tile in tiles) == 351
    assert tiles[351:] == [Tile(0, 351, 145), Tile(1, 0), Tile(1, 1, 95), Tile(2, 0, 1)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]


def test_growing_step_by_step_leaves_the_tiles_of_each_size() -> None:
    folder = Folder()

    for size in (1, 2, 255, 256, 257, 511, 600, 70 * 256, 65_535, 65_536, MOST):
        folder.grow(size)
        for tile in tiles_of(size):
            hashes = hashes_in(tile, folder.read(tile))
            first = tile.number * 256
            assert hashes == tuple(TREE(8 * (tile.level or 0), first + place) for place in range(tile.width))
        TiledTree(size, folder.read).check(head(size, TREE))


def test_nothing_new_writes_nothing_and_what_is_full_is_not_written_again() -> None:
    folder = Folder()
    folder.grow(600)

    assert folder.grow(600) == []
    assert folder.grow(601) == [Tile(0, 2, 89)]
    assert folder.grow(768) == [Tile(0, 2), Tile(1, 0, 3)]


WHOLE = Folder()
WHOLE.grow(MOST)


@settings(deadline=None)
@given(data=st.data(), size=st.integers(1, MOST))
def test_proofs_from_tiles_hold(data: st.DataObject, size: int) -> None:
    tree = TiledTree(size, WHOLE.read)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    root = head(size, tree)

    check_inclusion(
        leaf=TREE.hashes[index], index=index, size=size, proof=inclusion_proof(index, size, tree), root=root
    )
    check_consistency(
        old_size=old,
        old_root=head(old, TREE),
        size=size,
        root=root,
        proof=consistency_proof(old, size, tree),
    )
    assert root == head(size, TREE)


def test_a_tile_with_a_changed_byte_does_not_fit_the_head() -> None:
    for path in ("tile/0/002.p/88", "tile/1/000.p/2"):
        folder = Folder()
        folder.grow(600)
        folder.files[path] = b"\xff" + folder.files[path][1:]

        with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
            TiledTree(600, folder.read).check(head(600, TREE))


def test_a_tile_of_another_length_is_not_read() -> None:
    for data in (b"", bytes(31), bytes(32 * 87), bytes(32 * 89), bytes(32 * 88 + 1)):
        with pytest.raises(Invalid) as refusal:
            hashes_in(Tile(0, 2, 88), data)
        assert refusal.value.particulars == {"reason": "TILE_LENGTH"}


def test_a_tree_is_not_asked_for_what_it_does_not_have() -> None:
    tree = TiledTree(600, WHOLE.read)

    for level, index in ((0, 600), (0, -1), (9, 1), (1, 300), (10, 0)):
        with pytest.raises(Invalid, match="LOG_ENTRY_NOT_PROVEN"):
            tree(level, index)


def test_the_empty_tree_has_a_head_and_no_files() -> None:
    TiledTree(0, WHOLE.read).check(EMPTY)

    with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
        TiledTree(0, WHOLE.read).check(bytes(32))


@given(entries=st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_entries_come_out_of_a_bundle_as_they_went_in(entries: list[bytes]) -> None:
    assert entries_in(Tile(None, 0, len(entries)), bundle(entries)) == tuple(entries)


def test_a_bundle_is_read_whole_or_not_at_all() -> None:
    data = bundle([b"one", b"", b"three"])

    assert data == b"\x00\x03one\x00\x00\x00\x05three"
    assert entries_in(Tile(None, 0, 3), data) == (b"one", b"", b"three")
    for wrong, width in ((data[:-1], 3), (data + b"\0", 3), (data + b"\0\0", 3), (data, 2), (data, 4), (b"", 1)):
        with pytest.raises(Invalid, match="LOG_UNREADABLE"):
            entries_in(Tile(None, 0, width), wrong)


def test_what_does_not_fit_in_a_bundle_is_not_written() -> None:
    assert len(bundle([bytes(65_535)])) == 65_537
    for entries in ([], [b""] * 257, [bytes(65_536)]):
        with pytest.raises(Invalid, match="LOG_UNREADABLE"):
            bundle(entries)


def test_entries_count_only_beside_their_hashes() -> None:
    tree = TiledTree(600, WHOLE.read)
    last = tile_holding(None, 599, 600)

    tree.check_entries(last, ENTRIES[512:600])
    for wrong in (ENTRIES[512:599], ENTRIES[512:601], [*ENTRIES[512:599], b"else"], ENTRIES[511:599]):
        with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
            tree.check_entries(last, wrong)
