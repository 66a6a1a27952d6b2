"""A folder of encrypted key files."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hoshimori.keys import private
from hoshimori.keys.store import KID, KeyNotHeld, KeysUnreadableError, algorithm_of, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from hoshimori.keys.rules import Algorithm
    from hoshimori.keys.store import Public, StoredKey

CUSTODY = "custody.pem"
SEALED = b"hoshimori/holder/1"
NONCE_BYTES = 12


class FileStore:
    """Each key is a file `<kid>.pem` of its own, encrypted with the secret of the installation.

    Its name follows from it, so that a file under another key's name is noticed.

    Companies' keys are sealed with AES-256-GCM under a key derived from `custody.pem`, which is made with the folder;
    whether it can be read tells at once whether the secret is the right one. A file is seen only once it is whole, and
    never written again, so any number of processes may use one folder. Keys once read stay in memory.

    Raises: `KeysUnreadableError` where the folder is open to others, cannot be used, or belongs to another secret.
    """

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder
        self._secret = secret.encode()
        self._read: dict[str, StoredKey] = {}
        if not secret:
            message = "the keys need a secret: set HOSHIMORI_KEYS_SECRET"
            raise KeysUnreadableError(message)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._require_closed()
            self._custody = self._opened_custody()
        except OSError as error:
            message = f"the folder of keys cannot be used: {error.strerror}: {folder}"
            raise KeysUnreadableError(message) from None

    def make(self, algorithm: Algorithm) -> str:
        """Make a key, write it, and return its name."""
        made = private.new(algorithm)
        kid = name_of(made.public_key())
        self._write(f"{kid}.pem", private.to_pem(made, self._secret))
        self._read[kid] = private.stored(made, kid, algorithm)
        return kid

    def kids(self) -> frozenset[str]:
        """Return the names of all files that are keys."""
        return frozenset(file.stem for file in self._folder.glob("*.pem") if KID.fullmatch(file.stem))

    def signer(self, kid: str) -> StoredKey:
        """Return the key of this name, read once.

        Raises: `KeyNotHeld`; `KeysUnreadableError` where the file is damaged or another key's.
        """
        if kid not in self._read:
            self._read[kid] = self._opened(kid)
        return self._read[kid]

    def new_holder_key(self, algorithm: Algorithm) -> tuple[bytes, Public]:
        """Return a new company's key, sealed, and its public half."""
        made = private.new(algorithm)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._custody.encrypt(nonce, private.to_bytes(made), SEALED + algorithm.encode())
        return sealed, made.public_key()

    def holder_signer(self, sealed: bytes, algorithm: Algorithm, kid: str = "") -> StoredKey:
        """Return a company's key that can be signed with.

        Raises: `KeysUnreadableError` for what this store did not seal for this algorithm.
        """
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            opened = self._custody.decrypt(nonce, content, SEALED + algorithm.encode())
        except (InvalidTag, ValueError):
            message = f"a company's key was not sealed by the keys in {self._folder}, or is damaged"
            raise KeysUnreadableError(message) from None
        return private.stored(private.from_bytes(opened, algorithm), kid, algorithm)

    def _opened(self, kid: str) -> StoredKey:
        if not KID.fullmatch(kid):
            raise KeyNotHeld(kid)
        try:
            content = (self._folder / f"{kid}.pem").read_bytes()
        except FileNotFoundError:
            raise KeyNotHeld(kid) from None
        opened = private.from_pem(content, self._secret)
        if opened is None or isinstance(opened, X25519PrivateKey) or name_of(opened.public_key()) != kid:
            message = f"the key {kid} in {self._folder} is damaged, another key's, or encrypted with another secret"
            raise KeysUnreadableError(message)
        return private.stored(opened, kid, algorithm_of(opened.public_key()))

    def _require_closed(self) -> None:
        if self._folder.stat().st_mode & 0o077:
            message = f"the folder of keys is open to other users of this machine; chmod 700 {self._folder}"
            raise KeysUnreadableError(message)

    def _opened_custody(self) -> AESGCM:
        """Return what seals companies' keys; of two processes that make it at once, one makes it for both."""
        file = self._folder / CUSTODY
        if not file.exists():
            # Where it was lost, at least the secret has to be that of the keys beside it.
            for kid in self.kids():
                self.signer(kid)
            self._write(CUSTODY, private.to_pem(X25519PrivateKey.generate(), self._secret))
        opened = private.from_pem(file.read_bytes(), self._secret)
        if not isinstance(opened, X25519PrivateKey):
            message = f"HOSHIMORI_KEYS_SECRET does not open the keys in {self._folder}, or {CUSTODY} is damaged"
            raise KeysUnreadableError(message)
        return AESGCM(HKDF(SHA256(), 32, None, SEALED).derive(opened.private_bytes_raw()))

    def _write(self, name: str, content: bytes) -> None:
        """Write a file that is there whole or not at all, even when the power fails; one that is there stays."""
        half = self._folder / f".{name}.{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            with contextlib.suppress(FileExistsError):
                (self._folder / name).hardlink_to(half)
        finally:
            half.unlink(missing_ok=True)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
