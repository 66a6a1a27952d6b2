"""The tree of RFC 6962 §2.1 a second time, to judge the first: its definitions as they read, slow, nothing of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


class NoProofError(Exception):
    """A proof has too few or too many hashes for what it is to prove."""


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def left_of(size: int) -> int:
    """Say how many of at least two entries are on the left: the largest power of two smaller than all of them."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def head(entries: Sequence[bytes]) -> bytes:
    """MTH of §2.1."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return leaf(entries[0])
    left = left_of(len(entries))
    return node(head(entries[:left]), head(entries[left:]))


def path(index: int, entries: Sequence[bytes]) -> list[bytes]:
    """PATH of §2.1.1."""
    if len(entries) == 1:
        return []
    left = left_of(len(entries))
    if index < left:
        return [*path(index, entries[:left]), head(entries[left:])]
    return [*path(index - left, entries[left:]), head(entries[:left])]


def proof(old: int, entries: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """PROOF and SUBPROOF of §2.1.2, for an older tree of at least one entry."""
    if old == len(entries):
        return [] if whole else [head(entries)]
    left = left_of(len(entries))
    if old <= left:
        return [*proof(old, entries[:left], whole=whole), head(entries[left:])]
    return [*proof(old - left, entries[left:], whole=False), head(entries[:left])]


def head_by_path(index: int, size: int, hashed: bytes, hashes: Sequence[bytes]) -> bytes:
    """Return the head in which PATH for this entry would end as `hashes`.

    Raises:
        NoProofError: no PATH of this entry has so many hashes.
    """
    if size == 1:
        if hashes:
            raise NoProofError
        return hashed
    if not hashes:
        raise NoProofError
    left, last = left_of(size), hashes[-1]
    if index < left:
        return node(head_by_path(index, left, hashed, hashes[:-1]), last)
    return node(last, head_by_path(index - left, size - left, hashed, hashes[:-1]))


def heads_by_proof(
    old: int, size: int, old_head: bytes, hashes: Sequence[bytes], *, whole: bool = True
) -> tuple[bytes, bytes]:
    """Return the older and the newer head of which `hashes` would be the PROOF.

    Raises:
        NoProofError: no PROOF between these sizes has so many hashes.
    """
    if old == size:
        if len(hashes) != (0 if whole else 1):
            raise NoProofError
        return (old_head, old_head) if whole else (hashes[0], hashes[0])
    if not hashes:
        raise NoProofError
    left, last = left_of(size), hashes[-1]
    if old <= left:
        before, after = heads_by_proof(old, left, old_head, hashes[:-1], whole=whole)
        return before, node(after, last)
    before, after = heads_by_proof(old - left, size - left, old_head, hashes[:-1], whole=False)
    return node(last, before), node(last, after)


def includes(index: int, size: int, hashed: bytes, hashes: Sequence[bytes], root: bytes) -> bool:
    """Say whether `hashes` proves that an entry with the hash `hashed` is at `index` below the head `root`."""
    try:
        return head_by_path(index, size, hashed, hashes) == root
    except NoProofError:
        return False


def continues(old: int, size: int, old_head: bytes, hashes: Sequence[bytes], root: bytes) -> bool:
    """Say whether `hashes` proves that the head `root` continues the head `old_head` of at least one entry."""
    try:
        return heads_by_proof(old, size, old_head, hashes) == (old_head, root)
    except NoProofError:
        return False
