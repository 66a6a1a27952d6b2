"""How texts that people type are taken in: trimmed, bounded, and never with a character nobody can read."""

from __future__ import annotations

import re
import unicodedata

from hoshimori.shared.refusal import Invalid

_BREAKS = "\n\t"
_UNKEEPABLE = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, *, field: str, limit: int, missing: str = "") -> str:
    """Return `text` as one line: every run of white space becomes a single space.

    What stands in one line is a name others know a thing by, so no mark may turn the direction in which it is read.

    Raises:
        Invalid: nothing is left and `missing` is the code to say so; or it is longer than `limit` characters; or it
            holds a character that cannot be read.
    """
    line = _bounded(" ".join(text.split()), field, limit, missing)
    if _TURNS_DIRECTION.search(line):
        raise Invalid("UNREADABLE_CHARACTER", field=field)
    return line


def paragraphs(text: str, *, field: str, limit: int, missing: str = "") -> str:
    """Return `text` with its line breaks made alike and white space around it removed.

    Raises:
        Invalid: nothing is left and `missing` is the code to say so; or it is longer than `limit` characters; or it
            holds a character that cannot be read.
    """
    return _bounded(text.replace("\r\n", "\n").replace("\r", "\n").strip(), field, limit, missing)


def can_be_kept(text: str) -> bool:
    """Tell whether databases, workbooks and reports can hold every character: no null, no half of a pair, no non-one.

    (U+0000 is refused by PostgreSQL, the others by UTF-8 and XML.)
    """
    return _UNKEEPABLE.search(text) is None


def _bounded(text: str, field: str, limit: int, missing: str) -> str:
    if missing and not text:
        raise Invalid(missing, field=field)
    if len(text) > limit:
        raise Invalid("TOO_LONG", field=field, limit=limit)
    controls = (unicodedata.category(character) == "Cc" for character in text if character not in _BREAKS)
    if any(controls) or not can_be_kept(text):
        raise Invalid("UNREADABLE_CHARACTER", field=field)
    return text
