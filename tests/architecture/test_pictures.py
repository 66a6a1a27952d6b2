"""The pictures of the documents are there, small, and as a browser took them."""

from __future__ import annotations

import re
import struct
import zlib
from itertools import pairwise, product
from pathlib import Path

from tests.architecture import source
from tools import palette, screenshots

LIMIT = 300 * 1024
IMAGES = Path(source.__file__).parents[2] / "docs" / "images"


def test_six_pages_are_shown_in_both_languages_on_both_screens() -> None:
    wanted = {
        f"{picture.name}-{language}-{screen}.png"
        for picture, language, screen in product(screenshots.PICTURES, screenshots.LOCALES, screenshots.SCREENS)
    }

    assert len(screenshots.PICTURES) == 6
    assert {file.name for file in IMAGES.iterdir()} == wanted
    assert [file.name for file in IMAGES.iterdir() if file.stat().st_size > LIMIT] == []


def test_the_readme_shows_two_of_them() -> None:
    readme = (IMAGES.parents[1] / "README.md").read_text(encoding="utf-8")

    shown = re.findall(r"!\[[^\]]+\]\((docs/images/[^)]+)\)", readme)

    assert len(shown) == 2
    assert all((IMAGES.parents[1] / path).is_file() for path in shown)


def test_a_picture_of_few_colors_stays_as_it_is() -> None:
    lines = [bytes((place * row) % 7 * 30 for place in range(12)) for row in range(5)]
    taken = _png([bytes([kind]) + _told(kind, above, line) for kind, (above, line) in enumerate(_with_above(lines))])

    small = palette.reduced(taken)

    assert _shown(small) == lines


def test_a_rare_color_stays_among_many() -> None:
    greys = [bytes([value, value, value, value, value, value + 1]) for value in range(255)]
    golden = bytes([184, 134, 11, 255, 255, 255])

    small = palette.reduced(_png([b"\0" + line for line in [*greys, *greys, golden]]))

    assert _shown(small)[-1][:3] == golden[:3]


def _with_above(lines: list[bytes]) -> list[tuple[bytes, bytes]]:
    return list(pairwise([bytes(len(lines[0])), *lines]))


def _told(kind: int, above: bytes, line: bytes) -> bytes:
    """Return a line as one of the five filters of PNG tells it."""

    def guess(place: int) -> int:
        left, corner = (line[place - 3], above[place - 3]) if place >= 3 else (0, 0)
        up = above[place]
        paeth = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        return (0, left, up, (left + up) // 2, paeth)[kind]

    return bytes((value - guess(place)) % 256 for place, value in enumerate(line))


def _png(lines: list[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", (len(lines[0]) - 1) // 3, len(lines), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return palette.SIGNATURE + b"".join(struct.pack(">I4s", len(part), kind) + part + bytes(4) for kind, part in parts)


def _shown(picture: bytes) -> list[bytes]:
    """Return the lines of a picture with a palette, pixel by pixel."""
    parts, place = {}, len(palette.SIGNATURE)
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        parts[kind] = picture[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + parts[kind]) == struct.unpack(">I", picture[place + 8 + length :][:4])[0]
        place += length + 12
    (width,) = struct.unpack(">I", parts[b"IHDR"][:4])
    colors, pixels = parts[b"PLTE"], zlib.decompress(parts[b"IDAT"])
    rows = [pixels[start + 1 : start + 1 + width] for start in range(0, len(pixels), width + 1)]
    return [b"".join(colors[3 * index : 3 * index + 3] for index in row) for row in rows]
