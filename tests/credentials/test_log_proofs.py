"""A certificate's place in the history is proven by one file, which is believed whole or not at all."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoshimori.credentials.exchange import checkpoints, cosignatures, log_proofs
from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.log_proofs import LogProof
from hoshimori.credentials.exchange.notes import Kind, Note, VerifierKey
from hoshimori.credentials.rules.merkle import Leaves, head, inclusion_proof, leaf_hash
from hoshimori.shared.refusal import Invalid
from tests.credentials.signers import holder, witness

AT = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
REGISTER, NORTH, SOUTH = holder("register.example/log"), witness("north.example"), witness("south.example")
LOG = Log(REGISTER.key.name, (REGISTER.key,))
QUORUM = Quorum((NORTH.key, SOUTH.key), 1)
ENTRIES = [f"event {number}".encode() for number in range(153)]
TREE = Leaves([leaf_hash(entry) for entry in ENTRIES])
MINATO = 77


def proof_of(index: int, size: int = len(ENTRIES), extra: bytes = b"") -> LogProof:
    stated = Checkpoint(LOG.origin, size, head(size, TREE))
    note = checkpoints.signed(stated, REGISTER.key, REGISTER.sign)
    seen = cosignatures.cosigned(note.text, NORTH.key, NORTH.sign, at=AT)
    return LogProof(index, inclusion_proof(index, size, TREE), Note(note.text, (*note.signatures, seen)), extra)


FILE = proof_of(MINATO).written()


def believed(data: bytes, leaf: bytes = TREE.hashes[MINATO]) -> log_proofs.Proven:
    return log_proofs.check(log_proofs.read(data), leaf=leaf, log=LOG, quorum=QUORUM, at=AT)


def test_minatos_registration_stands_in_the_history() -> None:
    proven = believed(FILE)

    assert proven.checkpoint.size == 153
    assert [seen.witness for seen in proven.cosignatures] == [NORTH.key]
    assert FILE.startswith(b"c2sp.org/tlog-proof@v1\nindex 77\n")
    assert log_proofs.read(FILE).written() == FILE


def test_another_event_does_not() -> None:
    with pytest.raises(Invalid, match="LOG_ENTRY_NOT_PROVEN"):
        believed(FILE, leaf_hash(b"another event"))


@settings(deadline=None)
@given(place=st.integers(0, len(FILE) - 1), value=st.integers(0, 255))
def test_any_changed_byte_fails(place: int, value: int) -> None:
    changed = FILE[:place] + bytes([value]) + FILE[place + 1 :]

    if changed != FILE:
        with pytest.raises(Invalid):
            believed(changed)


@given(data=st.data(), size=st.integers(1, len(ENTRIES)))
def test_every_entry_of_every_size_is_proven(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))

    proven = believed(proof_of(index, size).written(), TREE.hashes[index])

    assert proven.checkpoint.size == size


def test_what_is_added_is_kept_and_vouched_for_by_nobody() -> None:
    proof = proof_of(MINATO, extra=b"anything")

    assert log_proofs.read(proof.written()) == proof
    assert b"\nextra YW55dGhpbmc=\nindex 77\n" in proof.written()
    assert believed(proof.written()) == believed(FILE)


def test_a_log_without_its_witnesses_is_believed_only_where_none_are_asked_for() -> None:
    proof = log_proofs.read(FILE)
    alone = LogProof(proof.index, proof.hashes, Note(proof.note.text, proof.note.signatures[:1]))

    with pytest.raises(Invalid, match="LOG_WITNESSES_TOO_FEW"):
        believed(alone.written())
    proven = log_proofs.check(alone, leaf=TREE.hashes[MINATO], log=LOG, quorum=None, at=AT)
    assert proven.cosignatures == ()


def test_a_log_is_not_its_own_witness() -> None:
    own = Quorum((VerifierKey("other.example", Kind.COSIGNATURE, REGISTER.key.public), NORTH.key), 1)

    with pytest.raises(Invalid) as refusal:
        log_proofs.check(log_proofs.read(FILE), leaf=TREE.hashes[MINATO], log=LOG, quorum=own, at=AT)

    assert refusal.value.particulars == {"reason": "KEYS_COLLIDE"}


def test_witnesses_without_their_log_are_not_believed() -> None:
    proof = log_proofs.read(FILE)
    alone = LogProof(proof.index, proof.hashes, Note(proof.note.text, proof.note.signatures[1:]))

    with pytest.raises(Invalid, match="LOG_NOT_SIGNED"):
        believed(alone.written())


HASH = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("another format\nindex 0\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v2\nindex 0\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v1\n\n", "PROOF_LINES"),
        (f"c2sp.org/tlog-proof@v1\n{HASH}\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v1\nextra bW9yZQ==\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nextra bW9yZQ==\nindex 0\n\n", "PROOF_LINES"),
        ("c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\n", "BASE64"),
        ("c2sp.org/tlog-proof@v1\nindex 0\nextra bW9yZQ==\n\n", "BASE64"),
        ("c2sp.org/tlog-proof@v1\nextra (no base 64)\nindex 0\n\n", "BASE64"),
        ("c2sp.org/tlog-proof@v1\nindex seven\n\n", "NUMBER"),
        ("c2sp.org/tlog-proof@v1\nindex -7\n\n", "NUMBER"),
        ("c2sp.org/tlog-proof@v1\nindex 07\n\n", "NUMBER"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n(no base 64)\n\n", "BASE64"),
        (f"c2sp.org/tlog-proof@v1\nindex 0\n{base64.b64encode(bytes(64)).decode()}\n\n", "HASH_LENGTH"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n" + f"{HASH}\n" * 64 + "\n", "PROOF_TOO_LONG"),
        ("c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n", "CONTROL_CHARACTER"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n" + "a" * 600_000 + "\n\n", "TOO_LARGE"),
    ],
)
def test_what_is_not_exactly_a_proof_is_not_read(before: str, reason: str) -> None:
    note = log_proofs.read(FILE).note.written()

    with pytest.raises(Invalid) as refusal:
        log_proofs.read(before.encode() + note)

    assert refusal.value.code == "LOG_UNREADABLE"
    assert refusal.value.particulars == {"reason": reason}


def test_a_proof_without_a_checkpoint_is_none() -> None:
    for data in (b"", b"c2sp.org/tlog-proof@v1\nindex 0\n", b"c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n"):
        with pytest.raises(Invalid, match="LOG_UNREADABLE"):
            log_proofs.read(data)


def test_the_only_entry_needs_no_hashes() -> None:
    proof = proof_of(0, 1)

    assert proof.hashes == ()
    assert believed(proof.written(), TREE.hashes[0]).checkpoint.size == 1
