"""Opens the store that the settings name: a folder, or a token behind PKCS#11."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from hoshimori.keys.file_store import FileStore
from hoshimori.keys.store import KeysUnreadableError

if TYPE_CHECKING:
    from hoshimori.keys.store import KeyStore

PKCS11 = "pkcs11:"
LOCK = threading.Lock()


@dataclass(frozen=True)
class TokenPlace:
    """A token: the library that speaks to it, and its label."""

    module: Path
    label: str

    @classmethod
    def parse(cls, place: str) -> TokenPlace:
        """Return what `pkcs11:/path/of/library.so?token=LABEL` names.

        Raises: `KeysUnreadableError` where it names anything else.
        """
        parts = urlsplit(place)
        asked = parse_qs(parts.query)
        if not parts.path.startswith("/") or set(asked) != {"token"}:
            message = "a token is named as pkcs11:/path/of/library.so?token=LABEL"
            raise KeysUnreadableError(message)
        return cls(Path(unquote(parts.path)), asked["token"][-1])


def is_token(place: str) -> bool:
    """Tell whether keys lie in a token and not in a folder."""
    return place.startswith(PKCS11)


def opened(place: str, secret: str) -> KeyStore:
    """Return the store at a place; `secret` is what its files are encrypted with, or the token's PIN.

    A store is opened once in a process.

    Raises: `KeysUnreadableError` where the place cannot be used, or belongs to another secret.
    """
    with LOCK:
        return at(place, secret)


@cache
def at(place: str, secret: str) -> KeyStore:
    """Return the store at a place, newly opened."""
    if not is_token(place):
        return FileStore(Path(place), secret)
    from hoshimori.keys.pkcs11_store import Pkcs11Store  # noqa: PLC0415 - an extra that a folder must not need

    token = TokenPlace.parse(place)
    return Pkcs11Store(token.module, token.label, secret)


def problem(place: str) -> str:
    """Return what is wrong with a place, as far as it can be seen without a secret; empty where nothing is."""
    if not is_token(place):
        return problem_of_folder(Path(place))
    try:
        module = TokenPlace.parse(place).module
    except KeysUnreadableError as error:
        return str(error)
    if find_spec("pkcs11") is None:
        return "names a token, but the extra 'hsm' is not installed"
    return "" if os.access(module, os.R_OK) else f"names a library that cannot be read: {module}"


def problem_of_folder(folder: Path) -> str:
    """Return what keeps keys from lying in a folder."""
    if not folder.is_absolute():
        return "is neither an absolute path nor pkcs11:…"
    standing = next(each for each in (folder, *folder.parents) if each.exists())
    if not standing.is_dir() or not os.access(standing, os.R_OK | os.W_OK | os.X_OK):
        return f"cannot be used: {standing} is no folder in which this server may write"
    if standing == folder and folder.stat().st_mode & 0o077:
        return f"is open to other users of this machine (chmod 700 {folder})"
    return ""
