"""Private keys in memory: made, signed with, written under a secret. Only the file store knows this module."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import StoredKey

if TYPE_CHECKING:
    from collections.abc import Callable

Private: TypeAlias = "ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey"
Kept: TypeAlias = "Private | x25519.X25519PrivateKey"

ECDSA = ec.ECDSA(SHA256())
CURVE = ec.SECP256R1()


def new(algorithm: Algorithm) -> Private:
    """Return a new key from the randomness of the system."""
    return ec.generate_private_key(CURVE) if algorithm == Algorithm.ES256 else ed25519.Ed25519PrivateKey.generate()


def stored(private: Private, kid: str, algorithm: Algorithm) -> StoredKey:
    """Return the key as the rest of the program has it."""
    return StoredKey(kid, algorithm, private.public_key(), signing(private))


def signing(private: Private) -> Callable[[bytes], bytes]:
    """Return what signs with a key and shows nothing of it."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign

    def sign(content: bytes) -> bytes:
        r, s = decode_dss_signature(private.sign(content, ECDSA))
        return r.to_bytes(32) + s.to_bytes(32)

    return sign


def to_bytes(private: Private) -> bytes:
    """Return the 32 bytes that are the key."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.private_bytes_raw()
    return private.private_numbers().private_value.to_bytes(32)


def from_bytes(content: bytes, algorithm: Algorithm) -> Private:
    """Return the key that is these 32 bytes."""
    if algorithm == Algorithm.ES256:
        return ec.derive_private_key(int.from_bytes(content), CURVE)
    return ed25519.Ed25519PrivateKey.from_private_bytes(content)


def to_pem(private: Kept, secret: bytes) -> bytes:
    """Return the key as encrypted PKCS#8 (RFC 5958; PBES2 with PBKDF2 and AES-256), which OpenSSL reads too.

    PBKDF2 runs a few thousand rounds only: the secret has to be long and random by itself.
    """
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(secret))


def from_pem(content: bytes, secret: bytes) -> Kept | None:
    """Return the key in encrypted PKCS#8; None for another secret, a damaged text, no encryption, another kind."""
    try:
        private = load_pem_private_key(content, secret)
    except (ValueError, TypeError):
        return None
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name != CURVE.name:
        return None
    known = (ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey, x25519.X25519PrivateKey)
    return private if isinstance(private, known) else None
