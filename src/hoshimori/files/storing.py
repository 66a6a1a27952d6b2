"""What a place for files can do, and how a file is addressed in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

CHUNK = 64 * 1024
"""How much of a file is in memory at any time: bytes."""

_PATH = re.compile(r"(?P<owner>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<sha256>[0-9a-f]{64})")


class NoSuchFileError(LookupError):
    """There is no such file in the store."""


@dataclass(frozen=True, slots=True)
class Address:
    """Whose a file is, and the SHA-256 of what it contains (64 hexadecimal digits).

    The same file of two owners lies there twice: nobody learns from the store what somebody else has.
    """

    owner: UUID
    sha256: str

    @property
    def path(self) -> str:
        """Return the only path a file ever gets: no name that people gave is in it."""
        return f"{self.owner}/{self.sha256}"

    @classmethod
    def parse(cls, path: str) -> Address | None:
        """Read such a path; None if it is something else."""
        match = _PATH.fullmatch(path)
        return cls(UUID(match["owner"]), match["sha256"]) if match else None


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is in the store, whole. `size` is in bytes."""

    address: Address
    size: int


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""

    def close(self) -> object:
        """Let go of it."""


class Pieces:
    """The content of a file in pieces of at most 64 KiB; whoever opens it reads it to its end or closes it."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._stream.read(CHUNK)
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()


class Store(Protocol):
    """A place for files."""

    def put(self, stream: BinaryIO, owner: UUID) -> Stored:
        """Keep what a stream holds, from its beginning. Until a file is there as a whole, it is not there at all."""

    def pieces(self, address: Address) -> Pieces:
        """Open a file.

        Raises:
            NoSuchFileError: there is none.
        """

    def remove(self, address: Address) -> None:
        """Remove a file; one that is not there stays away."""

    def addresses(self, before: datetime) -> Iterator[Address]:
        """Name every file that was put there before that moment."""

    def tidy(self, before: datetime) -> int:
        """Remove what was begun before that moment and never became whole; return how many that were."""
