"""The store that an installation is set up with."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hoshimori.files.folder import Folder

if TYPE_CHECKING:
    from hoshimori.files.storing import Address, Store


@cache
def store_at(place: str) -> Store:
    """Return the store at a place: the path of a folder, or `s3://bucket/prefix?endpoint=https://…&region=…`.

    Raises:
        ValueError: the place is neither.
    """
    if place.startswith("s3://"):
        from hoshimori.files.bucket import Bucket  # noqa: PLC0415 - boto3 is an extra that a folder must not need

        return Bucket.at(place)
    if "://" in place:
        message = "files can lie in a folder or at s3://…"
        raise ValueError(message)
    return Folder(Path(place))


def is_whole(store: Store, address: Address) -> bool:
    """Read a file to its end and tell whether it still is what its address says.

    Raises:
        NoSuchFileError: there is no such file.
    """
    digest = hashlib.sha256()
    for piece in store.pieces(address):
        digest.update(piece)
    return digest.hexdigest() == address.sha256
