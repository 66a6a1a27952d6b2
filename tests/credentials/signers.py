"""Keys of the log and its witnesses, made from their names so that every run signs alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hoshimori.credentials.exchange.notes import Kind, VerifierKey


@dataclass(frozen=True)
class Holder:
    """Somebody with a private key."""

    private: Ed25519PrivateKey
    key: VerifierKey

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def holder(name: str, kind: Kind = Kind.NOTE, *, seed: bytes | None = None) -> Holder:
    private = Ed25519PrivateKey.from_private_bytes(seed or hashlib.sha256(name.encode()).digest())
    return Holder(private, VerifierKey(name, kind, private.public_key().public_bytes_raw()))


def witness(name: str) -> Holder:
    return holder(name, Kind.COSIGNATURE)
