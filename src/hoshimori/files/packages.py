"""The parts of a file that is a zip inside.

Nothing in a zip is believed. Names and sizes are looked at before anything is unpacked, and everything is unpacked
once, piece by piece and kept nowhere, so that what the table of contents says is known to be true.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import IO

from hoshimori.files.storing import CHUNK
from hoshimori.shared.refusal import Invalid

UNPACKED_LIMIT = 200 * 1024 * 1024
"""How large all parts together may become [D]: bytes."""

PART_LIMIT = 5_000
RATIO_LIMIT = 250
RATIO_MATTERS_FROM = 4 * 1024 * 1024

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """The parts of such a file, by their names; names are compared without regard to case (ISO/IEC 29500-2 6.2)."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at the table of contents, then unpack everything once.

        Raises:
            Invalid: it would become too large, or something stands before or behind its parts.
            ValueError: the table of contents is not an honest one.
        """
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _require_modest(entries)
        self._archive = archive
        self._parts = {entry.filename.casefold(): entry for entry in entries}
        if len(self._parts) != len(entries) or not all(_is_plain(entry) for entry in entries):
            raise ValueError("no honest table of contents")
        for entry in entries:
            # Length and checksum of each part are compared on the way.
            with archive.open(entry) as part:
                while part.read(CHUNK):
                    pass

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts, in small letters."""
        return frozenset(self._parts)

    def open(self, name: str) -> IO[bytes]:
        """Open a part that is there."""
        return self._archive.open(self._parts[name])

    def size(self, name: str) -> int:
        """Return how large a part is, unpacked: bytes."""
        return self._parts[name].file_size


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a part is packed as Office packs, and named so that it lies inside wherever it is unpacked."""
    name = entry.filename
    is_inside = posixpath.normpath(name) == name and not name.startswith(("/", "..")) and "\\" not in name
    return is_inside and entry.compress_type in _METHODS and not entry.flag_bits & 1


def _require_modest(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > RATIO_LIMIT * entry.compress_size
        for entry in entries
    )
    if len(entries) > PART_LIMIT or unpacked > UNPACKED_LIMIT or swollen:
        raise Invalid("FILE_UNPACKS_TOO_LARGE", field="file")
