"""An entry is in the history or it is not, and the history only grew or it did not: nothing in between is believed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.rules.merkle import (
    EMPTY,
    LARGEST_SIZE,
    Leaves,
    check_consistency,
    check_inclusion,
    consistency_proof,
    head,
    inclusion_proof,
    leaf_hash,
    node_hash,
)
from hoshimori.shared.refusal import Invalid

PEERS = json.loads((Path(__file__).parent / "assets" / "log" / "transparency-dev-merkle.json").read_text())

# The peer compares whatever it is given; here a head is a hash or it is refused.
WITHOUT_HASHES = {"consistency/additional/sizes-are-equal-one-and-proof-is-empty"}

# The tree of eight entries that implementations of RFC 6962 test with (transparency-dev/merkle, testonly/constants.go).
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
HEADS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

MOST = 300
TREE = Leaves([leaf_hash(str(number).encode()) for number in range(MOST)])
SIZES = st.integers(0, MOST)


def by_definition(hashes: list[bytes]) -> bytes:
    """Hash as RFC 6962 §2.1 writes it down, with no care for speed."""
    if len(hashes) < 2:
        return hashes[0] if hashes else EMPTY
    left = 1
    while left * 2 < len(hashes):
        left *= 2
    return node_hash(by_definition(hashes[:left]), by_definition(hashes[left:]))


@pytest.mark.parametrize("size", range(9))
def test_the_heads_of_the_published_tree(size: int) -> None:
    tree = Leaves([leaf_hash(entry) for entry in ENTRIES])

    assert head(size, tree).hex() == HEADS[size]


@given(size=SIZES)
def test_a_head_is_what_the_definition_says(size: int) -> None:
    assert head(size, TREE) == by_definition(list(TREE.hashes[:size]))


def test_the_proofs_of_the_tree_of_seven_that_the_rfc_draws() -> None:
    tree = Leaves([leaf_hash(entry) for entry in ENTRIES[:7]])
    a, b, c, d, e, f, j = tree.hashes
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, last = node_hash(g, h), node_hash(i, j)

    assert inclusion_proof(0, 7, tree) == (b, h, last)
    assert inclusion_proof(3, 7, tree) == (c, g, last)
    assert inclusion_proof(4, 7, tree) == (f, j, k)
    assert inclusion_proof(6, 7, tree) == (i, k)
    assert consistency_proof(3, 7, tree) == (c, d, g, last)
    assert consistency_proof(4, 7, tree) == (last,)
    assert consistency_proof(6, 7, tree) == (i, j, k)


def hashed(value: str | None) -> bytes:
    return base64.b64decode(value or "")


@pytest.mark.parametrize("vector", PEERS["inclusion"], ids=lambda vector: vector["file"])
def test_inclusion_as_peers_see_it(vector: dict[str, Any]) -> None:
    proof = [hashed(value) for value in vector["proof"] or []]

    def check() -> None:
        check_inclusion(
            leaf=hashed(vector["leafHash"]),
            index=vector["leafIdx"],
            size=vector["treeSize"],
            proof=proof,
            root=hashed(vector["root"]),
        )

    assert refused(check) == ("LOG_ENTRY_NOT_PROVEN" if vector["wantErr"] else None)


@pytest.mark.parametrize("vector", PEERS["consistency"], ids=lambda vector: vector["file"])
def test_consistency_as_peers_see_it(vector: dict[str, Any]) -> None:
    proof = [hashed(value) for value in vector["proof"] or []]

    def check() -> None:
        check_consistency(
            old_size=vector["size1"],
            old_root=hashed(vector["root1"]),
            size=vector["size2"],
            root=hashed(vector["root2"]),
            proof=proof,
        )

    believed = not vector["wantErr"] and vector["file"] not in WITHOUT_HASHES
    assert refused(check) == (None if believed else "LOG_HISTORY_NOT_PROVEN")


def refused(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Invalid as refusal:
        return refusal.code
    return None


def is_included(index: int, size: int, proof: list[bytes], *, leaf: bytes, root: bytes) -> bool:
    return refused(lambda: check_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root)) is None


def continues(old: int, size: int, proof: list[bytes], *, old_root: bytes, root: bytes) -> bool:
    def check() -> None:
        check_consistency(old_size=old, old_root=old_root, size=size, root=root, proof=proof)

    return refused(check) is None


def flipped(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data, "big") ^ 1 << bit).to_bytes(len(data), "big")


@given(data=st.data(), size=st.integers(1, MOST), bit=st.integers(0, 255))
def test_every_entry_is_proven_and_with_any_bit_changed_none_is(data: st.DataObject, size: int, bit: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, root, proof = TREE.hashes[index], head(size, TREE), list(inclusion_proof(index, size, TREE))

    assert is_included(index, size, proof, leaf=leaf, root=root)
    assert not is_included(index, size, proof, leaf=flipped(leaf, bit), root=root)
    assert not is_included(index, size, proof, leaf=leaf, root=flipped(root, bit))
    assert not is_included(index, size, [*proof, root], leaf=leaf, root=root)
    for place, value in enumerate(proof):
        changed = [*proof[:place], flipped(value, bit), *proof[place + 1 :]]
        assert not is_included(index, size, changed, leaf=leaf, root=root)
        assert not is_included(index, size, proof[:place] + proof[place + 1 :], leaf=leaf, root=root)
    for other in {*range(max(0, index - 3), min(size, index + 4))} - {index}:
        assert not is_included(other, size, proof, leaf=leaf, root=root)


@given(sizes=st.tuples(SIZES, SIZES), bit=st.integers(0, 255))
def test_every_size_continues_every_smaller_one_and_with_any_bit_changed_none_does(
    sizes: tuple[int, int], bit: int
) -> None:
    old, size = sorted(sizes)
    old_root, root, proof = head(old, TREE), head(size, TREE), list(consistency_proof(old, size, TREE))

    assert continues(old, size, proof, old_root=old_root, root=root)
    assert not continues(old, size, proof, old_root=flipped(old_root, bit), root=root)
    assert not continues(old, size, [*proof, root], old_root=old_root, root=root)
    if old:
        assert not continues(old, size, proof, old_root=old_root, root=flipped(root, bit))
    for place, value in enumerate(proof):
        changed = [*proof[:place], flipped(value, bit), *proof[place + 1 :]]
        assert not continues(old, size, changed, old_root=old_root, root=root)
        assert not continues(old, size, proof[:place] + proof[place + 1 :], old_root=old_root, root=root)


@given(old=st.integers(1, MOST - 1), size=st.integers(2, MOST), place=st.integers(0, MOST - 1))
def test_a_history_with_one_old_entry_rewritten_continues_nothing(old: int, size: int, place: int) -> None:
    old, size = sorted((old, size))
    place %= old
    rewritten = Leaves([*TREE.hashes[:place], leaf_hash(b"rewritten"), *TREE.hashes[place + 1 :]])
    proof = list(consistency_proof(old, size, rewritten))

    assert not continues(old, size, proof, old_root=head(old, TREE), root=head(size, rewritten))


def test_an_entry_cannot_be_passed_off_as_a_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")

    assert leaf_hash(left + right) != node_hash(left, right)


def test_numbers_no_tree_has_are_refused() -> None:
    for index, size in ((-1, 4), (4, 4), (0, 0), (0, LARGEST_SIZE + 1)):
        assert not is_included(index, size, [], leaf=EMPTY, root=EMPTY)
    for old, size in ((-1, 4), (5, 4), (1, LARGEST_SIZE + 1)):
        assert not continues(old, size, [], old_root=EMPTY, root=EMPTY)
    with pytest.raises(Invalid, match="LOG_ENTRY_NOT_PROVEN"):
        inclusion_proof(4, 4, TREE)
    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        consistency_proof(5, 4, TREE)


def test_a_tree_larger_than_63_bits_can_number_is_refused() -> None:
    left, last = leaf_hash(b"all before"), leaf_hash(b"last")
    root, most = node_hash(left, last), LARGEST_SIZE + 1

    assert is_included(2**62, 2**62 + 1, [left], leaf=last, root=root)
    assert not is_included(most, most + 1, [left], leaf=last, root=root)
    assert continues(2**62, 2**62 + 1, [last], old_root=left, root=root)
    assert not continues(most, most + 1, [last], old_root=left, root=root)


def test_only_the_true_empty_tree_is_continued_by_everything() -> None:
    assert continues(0, 9, [], old_root=EMPTY, root=head(9, TREE))
    assert not continues(0, 9, [], old_root=head(1, TREE), root=head(9, TREE))
    assert not continues(0, 0, [], old_root=EMPTY, root=head(1, TREE))
