"""The tree over the register's history: its head, and short proofs that an entry is in it and that it only grew.

Hashes, proofs and their order are those of RFC 6962 §2.1 with SHA-256 (the same in RFC 9162 §2.1). A proof is checked
by walking down the tree as whoever made it did, and hashing back up: its length is known before it is looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH_LENGTH = 32
EMPTY = hashlib.sha256(b"").digest()
"""The head of the tree without entries."""

LARGEST_SIZE = 2**63 - 1
LONGEST_PROOF = 63
"""No entry of a tree that is numbered with 63 bits needs more hashes than this to be proven."""

Full: TypeAlias = Callable[[int, int], bytes]
"""Gives the hash over a full subtree: `full(level, index)` covers the entries `index * 2**level` onwards, 2**level."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A subtree that a walk from the head leaves aside: the entries `start` to `end`, end exclusive."""

    start: int
    end: int
    is_left: bool


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry; it can never be mistaken for that of a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def head(size: int, full: Full) -> bytes:
    """Return the head of the tree over the first `size` entries."""
    return _over(0, size, full) if size else EMPTY


def inclusion_proof(index: int, size: int, full: Full) -> tuple[bytes, ...]:
    """Return what proves that entry `index` is in the tree of `size`: from the leaf's neighbour up to the head's child.

    Raises:
        Invalid: LOG_ENTRY_NOT_PROVEN, the tree has no such entry.
    """
    if not 0 <= index < size:
        raise Invalid("LOG_ENTRY_NOT_PROVEN")
    return tuple(_over(beside.start, beside.end, full) for beside in _above_entry(index, size))


def consistency_proof(old_size: int, size: int, full: Full) -> tuple[bytes, ...]:
    """Return what proves that the tree of `size` begins with all of the tree of `old_size`; empty for the empty tree.

    Raises:
        Invalid: LOG_HISTORY_NOT_PROVEN, the older tree is the larger one.
    """
    if not 0 <= old_size <= size:
        raise Invalid("LOG_HISTORY_NOT_PROVEN")
    if old_size in {0, size}:
        return ()
    start, end, above = _above_end(old_size, size)
    besides = tuple(_over(beside.start, beside.end, full) for beside in above)
    return besides if start == 0 else (_over(start, end, full), *besides)


def check_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Let pass only a proof that the entry with the hash `leaf` stands at `index` in the tree with the head `root`.

    Raises:
        Invalid: LOG_ENTRY_NOT_PROVEN, it proves no such thing.
    """
    above = _above_entry(index, size) if 0 <= index < size <= LARGEST_SIZE else None
    if above is None or len(above) != len(proof) or not _all_hashes(leaf, root, *proof):
        raise Invalid("LOG_ENTRY_NOT_PROVEN")
    found = leaf
    for beside, hashed in zip(above, proof, strict=True):
        found = node_hash(hashed, found) if beside.is_left else node_hash(found, hashed)
    if found != root:
        raise Invalid("LOG_ENTRY_NOT_PROVEN")


def check_consistency(*, old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Let pass only a proof that the tree with the head `root` continues the one with the head `old_root`.

    Every tree continues the empty one, which needs no proof and takes none (tlog-witness).

    Raises:
        Invalid: LOG_HISTORY_NOT_PROVEN, it proves no such thing.
    """
    in_order = 0 <= old_size <= size <= LARGEST_SIZE
    if not in_order or not _all_hashes(old_root, root, *proof) or not _continues(old_size, old_root, size, root, proof):
        raise Invalid("LOG_HISTORY_NOT_PROVEN")


def _continues(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    if old_size == 0:
        return not proof and old_root == EMPTY and (size > 0 or root == EMPTY)
    if old_size == size:
        return not proof and old_root == root
    start, _, above = _above_end(old_size, size)
    hashes = (old_root, *proof) if start == 0 else tuple(proof)
    if len(hashes) != len(above) + 1:
        return False
    old = new = hashes[0]
    for beside, hashed in zip(above, hashes[1:], strict=True):
        old = node_hash(hashed, old) if beside.is_left else old
        new = node_hash(hashed, new) if beside.is_left else node_hash(new, hashed)
    return old == old_root and new == root


def _all_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_LENGTH for value in values)


def _split(size: int) -> int:
    """Return how many of `size` entries, at least two, are on the left: the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def _above_entry(index: int, size: int) -> list[_Beside]:
    """Walk down from the head to one entry; return what is left aside, lowest first."""
    start, end, besides = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            besides.append(_Beside(middle, end, is_left=False))
            end = middle
        else:
            besides.append(_Beside(start, middle, is_left=True))
            start = middle
    return besides[::-1]


def _above_end(old_size: int, size: int) -> tuple[int, int, list[_Beside]]:
    """Walk down from the head to the last subtree of the older tree that both trees have; return it and what is beside.

    Where it begins with the first entry it is the whole older tree, and its hash is the older head.
    """
    start, end, besides = 0, size, []
    while end != old_size:
        middle = start + _split(end - start)
        if old_size <= middle:
            besides.append(_Beside(middle, end, is_left=False))
            end = middle
        else:
            besides.append(_Beside(start, middle, is_left=True))
            start = middle
    return start, end, besides[::-1]


def _over(start: int, end: int, full: Full) -> bytes:
    """Return the hash over the entries from `start` to `end`, which a walk down from a head comes to."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return full(level, start >> level)
    middle = start + _split(size)
    return node_hash(_over(start, middle, full), _over(middle, end, full))


@dataclass(frozen=True, slots=True)
class Leaves:
    """A tree that is held whole: the hashes of its entries, and of every full subtree that was asked for."""

    hashes: Sequence[bytes]
    _known: dict[tuple[int, int], bytes] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, level: int, index: int) -> bytes:
        """Return the hash over a full subtree, as `Full` says."""
        if level == 0:
            return self.hashes[index]
        known = self._known.get((level, index))
        if known is None:
            known = node_hash(self(level - 1, 2 * index), self(level - 1, 2 * index + 1))
            self._known[level, index] = known
        return known
