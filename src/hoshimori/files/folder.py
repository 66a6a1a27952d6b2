"""A folder as the place for files."""

from __future__ import annotations

import contextlib
import hashlib
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hoshimori.files.storing import CHUNK, Address, NoSuchFileError, Pieces, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_INCOMING = "incoming"


class Folder:
    """Files lie under ROOT/OWNER/SHA256; what is not whole yet lies under ROOT/incoming and is nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, stream: BinaryIO, owner: UUID) -> Stored:
        """Write under a temporary name, computing the digest on the way, and move it to its place in one step."""
        incoming = self._root / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        unfinished = incoming / uuid4().hex
        try:
            stored = _written(stream, owner, unfinished)
            place = self._root / stored.address.path
            place.parent.mkdir(exist_ok=True)
            unfinished.replace(place)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _settle(place.parent)
        return stored

    def pieces(self, address: Address) -> Pieces:
        """Open a file.

        Raises:
            NoSuchFileError: there is none.
        """
        try:
            return Pieces((self._root / address.path).open("rb", buffering=0))
        except FileNotFoundError:
            raise NoSuchFileError(address.path) from None

    def remove(self, address: Address) -> None:
        """Remove a file; one that is not there stays away."""
        (self._root / address.path).unlink(missing_ok=True)

    def addresses(self, before: datetime) -> Iterator[Address]:
        """Name every file that was put there before that moment."""
        for path in self._root.glob("*/*"):
            address = Address.parse(path.relative_to(self._root).as_posix())
            if address is not None and _changed_at(path) < before:
                yield address

    def tidy(self, before: datetime) -> int:
        """Remove what was begun before that moment and never became whole; return how many that were."""
        removed = 0
        for path in (self._root / _INCOMING).glob("*"):
            # Somebody else may be tidying, or the file may become whole just now.
            with contextlib.suppress(FileNotFoundError):
                if _changed_at(path) < before:
                    path.unlink()
                    removed += 1
        return removed


def _written(stream: BinaryIO, owner: UUID, path: Path) -> Stored:
    """Write a stream to a new file that nobody else on the machine can read, down to the disk."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
    ) as file:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            file.write(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return Stored(Address(owner, digest.hexdigest()), size)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _settle(folder: Path) -> None:
    """Make a move last through a power cut; Windows has no such step."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
