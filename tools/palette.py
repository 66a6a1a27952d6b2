"""Makes a picture of a page small: 256 colors are enough for letters and plain fields.

Reads and writes the PNG that a browser takes: 8 bits a channel, no interlace.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLORS = 256
FREQUENT = 128
CHANNELS = {2: 3, 6: 4}
"""How many bytes a pixel takes, by the PNG's color type: with and without transparency."""

Color = bytes


def reduced(picture: bytes) -> bytes:
    """Return the picture in 256 colors, every pixel in the one nearest to its own."""
    width, height, lines = _pixels(picture)
    palette, places = _palette(Counter(color for line in lines for color in line))
    rows = b"".join(b"\0" + bytes(places[color] for color in line) for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _palette(counts: Counter[Color]) -> tuple[list[Color], dict[Color, int]]:
    """Return the colors to keep, and for every color the place of the nearest of them.

    The most frequent ones, then one by one whichever would suffer most without: a small golden star stays golden.
    """
    palette = [color for color, _ in counts.most_common(FREQUENT)]
    nearest = {color: min((_apart(color, kept), place) for place, kept in enumerate(palette)) for color in counts}
    while len(palette) < COLORS:
        worst = max(counts, key=lambda color: counts[color] * nearest[color][0])
        if nearest[worst][0] == 0:
            break
        palette.append(worst)
        nearest = {color: min(near, (_apart(color, worst), len(palette) - 1)) for color, near in nearest.items()}
    return palette, {color: place for color, (_, place) in nearest.items()}


def _apart(one: Color, other: Color) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def _pixels(picture: bytes) -> tuple[int, int, list[list[Color]]]:
    parts = dict.fromkeys((b"IHDR", b"IDAT"), b"")
    for kind, content in _chunks(picture):
        if kind in parts:
            parts[kind] += content
    width, height, _, color_type = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    size = CHANNELS[color_type]
    lines = [
        [line[place : place + 3] for place in range(0, width * size, size)]
        for line in _lines(zlib.decompress(parts[b"IDAT"]), width * size, size)
    ]
    return width, height, lines


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        yield kind, picture[place + 8 : place + 8 + length]
        place += 12 + length


def _lines(data: bytes, length: int, size: int) -> Iterator[bytes]:
    above = bytes(length)
    for place in range(0, len(data), length + 1):
        line = bytearray(data[place + 1 : place + 1 + length])
        _undo(data[place], line, above, size)
        above = bytes(line)
        yield above


def _undo(kind: int, line: bytearray, above: bytes, size: int) -> None:
    """Undo what a line was told as: the difference to its neighbours (PNG, section 9)."""
    if kind == 0:
        return
    for place in range(len(line)):
        left = line[place - size] if place >= size else 0
        corner = above[place - size] if place >= size else 0
        line[place] = (line[place] + _guess(kind, left, above[place], corner)) & 255


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    paeth = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
    return (0, left, up, (left + up) // 2, paeth)[kind]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
