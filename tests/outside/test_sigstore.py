"""The Merkle tree of PyPI sigstore, which others wrote for another log, checks the proofs that are made here."""

from __future__ import annotations

import types

import pytest
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore.errors import VerificationError

from hoshimori.credentials.exchange import log_proofs
from hoshimori.credentials.exchange.checkpoints import parse
from hoshimori.credentials.rules.merkle import Leaves, head, inclusion_proof, leaf_hash
from tests.credentials.mutations import world
from tests.credentials.mutations.world import FILE

ENTRIES = [f"entry {number}".encode() for number in range(130)]
TREE = Leaves([leaf_hash(entry) for entry in ENTRIES])


def check(entry: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> None:
    """Ask sigstore; of an entry of its own log it looks at these five alone."""
    told = types.SimpleNamespace(log_index=index, tree_size=size, hashes=proof, root_hash=root)
    inner = types.SimpleNamespace(inclusion_proof=told, canonicalized_body=entry)
    verify_merkle_inclusion(types.SimpleNamespace(_inner=inner))  # type: ignore[arg-type] # stands in for sigstore's own


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 64, 65, 100, 127, 128, 130])
def test_every_entry_of_a_tree_is_proven_to_sigstore(size: int) -> None:
    root = head(size, TREE)

    for index in range(size):
        proof = list(inclusion_proof(index, size, TREE))
        check(ENTRIES[index], index, size, proof, root)
        with pytest.raises(VerificationError):
            check(b"another entry", index, size, proof, root)
        if proof:
            with pytest.raises(VerificationError):
                check(ENTRIES[index], index, size, [*proof[1:], proof[0][::-1]], root)
            with pytest.raises(VerificationError):
                check(ENTRIES[index], index, size, proof[:-1], root)


def test_the_proof_in_a_certificate_file_is_believed_by_sigstore() -> None:
    proof = log_proofs.read(FILE.proof.encode())
    checkpoint = parse(proof.note.text)

    check(FILE.leaf.encode(), proof.index, checkpoint.size, list(proof.hashes), checkpoint.root)
    with pytest.raises(VerificationError):
        check(world.leaf(level=4).encode(), proof.index, checkpoint.size, list(proof.hashes), checkpoint.root)
