"""Keys in a token behind PKCS#11: a hardware security module, a smart card, SoftHSM. Needs the extra `hsm`."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, TypeVar

import pkcs11
from cryptography.exceptions import InvalidSignature

from hoshimori.keys import pkcs11_keys as keys
from hoshimori.keys.pkcs11_token import Token
from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KID, KID_BYTES, KeyNotHeld, KeysUnreadableError, StoredKey, algorithm_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkcs11.types import Session, SignMixin

    from hoshimori.keys.store import Public

T = TypeVar("T")


class Pkcs11Store:
    """Keys are made in the token, cannot be taken out of it, and are found by their label, which is their `kid`.

    Companies' keys are made in the token too and leave it wrapped with an AES-256 key that stays there (RFC 5649); each
    signature unwraps one inside. Nothing of a private key is ever in the memory of this program.

    Raises: `KeysUnreadableError` where there is no such library or token, or it does not take the PIN.
    """

    def __init__(self, module: Path, label: str, pin: str) -> None:
        self._token = Token(module, label, pin)
        self._label = label
        self._handles: dict[tuple[int, str], SignMixin] = {}
        self._read: dict[str, StoredKey] = {}

    def make(self, algorithm: Algorithm) -> str:
        """Make a key that the token never gives away, and return its name."""
        kid = base64.b32encode(secrets.token_bytes(KID_BYTES)).decode().lower()
        self._token.asked(lambda session: keys.make(session, algorithm, kid))
        return kid

    def kids(self) -> frozenset[str]:
        """Return the labels of all keys that are this program's."""
        return frozenset(label for label in self._token.asked(keys.labels) if KID.fullmatch(label))

    def signer(self, kid: str) -> StoredKey:
        """Return the key of this name, looked up once.

        Raises: `KeyNotHeld`; `KeysUnreadableError` where its public half is missing or of another kind.
        """
        if kid not in self._read:
            self._read[kid] = self._found(kid)
        return self._read[kid]

    def new_holder_key(self, algorithm: Algorithm) -> tuple[bytes, Public]:
        """Return a new company's key, wrapped, and its public half.

        Raises: `KeysUnreadableError` where the token wraps no keys of this algorithm: SoftHSM 2.6 none for EdDSA.
        """
        try:
            return self._token.asked(lambda session: keys.wrapped(session, algorithm))
        except (pkcs11.KeyNotWrappable, pkcs11.KeyUnextractable):
            message = f"the token {self._label} keeps no companies' keys for {algorithm}"
            raise KeysUnreadableError(message) from None

    def holder_signer(self, sealed: bytes, algorithm: Algorithm, kid: str = "") -> StoredKey:
        """Return a company's key that can be signed with.

        Raises: `KeysUnreadableError` for what this token did not wrap for this algorithm.
        """

        def act(session: Session, content: bytes) -> bytes:
            with keys.unwrapped(session, sealed, algorithm) as handle:
                return keys.sign(handle, content, algorithm)

        try:
            key = StoredKey(kid, algorithm, keys.public_beside(sealed, algorithm), self._signing(algorithm, act))
            keys.require_pair(key)
        except (ValueError, InvalidSignature, pkcs11.PKCS11Error):
            message = f"a company's key was not wrapped by the token {self._label}, or is damaged"
            raise KeysUnreadableError(message) from None
        return key

    def _found(self, kid: str) -> StoredKey:
        if not KID.fullmatch(kid):
            raise KeyNotHeld(kid)
        try:
            public = self._token.asked(lambda session: keys.public(session, kid))
        except ValueError:
            message = f"the public half of the key {kid} in the token {self._label} is missing or of another kind"
            raise KeysUnreadableError(message) from None
        algorithm = algorithm_of(public)

        def act(session: Session, content: bytes) -> bytes:
            return keys.sign(self._handle(session, kid), content, algorithm)

        return StoredKey(kid, algorithm, public, self._signing(algorithm, act))

    def _handle(self, session: Session, kid: str) -> SignMixin:
        """Return the token's number of a key, which holds until the next login."""
        place = (self._token.logins, kid)
        if place not in self._handles:
            self._handles[place] = keys.private(session, kid)
        return self._handles[place]

    def _signing(self, algorithm: Algorithm, act: Callable[[Session, bytes], bytes]) -> Callable[[bytes], bytes]:
        def sign(content: bytes) -> bytes:
            told = hashlib.sha256(content).digest() if algorithm == Algorithm.ES256 else content
            return self._token.asked(lambda session: act(session, told))

        return sign
