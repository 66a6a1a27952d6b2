"""A checkpoint says whose log, how long and with which head; witnesses say when they saw it."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.exchange import checkpoints, cosignatures, notes
from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
from hoshimori.credentials.exchange.cosignatures import Cosignature, Quorum
from hoshimori.credentials.exchange.notes import Kind, Note, Signature, VerifierKey
from hoshimori.credentials.rules.merkle import EMPTY
from hoshimori.shared.refusal import Invalid
from tests.credentials.second_notes import COSIGNATURE, Signer, in_base64
from tests.credentials.signers import holder, witness

# A checkpoint and its cosignature put together byte by byte, between lines of keys that nobody here knows.
HARBOUR = Signer("harbour.example/log", "harbour")
GULL = Signer("gull.example", "gull", COSIGNATURE)
HARBOUR_KEY, GULL_KEY = notes.verifier_key(HARBOUR.key), notes.verifier_key(GULL.key)
HARBOUR_ROOT = hashlib.sha256(b"the boats of this year").digest()
HARBOUR_TEXT = "harbour.example/log\n" + "5000000017\n" + in_base64(HARBOUR_ROOT) + "\n"
SEEN_AT = 1_790_000_000
HARBOUR_NOTE = (
    HARBOUR_TEXT
    + "\n"
    + Signer(HARBOUR.name, "another kind of key", b"\x05").line(bytes(80))
    + HARBOUR.signs(HARBOUR_TEXT)
    + GULL.cosigns(HARBOUR_TEXT, SEEN_AT)
    + Signer("heron.example", "heron", COSIGNATURE).cosigns(HARBOUR_TEXT, SEEN_AT + 1)
).encode()

AT = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
REGISTER = holder("register.example/log")
LOG = Log(REGISTER.key.name, (REGISTER.key,))
ROOT = hashlib.sha256(b"the head of a tree").digest()
CHECKPOINT = Checkpoint(LOG.origin, 153, ROOT)
NORTH, SOUTH, EAST = (witness(f"{name}.witness.example") for name in ("north", "south", "east"))
ALL = (NORTH.key, SOUTH.key, EAST.key)


def seen_by(*lines: Signature, text: str = CHECKPOINT.text()) -> Note:
    return Note(text, (*notes.signed(text, REGISTER.key, REGISTER.sign).signatures, *lines))


def north(at: datetime = AT, text: str = CHECKPOINT.text()) -> Signature:
    return cosignatures.cosigned(text, NORTH.key, NORTH.sign, at=at)


def south(at: datetime = AT) -> Signature:
    return cosignatures.cosigned(CHECKPOINT.text(), SOUTH.key, SOUTH.sign, at=at)


def test_a_checkpoint_and_its_cosignature_are_believed() -> None:
    note = notes.read(HARBOUR_NOTE)

    checkpoint = checkpoints.checked(note, Log(HARBOUR.name, (HARBOUR_KEY,)))
    [seen] = cosignatures.check(note, Quorum((GULL_KEY,), 1), at=AT)

    assert checkpoint == Checkpoint("harbour.example/log", 5_000_000_017, HARBOUR_ROOT)
    assert checkpoint.text() == note.text
    assert note.written() == HARBOUR_NOTE
    assert seen == Cosignature(GULL_KEY, SEEN_AT)


def test_a_checkpoint_is_written_and_cosigned_byte_for_byte() -> None:
    log, gull = holder(HARBOUR.name, seed=HARBOUR.seed), holder(GULL.name, Kind.COSIGNATURE, seed=GULL.seed)
    stated = checkpoints.signed(Checkpoint(HARBOUR.name, 5_000_000_017, HARBOUR_ROOT), log.key, log.sign)
    at = datetime.fromtimestamp(SEEN_AT, UTC)

    assert stated.written().decode() == HARBOUR_TEXT + "\n" + HARBOUR.signs(HARBOUR_TEXT)
    assert cosignatures.cosigned(stated.text, gull.key, gull.sign, at=at).line() == GULL.cosigns(HARBOUR_TEXT, SEEN_AT)


@given(place=st.integers(0, len(HARBOUR_NOTE.partition(b"\n\n")[0])), value=st.integers(0, 255))
def test_with_any_byte_of_it_changed_neither_is(place: int, value: int) -> None:
    changed = HARBOUR_NOTE[:place] + bytes([value]) + HARBOUR_NOTE[place + 1 :]

    if changed != HARBOUR_NOTE:
        with pytest.raises(Invalid):
            checkpoints.checked(notes.read(changed), Log(HARBOUR.name, (HARBOUR_KEY,)))
        with pytest.raises(Invalid):
            cosignatures.check(notes.read(changed), Quorum((GULL_KEY,), 1), at=AT)


def test_the_register_states_its_head() -> None:
    note = checkpoints.signed(CHECKPOINT, REGISTER.key, REGISTER.sign)

    assert checkpoints.checked(notes.read(note.written()), LOG) == CHECKPOINT


def test_lines_beyond_the_third_are_kept_and_signed() -> None:
    more = Checkpoint(LOG.origin, 153, ROOT, ("one", "two three"))
    note = checkpoints.signed(more, REGISTER.key, REGISTER.sign)

    assert checkpoints.checked(notes.read(note.written()), LOG) == more
    with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
        checkpoints.checked(Note(CHECKPOINT.text(), note.signatures), LOG)


def test_another_log_of_the_same_key_is_another_log() -> None:
    note = checkpoints.signed(CHECKPOINT, REGISTER.key, REGISTER.sign)

    with pytest.raises(Invalid, match="LOG_IS_ANOTHER"):
        checkpoints.checked(note, Log("register.example/other", LOG.keys))


def test_a_witness_alone_does_not_make_a_checkpoint() -> None:
    with pytest.raises(Invalid, match="LOG_NOT_SIGNED"):
        checkpoints.checked(Note(CHECKPOINT.text(), (north(),)), LOG)


HASH = base64.b64encode(ROOT).decode()
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
STRAY = DIGITS[DIGITS.index(HASH[-2]) + 1]  # the last of 43 digits carries two bits that are zero


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "CHECKPOINT_LINES"),
        ("\n", "CHECKPOINT_LINES"),
        ("origin\n1\n", "CHECKPOINT_LINES"),
        (f"origin\n1\n{HASH}", "CHECKPOINT_LINES"),
        (f"\n1\n{HASH}\n", "CHECKPOINT_LINES"),
        (f"origin\n\n{HASH}\n", "CHECKPOINT_LINES"),
        (f"origin\n1\n{HASH}\n\n", "CHECKPOINT_LINES"),
        (f"origin\n1\n{HASH}\n\nmore\n", "CHECKPOINT_LINES"),
        (f"origin\n01\n{HASH}\n", "NUMBER"),
        (f"origin\n+1\n{HASH}\n", "NUMBER"),
        (f"origin\n-1\n{HASH}\n", "NUMBER"),
        (f"origin\n1 \n{HASH}\n", "NUMBER"),
        (f"origin\n1_0\n{HASH}\n", "NUMBER"),
        (f"origin\n1e3\n{HASH}\n", "NUMBER"),
        (f"origin\n１\n{HASH}\n", "NUMBER"),
        (f"origin\n9223372036854775808\n{HASH}\n", "NUMBER"),
        (f"origin\n{'9' * 5000}\n{HASH}\n", "NUMBER"),
        ("origin\n1\nnothing\n", "BASE64"),
        (f"origin\n1\n{HASH} \n", "BASE64"),
        (f"origin\n1\n{HASH[:-1]}\n", "BASE64"),
        (f"origin\n1\n{HASH[:-2]}{STRAY}=\n", "BASE64"),
        ("origin\n1\nAAAA\n", "HASH_LENGTH"),
        (f"origin\n0\n{HASH}\n", "EMPTY_TREE"),
    ],
)
def test_what_is_not_exactly_a_checkpoint_is_not_read(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checkpoints.parse(text)

    assert refusal.value.code == "LOG_UNREADABLE"
    assert refusal.value.particulars == {"reason": reason}


def test_the_smallest_and_the_largest_tree() -> None:
    assert checkpoints.parse(Checkpoint("origin", 0, EMPTY).text()).size == 0
    assert checkpoints.parse(Checkpoint("origin", 2**63 - 1, ROOT).text()).size == 2**63 - 1


@pytest.mark.parametrize("origin", ["", "two\nlines", "two\n1"])
def test_what_is_no_checkpoint_is_not_signed(origin: str) -> None:
    with pytest.raises(Invalid, match="LOG_UNREADABLE"):
        checkpoints.signed(Checkpoint(origin, 1, ROOT), REGISTER.key, REGISTER.sign)


def test_enough_witnesses_are_enough_and_one_less_is_not() -> None:
    note = notes.read(seen_by(north(), south()).written())

    assert [seen.witness for seen in cosignatures.check(note, Quorum(ALL, 2), at=AT)] == [NORTH.key, SOUTH.key]
    with pytest.raises(Invalid, match="LOG_WITNESSES_TOO_FEW") as refusal:
        cosignatures.check(note, Quorum(ALL, 3), at=AT)
    assert refusal.value.particulars == {"found": 2, "wanted": 3}


def test_a_witness_counts_once_with_its_latest_look() -> None:
    note = seen_by(north(AT), north(AT - timedelta(hours=1)))

    [seen] = cosignatures.check(note, Quorum(ALL, 1), at=AT)

    assert seen.seconds == int(AT.timestamp())
    with pytest.raises(Invalid, match="LOG_WITNESSES_TOO_FEW"):
        cosignatures.check(note, Quorum(ALL, 2), at=AT)


def test_what_is_to_be_seen_tomorrow_does_not_count_today() -> None:
    note = seen_by(north(AT + timedelta(days=1)))

    with pytest.raises(Invalid, match="LOG_WITNESSES_TOO_FEW"):
        cosignatures.check(note, Quorum(ALL, 1), at=AT)


def test_a_witness_of_another_checkpoint_spoils_the_note() -> None:
    other = Checkpoint(LOG.origin, 154, ROOT).text()

    with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
        cosignatures.check(seen_by(north(text=other), south()), Quorum(ALL, 1), at=AT)


def test_the_time_of_a_cosignature_cannot_be_moved() -> None:
    line = north()
    moved = Signature(line.name, line.key_id, (int(AT.timestamp()) - 1).to_bytes(8, "big") + line.value[8:])

    with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
        cosignatures.check(seen_by(moved), Quorum(ALL, 1), at=AT)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (bytes(8) + bytes(63), "SIGNATURE_LENGTH"),
        (bytes(8) + bytes(65), "SIGNATURE_LENGTH"),
        (bytes(8) + bytes(64), "TIME"),
        (b"\xff" * 8 + bytes(64), "TIME"),
    ],
)
def test_a_cosignature_has_a_time_and_a_signature(value: bytes, reason: str) -> None:
    line = Signature(NORTH.key.name, NORTH.key.id, value)

    with pytest.raises(Invalid) as refusal:
        cosignatures.check(seen_by(line), Quorum(ALL, 1), at=AT)

    assert refusal.value.particulars == {"reason": reason}


def test_a_plain_signature_of_a_witness_is_no_cosignature() -> None:
    plain = Signature(NORTH.key.name, NORTH.key.id, bytes(7) + b"\x01" + NORTH.sign(CHECKPOINT.text().encode()))

    with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
        cosignatures.check(seen_by(plain), Quorum(ALL, 1), at=AT)


@pytest.mark.parametrize(
    ("keys", "at_least", "reason"),
    [
        (ALL, 0, "NUMBER"),
        (ALL, 4, "NUMBER"),
        ((), 1, "NUMBER"),
        ((REGISTER.key,), 1, "KEY_KIND"),
        ((NORTH.key, NORTH.key), 2, "KEYS_COLLIDE"),
        ((NORTH.key, VerifierKey("other.example", Kind.COSIGNATURE, NORTH.key.public)), 2, "KEYS_COLLIDE"),
    ],
)
def test_no_quorum_is_met_by_nobody_or_by_one_under_two_names(
    keys: tuple[VerifierKey, ...], at_least: int, reason: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        Quorum(keys, at_least)

    assert refusal.value.particulars == {"reason": reason}
