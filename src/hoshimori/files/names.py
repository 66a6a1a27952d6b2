"""The name a file was given by people: made fit to be shown and offered for saving, never used as a path."""

from __future__ import annotations

import unicodedata

LONGEST = 255
"""How long a name may be: bytes in UTF-8, what file systems take."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789")}
)


def clean(given: str) -> str:
    """Return a name without folders, unseen or direction-changing characters, and what no system allows in a name.

    Empty if nothing is left of it.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        "_" if character in _FORBIDDEN else character
        for character in unicodedata.normalize("NFC", last)
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    name = " ".join(shown.split()).strip(". ")
    if name.partition(".")[0].casefold() in _RESERVED:
        name = f"_{name}"
    return _shortened(name)


def extension(name: str) -> str:
    """Return what stands behind the last dot, in small letters and with the dot; empty without one."""
    stem, dot, last = name.rpartition(".")
    return f".{last.casefold()}" if dot and stem and last else ""


def _shortened(name: str) -> str:
    """Cut a long name before its extension, so that its end still says what it is."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, last = name.rpartition(".")
    end = dot + last if stem and len(last.encode()) < LONGEST // 4 else ""
    room = LONGEST - len(f"…{end}".encode())
    return name.removesuffix(end).encode()[:room].decode(errors="ignore").rstrip(". ") + "…" + end
