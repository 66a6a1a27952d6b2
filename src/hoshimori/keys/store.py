"""What every store of private keys can do, wherever it keeps them: sign in their name, never hand them out."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hoshimori.keys.rules import Algorithm

if TYPE_CHECKING:
    from collections.abc import Callable

Public: TypeAlias = "ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey"

KID_BYTES = 10
KID = re.compile(r"[a-z2-7]{16}")


class KeyNotHeld(KeyError):  # noqa: N818 - an answer about a name, like its parent
    """Raised where a store has no key of this name."""


class KeysUnreadableError(Exception):
    """Raised where keys are there and cannot be used; says to the person who installs what to look at, no secret."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key that can be signed with. The private half stays with the store; what is here only asks for signatures."""

    kid: str
    algorithm: Algorithm
    public: Public
    _sign: Callable[[bytes], bytes] = field(repr=False, compare=False)

    def sign(self, content: bytes) -> bytes:
        """Return 64 bytes: r and s for ES256 (RFC 7518, 3.4), the signature of RFC 8032 for EdDSA."""
        return self._sign(content)


class KeyStore(Protocol):
    """Keeps the operator's keys, and seals those of companies so that they can lie in the database."""

    def make(self, algorithm: Algorithm) -> str:
        """Make a key that stays here for good, and return its name."""

    def kids(self) -> frozenset[str]:
        """Return the names of all keys held."""

    def signer(self, kid: str) -> StoredKey:
        """Return the key of this name.

        Raises: `KeyNotHeld`; `KeysUnreadableError` where it is damaged.
        """

    def new_holder_key(self, algorithm: Algorithm) -> tuple[bytes, Public]:
        """Make a company's key and return it sealed, readable for this store alone, with its public half."""

    def holder_signer(self, sealed: bytes, algorithm: Algorithm, kid: str = "") -> StoredKey:
        """Return a company's key from what `new_holder_key` sealed.

        Raises: `KeysUnreadableError` for what this store did not seal for this algorithm.
        """


def name_of(public: Public) -> str:
    """Return the name that follows from a key: 16 letters and digits of the SHA-256 of its SubjectPublicKeyInfo."""
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b32encode(hashlib.sha256(spki).digest()[:KID_BYTES]).decode().lower()


def algorithm_of(public: Public) -> Algorithm:
    """Return the one algorithm of a key."""
    return Algorithm.ES256 if isinstance(public, ec.EllipticCurvePublicKey) else Algorithm.EDDSA
