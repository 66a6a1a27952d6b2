"""How texts that people type are taken in: trimmed, bounded, and never with a character nobody can read."""

from __future__ import annotations

import unicodedata

from hoshimori.shared.refusal import Invalid

_BREAKS = "\n\t"


def one_line(text: str, *, field: str, limit: int, missing: str = "") -> str:
    """Return `text` as one line: every run of white space becomes a single space.

    Raises:
        Invalid: nothing is left and `missing` is the code to say so; or it is longer than `limit` characters.
    """
    return _bounded(" ".join(text.split()), field, limit, missing)


def paragraphs(text: str, *, field: str, limit: int, missing: str = "") -> str:
    """Return `text` with its line breaks made alike and white space around it removed.

    Raises:
        Invalid: nothing is left and `missing` is the code to say so; or it is longer than `limit` characters.
    """
    return _bounded(text.replace("\r\n", "\n").replace("\r", "\n").strip(), field, limit, missing)


def _bounded(text: str, field: str, limit: int, missing: str) -> str:
    if missing and not text:
        raise Invalid(missing, field=field)
    if len(text) > limit:
        raise Invalid("TOO_LONG", field=field, limit=limit)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text if character not in _BREAKS):
        raise Invalid("UNREADABLE_CHARACTER", field=field)
    return text
