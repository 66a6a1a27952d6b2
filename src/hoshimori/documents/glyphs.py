"""Which characters the vendored font can show, and what stands for those it cannot.

A PDF that is accessible (PDF/UA-1) may hold no character without a shape. People type such characters, and file names
hold them, so they are replaced by 〓, which Japanese printers have always put where a letter was missing.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from importlib.resources import files

MISSING = "〓"
LONGEST_WORD = 24
"""After so many letters without a gap a line may break, so that an address or a digest stays inside the page."""

_FULL_REPERTOIRE, _WINDOWS = 10, 3
_WORD = re.compile(rf"[^\s\u200b\u2e80-\U0003ffff]{{{LONGEST_WORD + 1},}}")
_BREAK_HERE = "\u200b"
_KEPT = "\n"


def showable(text: str) -> str:
    """Return `text` as it can be set: composed (NFC), without invisible characters, 〓 for what the font lacks."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    known = {ord(letter) for letter in plain} <= covered()
    shown = plain if known else "".join(_shown(character) for character in plain)
    return _WORD.sub(lambda match: _with_breaks(match[0]), shown)


def _shown(character: str) -> str:
    if character in _KEPT or ord(character) in covered():
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    return " " if category in {"Zs", "Zl", "Zp"} else MISSING


def _with_breaks(word: str) -> str:
    return _BREAK_HERE.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


@cache
def covered() -> frozenset[int]:
    """Return the code points that both weights of the font have a shape for (OpenType cmap, format 12)."""
    names = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
    regular, bold = (_covered_by(files("hoshimori.documents").joinpath("fonts", name).read_bytes()) for name in names)
    return regular & bold


def _covered_by(font: bytes) -> frozenset[int]:
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, table + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, table + 4 + 8 * number)
        if (platform, encoding) == (_WINDOWS, _FULL_REPERTOIRE):
            return _groups(font, table + offset)
    raise ValueError("the font has no table of its whole repertoire")


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _sum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag!r}")


def _groups(font: bytes, start: int) -> frozenset[int]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    found: set[int] = set()
    for number in range(count):
        first, last, _glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * number)
        found.update(range(first, last + 1))
    return frozenset(found)
