"""An entry is in the history or it is not, and the history only grew or it did not: nothing in between is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

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
from tests.credentials import second_merkle

MOST = 300
ENTRIES = [str(number).encode() for number in range(MOST)]
TREE = Leaves([leaf_hash(entry) for entry in ENTRIES])
SIZES = st.integers(0, MOST)
JUDGED = range(71)  # 64 and what is around it: full trees, one more, and every way to be uneven below


def test_leaves_and_nodes_are_hashed_as_the_rfc_says() -> None:
    assert hashlib.sha256(b"").digest() == EMPTY
    for entry in (b"", b"\x00", "登録".encode(), bytes(65_535)):
        assert leaf_hash(entry) == hashlib.sha256(b"\x00" + entry).digest()
    assert node_hash(b"l" * 32, b"r" * 32) == hashlib.sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest()


def test_the_heads_of_the_smallest_trees_by_hand() -> None:
    tree = Leaves([leaf_hash(entry) for entry in (b"a", b"b", b"c")])
    a, b, c = (hashlib.sha256(b"\x00" + entry).digest() for entry in (b"a", b"b", b"c"))
    both = hashlib.sha256(b"\x01" + a + b).digest()
    by_hand = [hashlib.sha256(b"").digest(), a, both, hashlib.sha256(b"\x01" + both + c).digest()]

    assert [head(size, tree) for size in range(4)] == by_hand
    assert [second_merkle.head([b"a", b"b", b"c"][:size]) for size in range(4)] == by_hand


@pytest.mark.parametrize("size", JUDGED)
def test_heads_and_proofs_are_those_of_a_second_implementation(size: int) -> None:
    entries = ENTRIES[:size]

    assert head(size, TREE) == second_merkle.head(entries)
    for index in range(size):
        assert list(inclusion_proof(index, size, TREE)) == second_merkle.path(index, entries)
    for old in range(1, size + 1):
        assert list(consistency_proof(old, size, TREE)) == second_merkle.proof(old, entries)


@given(size=SIZES)
def test_a_head_is_what_the_definition_says(size: int) -> None:
    assert head(size, TREE) == second_merkle.head(ENTRIES[:size])


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


def spoiled(proof: list[bytes], root: bytes, leaf: bytes) -> list[list[bytes]]:
    """Return the proof, and what it is not: shorter, longer, in another order, of things that are no hashes."""
    wrong = [proof, [], proof[1:], proof[:-1], [*proof, root], [root, *proof], [*proof, leaf], [leaf, *proof]]
    wrong += [proof[::-1], [*proof, *proof], [EMPTY, *proof[1:]], [*proof[:-1], EMPTY], [bytes(32)] * len(proof)]
    wrong += [[*proof[:-1], b""], [*proof[:-1], bytes(31)], [*proof[:-1], root + b"\0"], [*proof, b""]]
    return wrong


@pytest.mark.parametrize("size", range(1, 19))
def test_inclusion_is_believed_where_the_second_implementation_believes_it(size: int) -> None:
    believed = set()
    for index in range(size):
        leaf, proof = second_merkle.leaf(ENTRIES[index]), second_merkle.path(index, ENTRIES[:size])
        roots = [second_merkle.head(ENTRIES[:other]) for other in (size - 1, size, size + 1)]
        for place, total in [(here, among) for among in (size - 1, size, size + 1) for here in range(among)]:
            for root in (*roots, leaf):
                for given_proof in spoiled(proof, root, leaf):
                    judged = second_merkle.includes(place, total, leaf, given_proof, root)
                    assert is_included(place, total, given_proof, leaf=leaf, root=root) == judged
                    if judged and total == size and root == roots[1]:
                        believed.add((index, place))

    assert believed == {(index, index) for index in range(size)}


@pytest.mark.parametrize("size", range(1, 19))
def test_consistency_is_believed_where_the_second_implementation_believes_it(size: int) -> None:
    believed = set()
    root = second_merkle.head(ENTRIES[:size])
    for true_old in range(1, size + 1):
        old_root, proof = second_merkle.head(ENTRIES[:true_old]), second_merkle.proof(true_old, ENTRIES[:size])
        for old, total in [(first, among) for among in (size, size + 1) for first in range(1, among + 1)]:
            for given_root in (root, old_root, second_merkle.head(ENTRIES[: size + 1]), EMPTY):
                for given_proof in spoiled(proof, root, old_root):
                    judged = second_merkle.continues(old, total, old_root, given_proof, given_root)
                    assert continues(old, total, given_proof, old_root=old_root, root=given_root) == judged
                    if judged and total == size and given_root == root:
                        believed.add((true_old, old))

    assert believed == {(old, old) for old in range(1, size + 1)}


def test_a_head_that_is_no_hash_is_refused_even_where_both_are_alike() -> None:
    for no_hash in (b"", bytes(31), bytes(33)):
        assert not continues(1, 1, [], old_root=no_hash, root=no_hash)
        assert not is_included(0, 1, [], leaf=no_hash, root=no_hash)


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
