"""Kinds of files that are not taken: which of them it is, so that people are told what they can do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import puremagic

from hoshimori.files.reading import holds
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows, which starts whatever it names
    b"ITSF",  # compiled help, which can start programs
)
_ARCHIVES = (
    b"PK",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"\x1f\x9d",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
    b"xar!",
    b"!<arch>",
)
_TAR, _LHA, _ISO = slice(257, 262), slice(2, 5), 32769
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = re.compile(re.escape("EncryptedPackage".encode("utf-16-le")))
_SURE = 0.3


def refusal(stream: BinaryIO, head: bytes) -> Invalid:
    """Return the refusal that says best what this file is."""
    if head.startswith(_OLE):
        return Invalid("FILE_HAS_PASSWORD" if holds(stream, _LOCKED) else "FILE_IS_OLD_OFFICE", field="file")
    if head.startswith(_PROGRAMS):
        return Invalid("FILE_IS_PROGRAM", field="file")
    if head.startswith(_ARCHIVES) or head[_TAR] == b"ustar" or head[_LHA] == b"-lh" or _is_disk(stream):
        return Invalid("FILE_IS_ARCHIVE", field="file")
    if called := _called(head):
        return Invalid("FILE_KIND_NOT_TAKEN", field="file", actual=called)
    return Invalid("FILE_KIND_UNKNOWN", field="file")


def _is_disk(stream: BinaryIO) -> bool:
    stream.seek(_ISO)
    return stream.read(5) == b"CD001"


def _called(head: bytes) -> str:
    """Return what kind this seems to be, in capital letters; empty if nobody knows."""
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, ValueError):
        return ""
    return best.extension.lstrip(".").upper() if best.confidence >= _SURE else ""
