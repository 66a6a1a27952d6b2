"""Somebody hands in a file: it is looked at, and only then kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.files.looking import look
from hoshimori.files.names import clean, extension
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO
    from uuid import UUID

    from hoshimori.files.kinds import Kind
    from hoshimori.files.storing import Store, Stored


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in: the name people gave it, and its content, which can be read more than once.

    `size` is what was sent, in bytes; of a file that is too large the rest need not be there.
    """

    name: str
    content: BinaryIO
    size: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: under what name, what it is, where it lies."""

    name: str
    kind: Kind
    stored: Stored


def take(upload: Upload, *, owner: UUID, store: Store, limit: int) -> Taken:
    """Look at a file and keep it in the store; `limit` is the largest size in bytes.

    Raises:
        Invalid: the file is not one that can be taken.
    """
    if upload.size > limit:
        raise Invalid("FILE_TOO_LARGE", field="file", limit=limit // (1024 * 1024))
    name = clean(upload.name)
    kind = look(upload.content, name)
    return Taken(_with_ending(name, kind), kind, store.put(upload.content, owner))


def _with_ending(name: str, kind: Kind) -> str:
    """Return the name with an extension: whoever saves the file later should know what it is."""
    return name if extension(name) else (name or "file") + kind.extensions[0]
