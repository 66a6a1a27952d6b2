"""A note counts once somebody trusted has signed it, and is read in one way only."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.notes import Kind, Note, Signature, VerifierKey
from hoshimori.shared.refusal import Invalid
from tests.credentials.second_notes import Signer, in_base64
from tests.credentials.signers import holder, witness

# Put together byte by byte in second_notes.
HARBOUR = Signer("harbour.example/log", "harbour")
HILL = Signer("丘.example", "hill")
HARBOUR_TEXT = "Three boats came in.\nOne of them was late.\n"
HARBOUR_NOTE = f"{HARBOUR_TEXT}\n{HARBOUR.signs(HARBOUR_TEXT)}".encode()
HILL_TEXT = "Nobody was here.\n\nThe gate is shut:\n\n\n終わり\n"
HILL_NOTE = f"{HILL_TEXT}\n{HILL.signs(HILL_TEXT)}".encode()
KEY = HARBOUR.key
KEY_ID = HARBOUR.key_id.hex()
ANOTHER_ID = f"{int(KEY_ID, 16) ^ 1:08x}"
OTHER_KIND = in_base64(b"\x02" + HARBOUR.public)
TOO_SHORT = in_base64(b"\x01" + HARBOUR.public[:-1])
TOO_LONG = in_base64(b"\x01" + HARBOUR.public + b"\x00")

REGISTER = holder("register.example/log")
STRANGER = holder("stranger.example")


def flaw(refusal: pytest.ExceptionInfo[Invalid]) -> str:
    assert refusal.value.code == "LOG_UNREADABLE"
    return str(refusal.value.particulars["reason"])


@pytest.mark.parametrize("signer", [HARBOUR, HILL, Signer("w", "witness", b"\x04")], ids=lambda signer: signer.name)
def test_keys_are_read_and_written_as_the_definition_puts_them_together(signer: Signer) -> None:
    key = notes.verifier_key(signer.key)

    assert (key.name, key.id, key.kind, key.public) == (signer.name, signer.key_id, signer.kind[0], signer.public)
    assert key.written() == signer.key


@pytest.mark.parametrize(("signer", "data"), [(HARBOUR, HARBOUR_NOTE), (HILL, HILL_NOTE)])
def test_notes_are_believed_with_their_keys_and_no_other(signer: Signer, data: bytes) -> None:
    note, key = notes.read(data), notes.verifier_key(signer.key)

    assert notes.check(note, [key]) == (key,)
    assert note.written() == data
    with pytest.raises(Invalid, match="LOG_NOT_SIGNED"):
        notes.check(note, [REGISTER.key])


def test_the_same_key_makes_the_same_signature() -> None:
    harbour = holder(HARBOUR.name, seed=hashlib.sha256(b"harbour").digest())

    assert harbour.key.written() == HARBOUR.key
    assert notes.signed(HARBOUR_TEXT, harbour.key, harbour.sign).written() == HARBOUR_NOTE


def test_a_text_may_have_empty_lines() -> None:
    note = notes.read(HILL_NOTE)

    assert note.text == HILL_TEXT
    assert [signature.name for signature in note.signatures] == ["丘.example"]


@given(place=st.integers(0, len(HARBOUR_NOTE) - 1), value=st.integers(0, 255))
def test_any_changed_byte_fails(place: int, value: int) -> None:
    changed = HARBOUR_NOTE[:place] + bytes([value]) + HARBOUR_NOTE[place + 1 :]

    if changed != HARBOUR_NOTE:
        with pytest.raises(Invalid):
            notes.check(notes.read(changed), [notes.verifier_key(KEY)])


LINE = notes.signed("text\n", REGISTER.key, REGISTER.sign).signatures[0].line()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "NO_SIGNATURE"),
        (b"text\n", "NO_SIGNATURE"),
        (b"text\n\n", "NO_SIGNATURE"),
        (f"text\n{LINE}".encode(), "NO_SIGNATURE"),
        (f"\n{LINE}".encode(), "NO_SIGNATURE"),
        (f"text\n\n{LINE}".encode()[:-1], "NO_SIGNATURE"),
        (f"text\n\n{LINE}\n".encode(), "NO_SIGNATURE"),
        (f"text\r\n\r\n{LINE}".encode(), "CONTROL_CHARACTER"),
        (f"text\t\n\n{LINE}".encode(), "CONTROL_CHARACTER"),
        (f"text\0\n\n{LINE}".encode(), "CONTROL_CHARACTER"),
        (b"text\xff\n\n" + LINE.encode(), "NOT_UTF8"),
        (f"text\n\n{LINE}more\n".encode(), "SIGNATURE_LINE"),
        (f"text\n\n{LINE.replace('—', '-')}".encode(), "SIGNATURE_LINE"),
        (f"text\n\n{LINE.replace('— ', '—')}".encode(), "SIGNATURE_LINE"),
        (f"text\n\n{LINE.replace('— ', '—  ')}".encode(), "SIGNATURE_LINE"),
        (f"text\n\n {LINE}".encode(), "SIGNATURE_LINE"),
        (f"text\n\n{LINE[:-1]} \n".encode(), "SIGNATURE_LINE"),
        (f"text\n\n{LINE.replace('register', 'regi+ster')}".encode(), "SIGNATURE_LINE"),
        ("text\n\n— regi\u3000ster AAAAAAA=\n".encode(), "SIGNATURE_LINE"),
        ("text\n\n— regi\u2028ster AAAAAAA=\n".encode(), "SIGNATURE_LINE"),
        ("text\n\n— name \n".encode(), "SIGNATURE_LENGTH"),
        ("text\n\n— name AAAAAA==\n".encode(), "SIGNATURE_LENGTH"),
        ("text\n\n— name AAAAAA\n".encode(), "BASE64"),
        ("text\n\n— name AAAAAAB=\n".encode(), "BASE64"),
        ("text\n\n— name AAAA_AA=\n".encode(), "BASE64"),
        ("text\n\n— name ああああ\n".encode(), "BASE64"),
        (f"text\n\n{LINE * 65}".encode(), "TOO_MANY_SIGNATURES"),
        (b"a" * (512 * 1024) + f"\n\n{LINE}".encode(), "TOO_LARGE"),
    ],
)
def test_what_is_not_exactly_a_note_is_not_read(data: bytes, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        notes.read(data)

    assert flaw(refusal) == reason


def test_a_note_can_be_as_long_as_16_signatures_that_outlast_quantum_computers() -> None:
    many = tuple(Signature(f"witness{number}", b"abcd", bytes(5000)) for number in range(16))
    note = Note("text\n", many)

    assert notes.read(note.written()) == note


def test_what_strangers_signed_is_passed_over() -> None:
    note = notes.signed("text\n", REGISTER.key, REGISTER.sign)
    forged_name = Signature(REGISTER.key.name, b"else", bytes(64))
    forged_id = Signature("else", REGISTER.key.id, bytes(64))
    crowd = Note("text\n", (forged_name, forged_id, *note.signatures, Signature("x", b"abcd", b"1")))

    assert notes.check(notes.read(crowd.written()), [STRANGER.key, REGISTER.key]) == (REGISTER.key,)


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    good = notes.signed("text\n", REGISTER.key, REGISTER.sign).signatures[0]
    wrong = Signature(good.name, good.key_id, bytes(64))

    for signatures in ((good, wrong), (wrong, good), (wrong,), (Signature(good.name, good.key_id, good.value[:-1]),)):
        with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
            notes.check(Note("text\n", signatures), [REGISTER.key])


def test_who_signs_twice_has_signed_once() -> None:
    note = notes.signed("text\n", REGISTER.key, REGISTER.sign)

    assert notes.check(Note(note.text, note.signatures * 2), [REGISTER.key]) == (REGISTER.key,)


def test_nobody_trusted_means_nothing_believed() -> None:
    with pytest.raises(Invalid, match="LOG_NOT_SIGNED"):
        notes.check(notes.read(HARBOUR_NOTE), [])


def test_keys_that_cannot_be_told_apart_are_not_trusted_together() -> None:
    note = notes.signed("text\n", REGISTER.key, REGISTER.sign)
    same = VerifierKey("another.name", Kind.NOTE, REGISTER.key.public)
    alike = [VerifierKey("register.example/log", Kind.NOTE, number.to_bytes(32, "big")) for number in (34788, 76060)]

    assert alike[0].id == alike[1].id
    for keys in ([REGISTER.key, REGISTER.key], [REGISTER.key, same], alike):
        with pytest.raises(Invalid) as refusal:
            notes.check(note, keys)
        assert flaw(refusal) == "KEYS_COLLIDE"


def test_the_key_of_a_witness_signs_no_notes() -> None:
    note = notes.signed("text\n", REGISTER.key, REGISTER.sign)

    with pytest.raises(Invalid) as refusal:
        notes.check(note, [witness("witness.example").key])

    assert flaw(refusal) == "KEY_KIND"


@pytest.mark.parametrize("text", ["", "text", "text\r\n", "text\0\n"])
def test_what_could_not_be_read_again_is_not_signed(text: str) -> None:
    with pytest.raises(Invalid, match="LOG_UNREADABLE"):
        notes.signed(text, REGISTER.key, REGISTER.sign)


def test_a_signature_by_another_key_does_not_go_out() -> None:
    with pytest.raises(Invalid, match="LOG_SIGNATURE_WRONG"):
        notes.signed("text\n", REGISTER.key, STRANGER.sign)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "KEY"),
        ("name", "KEY"),
        (f"name+{KEY_ID}", "KEY"),
        (f"name+{'x' * 8}+{in_base64(bytes(33))}", "KEY"),
        (KEY.replace(KEY_ID, "ABCDEF01"), "KEY"),
        (KEY.replace(KEY_ID, KEY_ID[1:]), "KEY"),
        (KEY.replace(KEY_ID, ANOTHER_ID), "KEY_ID"),
        (KEY.replace("harbour", "airport"), "KEY_ID"),
        (KEY.replace(HARBOUR.name, ""), "KEY_NAME"),
        (KEY.replace(HARBOUR.name, "a b"), "KEY_NAME"),
        (f"name+{KEY_ID}+{OTHER_KIND}", "KEY_KIND"),
        (f"name+{KEY_ID}+", "KEY_KIND"),
        (f"name+{KEY_ID}+{TOO_SHORT}", "KEY"),
        (f"name+{KEY_ID}+{TOO_LONG}", "KEY"),
        (f"name+{KEY_ID}+(no base 64)", "BASE64"),
    ],
)
def test_what_is_not_exactly_a_key_is_not_trusted(written: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        notes.verifier_key(written)

    assert flaw(refusal) == reason
