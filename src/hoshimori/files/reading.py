"""A file is searched piece by piece: it may be larger than what should be in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.files.storing import CHUNK

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import BinaryIO

_OVERLAP = 64
_LAST_RECORD, _LONGEST_COMMENT = 22, 0xFFFF


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream holds, from its beginning, in pieces of at most 64 KiB."""
    stream.seek(0)
    while piece := stream.read(CHUNK):
        yield piece


def holds(stream: BinaryIO, pattern: re.Pattern[bytes]) -> bool:
    """Tell whether something of at most 64 bytes stands anywhere in a file."""
    before = b""
    for piece in pieces_of(stream):
        if pattern.search(before + piece):
            return True
        before = piece[-_OVERLAP:]
    return False


def end_of_zip(stream: BinaryIO, size: int) -> int | None:
    """Return where a zip in this file ends; None if there is none. A zip is read from its end, whatever stands before.

    The last record begins with PK 05 06, is 22 bytes long and says how long the comment behind it is.
    """
    stream.seek(max(0, size - _LAST_RECORD - _LONGEST_COMMENT))
    begins, tail = stream.tell(), stream.read()
    found = tail.rfind(b"PK\x05\x06")
    record = tail[found : found + _LAST_RECORD]
    if found < 0 or len(record) < _LAST_RECORD:
        return None
    return begins + found + _LAST_RECORD + int.from_bytes(record[-2:], "little")
