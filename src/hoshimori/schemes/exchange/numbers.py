"""Official numbers as people and spreadsheet programs write them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_HYPHENS = re.compile(r"\s*[-‐‑‒–—―−－ーｰ─━_.・.]\s*")
_AROUND = re.compile(
    r"^(?:no|criterion|requirement|評価基準|要求事項|項番|番号|[\s.:№#【\[((<「])+|[\s.:】\]))>」]+$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,3}(?:-\d{1,3}){1,3}", re.ASCII)
CRITERION_PARTS = 4
REQUIREMENT_PARTS = 3


def number_in(text: str, parts: int) -> str | None:
    """Return the official number that a cell shows, such as 4-1-3-2 for "４－１－３－２"; None where it shows none.

    `parts` is how many numbers it is made of: 4 for a criterion, 3 for a requirement.
    """
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", text).strip())
    joined = _HYPHENS.sub("-", plain)
    if not _NUMBER.fullmatch(joined) or joined.count("-") != parts - 1:
        return None
    return "-".join(str(int(part)) for part in joined.split("-"))


def numbers_of_day(day: date) -> tuple[str, ...]:
    """Return what somebody may have typed that a spreadsheet program took for a day, in the orders people write days.

    2004-01-03 was 4-1-3 (year first, as in Japan), 1-3-4 (month first) or 3-1-4 (day first).
    """
    year, month, on = day.year % 100, day.month, day.day
    return tuple(dict.fromkeys((f"{year}-{month}-{on}", f"{month}-{on}-{year}", f"{on}-{month}-{year}")))
