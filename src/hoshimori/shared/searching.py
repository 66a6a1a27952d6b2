"""Japanese text made alike, so that 東京, ﾄｳｷｮｳ and とうきょう are found however they were typed."""

from __future__ import annotations

import unicodedata

import jaconv


def fold(text: str) -> str:
    """Return `text` with widths, kana and letter case made alike and white space removed."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(jaconv.hira2kata(wide)).split())


def bigrams(text: str) -> str:
    """Return the pairs of neighboring characters of the folded text, divided by spaces, for a full-text index."""
    folded = fold(text)
    if len(folded) == 1:
        return folded
    return " ".join(folded[index : index + 2] for index in range(len(folded) - 1))
