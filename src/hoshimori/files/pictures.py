"""Photos and screenshots: PNG, JPEG, WebP, HEIC."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from hoshimori.files import kinds
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

    from hoshimori.files.kinds import Kind

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_MARK, _START_OF_SCAN = 0xFF, 0xDA
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_BOX_HEAD, _BOXES = 8, 10_000


def recognized(head: bytes) -> Kind | None:
    """Return which picture begins like this; None if it is none of those that are taken."""
    if head.startswith(_PNG):
        return kinds.PNG
    if head.startswith(_JPEG):
        return kinds.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return kinds.WEBP
    if head[4:8] == b"ftyp" and _HEIC_BRANDS & _brands(head):
        return kinds.HEIC
    return None


def check(kind: Kind, stream: BinaryIO, size: int) -> Kind:
    """Let through a picture that is whole and followed by nothing.

    Behind a JPEG cameras write more: a second picture, the seconds before it. That stays allowed.

    Raises:
        Invalid: it is damaged, or something else stands behind it.
    """
    try:
        end = {kinds.PNG: _png, kinds.JPEG: _jpeg, kinds.WEBP: _webp, kinds.HEIC: _heic}[kind](stream, size)
    except (struct.error, ValueError):
        raise Invalid("FILE_DAMAGED", field="file") from None
    if end > size:
        raise Invalid("FILE_DAMAGED", field="file")
    if end < size:
        raise Invalid("FILE_HIDES_ANOTHER", field="file")
    return kind


def _brands(head: bytes) -> set[bytes]:
    """Return what a file in boxes says it is compatible with (ISO/IEC 14496-12)."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[place : place + 4] for place in range(16, length - 3, 4))}


def _png(stream: BinaryIO, size: int) -> int:
    """Return where the last chunk ends."""
    place = len(_PNG)
    while place < size:
        stream.seek(place)
        length, name = struct.unpack(">I4s", stream.read(8))
        place += int(length) + 12
        if name == b"IEND":
            return place
    raise ValueError("no end")


def _jpeg(stream: BinaryIO, size: int) -> int:
    """Return the size, if all segments before the picture itself are there."""
    place = 2
    while place < size:
        stream.seek(place)
        mark, code, length = struct.unpack(">BBH", stream.read(4))
        if mark != _MARK:
            raise ValueError("no segment")
        if code == _START_OF_SCAN:
            return size
        place += 1 if code == _MARK else 2 if code in _WITHOUT_LENGTH else 2 + length
    raise ValueError("no picture")


def _webp(stream: BinaryIO, size: int) -> int:
    """Return the size that the head gives."""
    stream.seek(4)
    (length,) = struct.unpack("<I", stream.read(4))
    stream.seek(12)
    if stream.read(4) not in {b"VP8 ", b"VP8L", b"VP8X"}:
        raise ValueError("no picture")
    end = int(length) + 8
    return size if end + 1 == size and length % 2 else end


def _heic(stream: BinaryIO, size: int) -> int:
    """Return where the last box ends."""
    place = 0
    for _ in range(_BOXES):
        if place >= size:
            return place
        stream.seek(place)
        length, _name = struct.unpack(">I4s", stream.read(8))
        if length == 0:
            return size
        if length == 1:
            (length,) = struct.unpack(">Q", stream.read(8))
        if length < _BOX_HEAD:
            raise ValueError("no box")
        place += length
    raise ValueError("too many boxes")
