"""Files that are zips inside: Office and OpenDocument are taken, everything else in a zip is an archive."""

from __future__ import annotations

import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING

from hoshimori.files import kinds, office, opendocument
from hoshimori.files.packages import Package
from hoshimori.files.reading import end_of_zip
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

    from hoshimori.files.kinds import Kind

SIGNATURE = b"PK\x03\x04"
KINDS = frozenset({kinds.DOCX, kinds.XLSX, kinds.PPTX, kinds.ODT, kinds.ODS, kinds.ODP})

_OFFICE, _OPEN_DOCUMENT = "[content_types].xml", "mimetype"
_DEEPEST = 1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError, RuntimeError)


def check(stream: BinaryIO, size: int, depth: int = 0) -> Kind:
    """Let through an Office or OpenDocument file that does nothing by itself.

    A chart carries its own small workbook: one level of documents in documents is looked into; `depth` is how deep this
    one lies.

    Raises:
        Invalid: it is any other zip, damaged, locked, would become too large, runs programs, or fetches from outside.
    """
    if depth > _DEEPEST:
        raise Invalid("FILE_HAS_EMBEDDED", field="file")
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {name.casefold() for name in archive.namelist()}
            if not names & {_OFFICE, _OPEN_DOCUMENT}:
                raise Invalid("FILE_IS_ARCHIVE", field="file")
            _require_nothing_around(archive, stream, size)
            package = Package(archive)
            if _OFFICE in names:
                return office.check(package, inside=partial(check, depth=depth + 1))
            return opendocument.check(package)
    except _DAMAGE:
        raise Invalid("FILE_DAMAGED", field="file") from None


def _require_nothing_around(archive: zipfile.ZipFile, stream: BinaryIO, size: int) -> None:
    first = min(entry.header_offset for entry in archive.infolist())
    if first != 0 or end_of_zip(stream, size) != size:
        raise Invalid("FILE_HIDES_ANOTHER", field="file")
