"""Notes and cosignatures put together byte by byte, with nothing of ours, to judge what the house reads and writes."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NOTE = b"\x01"
COSIGNATURE = b"\x04"


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass(frozen=True)
class Signer:
    """Somebody whose key is made from a word."""

    name: str
    word: str
    kind: bytes = NOTE

    @property
    def seed(self) -> bytes:
        return hashlib.sha256(self.word.encode()).digest()

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256 over the name, a newline, the kind and the public key."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:4]

    @property
    def key(self) -> str:
        """The name, the identifier in hex, and kind and public key in base 64, with plus signs between."""
        return self.name + "+" + self.key_id.hex() + "+" + in_base64(self.kind + self.public)

    def line(self, value: bytes) -> str:
        """An em dash, the name, and the identifier with the value in base 64."""
        return "\u2014 " + self.name + " " + in_base64(self.key_id + value) + "\n"

    def signs(self, text: str) -> str:
        return self.line(self.private.sign(text.encode()))

    def cosigns(self, text: str, seconds: int) -> str:
        """Eight bytes of time, then the signature over a header, the time and the checkpoint."""
        message = "cosignature/v1\n" + "time " + str(seconds) + "\n" + text
        return self.line(seconds.to_bytes(8, "big") + self.private.sign(message.encode()))
