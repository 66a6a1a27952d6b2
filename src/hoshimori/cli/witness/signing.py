"""The witness's own key: made on the first start, kept in one file that nobody else may read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hoshimori.cli.witness.keeping import write_whole
from hoshimori.credentials.exchange import cosignatures, log_lines
from hoshimori.credentials.exchange.notes import Kind, VerifierKey

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hoshimori.credentials.exchange.notes import Signature

_MARK = "PRIVATE+KEY"
_OTHERS_MAY = 0o077


class KeyUnfitError(Exception):
    """The key file is not one of a witness, or others may read it."""


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """A witness's private key, and the key by which others know it."""

    private: Ed25519PrivateKey
    name: str

    @property
    def verifier(self) -> VerifierKey:
        """Return what others check its cosignatures with."""
        return VerifierKey(self.name, Kind.COSIGNATURE, self.private.public_key().public_bytes_raw())

    def cosigned(self, text: str, at: datetime) -> Signature:
        """Return the line by which a checkpoint is cosigned."""
        return cosignatures.cosigned(text, self.verifier, self.private.sign, at=at)

    def written(self) -> str:
        """Return the key as its file holds it: a mark, the name, the identifier, and kind and seed in base 64."""
        seed = log_lines.in_base64(bytes([Kind.COSIGNATURE]) + self.private.private_bytes_raw())
        return f"{_MARK}+{self.name}+{self.verifier.id.hex()}+{seed}\n"


def kept(file: Path, name: str) -> WitnessKey:
    """Return the key in this file, made now under this name where there is none; its public half stands beside it.

    Raises:
        KeyUnfitError: the file holds no such key, or others may read it.
        Invalid: LOG_UNREADABLE, no key can have this name.
    """
    if file.exists():
        key = read(file)
    else:
        key = WitnessKey(Ed25519PrivateKey.generate(), name)
        vkey = key.verifier.written()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, key.written().encode(), mode=0o600)
        write_whole(file.with_name(file.name + ".vkey"), f"{vkey}\n".encode())
    return key


def read(file: Path) -> WitnessKey:
    """Return the key in this file.

    Raises:
        KeyUnfitError: the file holds no such key, or others may read it.
    """
    if sys.platform != "win32" and file.stat().st_mode & _OTHERS_MAY:
        raise KeyUnfitError(f"{file} may be read by others; take that right away (chmod 600)")
    try:
        rest = file.read_text(encoding="utf-8").removeprefix(f"{_MARK}+").removesuffix("\n")
        name, _, encoded = rest.split("+", 2)
        material = log_lines.octets(encoded)
        key = WitnessKey(Ed25519PrivateKey.from_private_bytes(material[1:]), name)
        is_whole = key.written() == file.read_text(encoding="utf-8")
    except ValueError:
        is_whole = False
        key = None
    if key is None or not is_whole:
        raise KeyUnfitError(f"{file} holds no key of a witness")
    return key
