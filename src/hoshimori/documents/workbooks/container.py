"""The zip around a workbook: what it may hold, how large it may become, and what else a file may turn out to be.

Nothing in it is believed: sizes, names and kinds are looked at before a single part is unpacked, and only the parts
that carry cells are unpacked at all.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE_LIMIT = 10 * 1024 * 1024
"""How large a workbook may be [D]: bytes."""

UNPACKED_LIMIT = 32 * 1024 * 1024
"""How large all its parts together may become: bytes."""

PART_LIMIT = 2_000
RATIO_LIMIT = 250
RATIO_MATTERS_FROM = 4 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/dialogsheets/")
_FOREIGN = (".zip", ".7z", ".rar", ".gz", ".tar", ".cab", ".iso", ".exe", ".dll", ".com", ".scr", ".js", ".vbs", ".ps1")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError, RuntimeError)


class Container:
    """The parts of a workbook file, unpacked one by one as they are asked for."""

    def __init__(self, content: bytes) -> None:
        """Look at the file from outside and at its table of contents.

        Raises:
            Invalid: it is empty or too large, it is no workbook of the xlsx kind, it is damaged or locked with a
                password, it would become too large, or it carries macros or other files.
        """
        _require_zip(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE:
            raise Invalid("WORKBOOK_DAMAGED", field="file") from None
        entries = self._zip.infolist()
        _require_modest(entries)
        self._entries = {_plain(entry.filename): entry for entry in entries}
        if len(self._entries) != len(entries) or any(entry.flag_bits & 1 for entry in entries):
            raise Invalid("WORKBOOK_DAMAGED", field="file")
        self._require_workbook()

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _plain(name) in self._entries

    def part(self, name: str) -> bytes:
        """Return a part, at most as long as the table of contents said.

        Raises:
            Invalid: there is none, or it cannot be unpacked.
        """
        entry = self._entries.get(_plain(name))
        if entry is None or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Invalid("WORKBOOK_DAMAGED", field="file")
        try:
            with self._zip.open(entry) as stream:
                return stream.read(entry.file_size + 1)
        except _DAMAGE:
            raise Invalid("WORKBOOK_DAMAGED", field="file") from None

    def _require_workbook(self) -> None:
        if "mimetype" in self._entries and self.part("mimetype").startswith(_OPEN_DOCUMENT):
            raise Invalid("WORKBOOK_IS_OPEN_DOCUMENT", field="file")
        names = list(self._entries)
        if "xl/workbook.bin" in names:
            raise Invalid("WORKBOOK_IS_BINARY", field="file")
        if "[content_types].xml" not in names:
            raise Invalid("NOT_A_WORKBOOK", field="file")
        has_macros = any(name.endswith(_MACROS[0]) or name.startswith(_MACROS[1:]) for name in names)
        if has_macros or b"macroEnabled" in self.part("[Content_Types].xml"):
            raise Invalid("WORKBOOK_HAS_MACROS", field="file")
        if any(name.endswith(_FOREIGN) for name in names):
            raise Invalid("WORKBOOK_HAS_FOREIGN_FILES", field="file")


def _plain(name: str) -> str:
    """Return a part's name as it is compared: without regard to case, as the standard wants (ISO/IEC 29500-2 6.2)."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()


def _require_zip(content: bytes) -> None:
    if not content:
        raise Invalid("WORKBOOK_EMPTY", field="file")
    if len(content) > FILE_LIMIT:
        raise Invalid("WORKBOOK_TOO_LARGE", field="file", limit=FILE_LIMIT // (1024 * 1024))
    if not content.startswith(_ZIP):
        raise Invalid(_other_kind(content), field="file")


def _require_modest(entries: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > RATIO_LIMIT * entry.compress_size
        for entry in entries
    )
    if len(entries) > PART_LIMIT or unpacked > UNPACKED_LIMIT or swollen:
        raise Invalid("WORKBOOK_UNPACKS_TOO_LARGE", field="file")


def _other_kind(content: bytes) -> str:
    """Say what a file is that is no zip."""
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        return "WORKBOOK_HAS_PASSWORD" if locked else "WORKBOOK_IS_OLD_EXCEL"
    for encoding in ("utf-8-sig", "cp932"):
        try:
            lines = content.decode(encoding).splitlines()[:20]
        except UnicodeDecodeError:
            continue
        divided = [line for line in lines if "," in line or "\t" in line]
        if divided and not lines[0].lstrip().startswith("<") and "\x00" not in lines[0]:
            return "WORKBOOK_IS_CSV"
    return "NOT_A_WORKBOOK"
