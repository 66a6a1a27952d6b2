"""Signed notes: a text, and below it lines of signatures by named keys (C2SP signed-note v1.0.0).

What a note says counts only once a known key has signed it. Signatures by other keys are passed over; one under the
name and identifier of a known key that does not fit makes the whole note worthless.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hoshimori.credentials.exchange import log_lines
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST_NOTE = 512 * 1024
MOST_SIGNATURES = 64
_KEY_LENGTH = 32
_ID_LENGTH = 4
_EM_DASH = "\u2014"
_ID_IN_HEX = re.compile(r"[0-9a-f]{8}")

Sign: TypeAlias = Callable[[bytes], bytes]
"""Signs a message with the Ed25519 key that belongs to a verifier key; where that key rests is not known here."""


class Kind(IntEnum):
    """What a key signs: the type byte of the specification."""

    NOTE = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public Ed25519 key with the name of who signs with it and what it signs.

    Raises:
        Invalid: LOG_UNREADABLE with KEY_NAME or KEY.
    """

    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        if not _may_be_named(self.name):
            raise unreadable(Flaw.KEY_NAME)
        if len(self.public) != _KEY_LENGTH:
            raise unreadable(Flaw.KEY)

    @property
    def id(self) -> bytes:
        """The four bytes that, with the name, say which key signed."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:_ID_LENGTH]

    def written(self) -> str:
        """Return the key as people hand it on: name, identifier in hex and key in base 64, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{log_lines.in_base64(bytes([self.kind]) + self.public)}"

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Say whether this key made the 64 bytes `signature` over `message` (RFC 8032)."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: who is said to have signed, with which key, and the bytes of the signature."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """Return the line as it stands in a note, its newline included."""
        return f"{_EM_DASH} {self.name} {log_lines.in_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, its last newline included, and the signatures below it; nothing of it is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> bytes:
        """Return the note as a file."""
        return (self.text + "\n" + "".join(signature.line() for signature in self.signatures)).encode()

    def by(self, keys: Sequence[VerifierKey]) -> Iterator[tuple[VerifierKey, Signature]]:
        """Yield the signatures that name one of `keys`, each with that key.

        Raises:
            Invalid: LOG_UNREADABLE with KEYS_COLLIDE, two of the keys cannot be told apart or are the same.
        """
        known = {(key.name, key.id): key for key in keys}
        if len(known) != len(keys) or len({key.public for key in keys}) != len(keys):
            raise unreadable(Flaw.KEYS_COLLIDE)
        for signature in self.signatures:
            if key := known.get((signature.name, signature.key_id)):
                yield key, signature


def verifier_key(written: str) -> VerifierKey:
    """Return the key that `VerifierKey.written` wrote.

    Raises:
        Invalid: LOG_UNREADABLE with KEY, KEY_NAME, KEY_KIND, KEY_ID or BASE64.
    """
    name, _, rest = written.partition("+")
    key_id, separator, encoded = rest.partition("+")
    if not separator or not _ID_IN_HEX.fullmatch(key_id):
        raise unreadable(Flaw.KEY)
    material = log_lines.octets(encoded)
    if material[:1] not in {bytes([kind]) for kind in Kind}:
        raise unreadable(Flaw.KEY_KIND)
    key = VerifierKey(name, Kind(material[0]), material[1:])
    if key.id.hex() != key_id:
        raise unreadable(Flaw.KEY_ID)
    return key


def read(data: bytes) -> Note:
    """Return the note in a file, for its signatures to be checked.

    Raises:
        Invalid: LOG_UNREADABLE, with the flaw as its reason.
    """
    whole = log_lines.text(data, largest=LARGEST_NOTE)
    text, separator, below = whole.rpartition("\n\n")
    if not separator or not below.endswith("\n"):
        raise unreadable(Flaw.NO_SIGNATURE)
    # Other characters that Unicode takes for an end of line do not end one here.
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise unreadable(Flaw.TOO_MANY_SIGNATURES)
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def signed(text: str, key: VerifierKey, sign: Sign) -> Note:
    """Return `text` as a note with the signature of `key`.

    Raises:
        Invalid: LOG_UNREADABLE, this text cannot stand in a note; LOG_SIGNATURE_WRONG, another key signed.
    """
    note = Note(text, (Signature(key.name, key.id, sign(text.encode())),))
    if read(note.written()) != note:
        raise unreadable(Flaw.NO_SIGNATURE)
    check(note, (key,))
    return note


def check(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return which of the trusted `keys` signed the note, each once.

    Raises:
        Invalid: LOG_SIGNATURE_WRONG, a signature of a known key does not fit; LOG_NOT_SIGNED, no known key signed;
            LOG_UNREADABLE with KEY_KIND or KEYS_COLLIDE, these keys cannot be trusted together for notes.
    """
    if any(key.kind is not Kind.NOTE for key in keys):
        raise unreadable(Flaw.KEY_KIND)
    signers: dict[VerifierKey, None] = {}
    for key, signature in note.by(keys):
        if not key.fits(signature.value, note.text.encode()):
            raise Invalid("LOG_SIGNATURE_WRONG", name=key.name)
        signers[key] = None
    if not signers:
        raise Invalid("LOG_NOT_SIGNED")
    return tuple(signers)


def _signature(line: str) -> Signature:
    match line.split(" "):
        case [dash, name, encoded] if dash == _EM_DASH and _may_be_named(name):
            value = log_lines.octets(encoded)
        case _:
            raise unreadable(Flaw.SIGNATURE_LINE)
    if len(value) <= _ID_LENGTH:
        raise unreadable(Flaw.SIGNATURE_LENGTH)
    return Signature(name, value[:_ID_LENGTH], value[_ID_LENGTH:])


def _may_be_named(name: str) -> bool:
    return bool(name) and "+" not in name and not any(character.isspace() for character in name)
