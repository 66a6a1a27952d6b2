"""What a witness keeps in its folder: its key, and for every log the checkpoint it cosigned last.

A file is written beside the old one, brought to the disk, then put in its place: whoever is killed in between leaves
the old one. One program at a time uses a folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import checkpoints, cosignatures, notes
from hoshimori.credentials.exchange.cosignatures import Quorum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hoshimori.credentials.exchange.checkpoints import Checkpoint
    from hoshimori.credentials.exchange.notes import Note, VerifierKey

MOST_REFUSED = 100
_EVER = datetime.max.replace(tzinfo=UTC)


class FolderInUseError(Exception):
    """Another witness works in this folder."""


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep the folder for this program until the end; the system gives it up where the program is killed.

    Raises:
        FolderInUseError: another program has it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("ab") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FolderInUseError from None
        yield


def write_whole(file: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put a file in the place of an older one: either of them is there at any moment, and this one when it returns."""
    new = file.with_name(file.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    if sys.platform != "win32":
        place = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def hash_of_origin(origin: str) -> str:
    """Return under which name a log is asked for (C2SP tlog-witness): SHA-256 of its origin in hexadecimal digits."""
    return hashlib.sha256(origin.encode()).hexdigest()


class CosignedLast:
    """The checkpoint of one log that was cosigned last, with the signatures of the log and of the witness.

    It is read from its file each time: what is not on the disk is not remembered.
    """

    def __init__(self, folder: Path, origin: str, witness: VerifierKey) -> None:
        self.folder = folder / "logs" / hash_of_origin(origin)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = self.folder / "checkpoint"
        self._witness = witness

    def content(self) -> bytes:
        """Return the file; empty where nothing was cosigned."""
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""

    def checkpoint(self) -> Checkpoint | None:
        """Return what was cosigned last; None where nothing was.

        Raises:
            Invalid: the file was changed by somebody else: the cosignature in it does not fit.
        """
        content = self.content()
        if not content:
            return None
        note = notes.read(content)
        cosignatures.check(note, Quorum((self._witness,), 1), at=_EVER)
        return checkpoints.parse(note.text)

    def keep(self, note: Note) -> None:
        """Keep what is cosigned now; it is on the disk when this returns."""
        write_whole(self._file, note.written())

    def keep_refused(self, request: bytes) -> None:
        """Keep what a log signed and does not fit its history: it proves to others what the log did."""
        folder = self.folder / "refused"
        folder.mkdir(exist_ok=True)
        if len(list(folder.iterdir())) < MOST_REFUSED:
            write_whole(folder / hashlib.sha256(request).hexdigest(), request)
