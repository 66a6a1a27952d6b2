"""A note counts once somebody trusted has signed it, and is read in one way only."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.notes import Kind, Note, Signature, VerifierKey
from hoshimori.shared.refusal import Invalid
from tests.credentials.signers import holder, witness

# The examples of C2SP signed-note v1.0.0 and of the documentation of golang.org/x/mod/sumdb/note.
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
PETER_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_NOTE = (
    f"{PETER_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()
POEM_NOTE = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
).encode()
# Keys that other implementations are tested with: transparency-dev/formats, log/note_test.go and note/.
OTHERS = [
    "Log+2271c621+AemuH5ooBpEPcr+W8onrjA1NfuzBVHdezakU81Ekarvs",
    "Known+451c786d+AXAQ0T7lbwuY4ABJ9/MYY9bWV3hmSyOGVt2x42NkmdUH",
    "KnownAgain+4893b26c+AQ+LR7BFF/F/dkpIBjBpSvT0crkteizuUkavAoGeaYMj",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
]

REGISTER = holder("register.example/log")
STRANGER = holder("stranger.example")


def flaw(refusal: pytest.ExceptionInfo[Invalid]) -> str:
    assert refusal.value.code == "LOG_UNREADABLE"
    return str(refusal.value.particulars["reason"])


@pytest.mark.parametrize("written", [FOO, PETER, *OTHERS])
def test_published_keys_are_read_and_written(written: str) -> None:
    assert notes.verifier_key(written).written() == written


@pytest.mark.parametrize(("key", "data"), [(FOO, FOO_NOTE), (PETER, PETER_NOTE)])
def test_published_notes_are_believed_with_their_keys_and_no_other(key: str, data: bytes) -> None:
    note = notes.read(data)

    assert notes.check(note, [notes.verifier_key(key)]) == (notes.verifier_key(key),)
    assert note.written() == data
    with pytest.raises(Invalid, match="LOG_NOT_SIGNED"):
        notes.check(note, [REGISTER.key])


def test_the_same_key_makes_the_published_signature() -> None:
    peter = holder("PeterNeumann", seed=PETER_SEED)

    assert peter.key.written() == PETER
    assert notes.signed(PETER_TEXT, peter.key, peter.sign).written() == PETER_NOTE


def test_a_text_may_have_empty_lines() -> None:
    note = notes.read(POEM_NOTE)

    assert note.text.endswith("\n\ned è subito sera.\n")
    assert [signature.name for signature in note.signatures] == ["quasimodo.example/salvatore"]


@given(place=st.integers(0, len(FOO_NOTE) - 1), value=st.integers(0, 255))
def test_any_changed_byte_fails(place: int, value: int) -> None:
    changed = FOO_NOTE[:place] + bytes([value]) + FOO_NOTE[place + 1 :]

    if changed != FOO_NOTE:
        with pytest.raises(Invalid):
            notes.check(notes.read(changed), [notes.verifier_key(FOO)])


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
        notes.check(notes.read(FOO_NOTE), [])


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
        ("bananas.sigstore.dev+12344556", "KEY"),
        ("rekor.sigstore.dev+NOT_A_NUMBER+AwEB", "KEY"),
        (FOO.replace("530d903a", "530D903A"), "KEY"),
        (FOO.replace("530d903a", "30d903a"), "KEY"),
        (FOO.replace("530d903a", "530d903b"), "KEY_ID"),
        (FOO.replace("foo", "bar"), "KEY_ID"),
        (FOO.replace("example.com/foo", ""), "KEY_NAME"),
        (FOO.replace("example.com/foo", "a b"), "KEY_NAME"),
        ("rekor.sigstore.dev+12345678+AwEB", "KEY_KIND"),
        ("name+12345678+", "KEY_KIND"),
        ("name+12345678+AQEB", "KEY"),
        ("rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!", "BASE64"),
    ],
)
def test_what_is_not_exactly_a_key_is_not_trusted(written: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        notes.verifier_key(written)

    assert flaw(refusal) == reason
