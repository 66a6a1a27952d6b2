"""Opens the store that the settings name."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hoshimori.keys.file_store import FileStore

if TYPE_CHECKING:
    from hoshimori.keys.store import KeyStore

LOCK = threading.Lock()


def opened(place: str, secret: str) -> KeyStore:
    """Return the store at a place: a folder. It is opened once in a process.

    Raises: `KeysUnreadableError` where the place cannot be used, or belongs to another secret.
    """
    with LOCK:
        return at(place, secret)


@cache
def at(place: str, secret: str) -> KeyStore:
    """Return the store at a place, newly opened."""
    return FileStore(Path(place), secret)
