"""Reading the numbers that somebody sends as a CSV."""

from __future__ import annotations

import csv
import io

from hoshimori.registry.queries.many import AT_MOST
from hoshimori.shared.refusal import Invalid

LARGEST = 2 * 1024 * 1024


def numbers(content: bytes) -> list[str]:
    """Return the first column of a CSV in UTF-8, without empty lines; a first line without any digit is its head.

    Raises:
        Invalid: it is no text, larger than 2 MiB, or has more than 10,000 numbers.
    """
    if len(content) > LARGEST:
        raise Invalid("TOO_MANY_NUMBERS", most=f"{AT_MOST:,}")
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise Invalid("UNREADABLE_NUMBERS") from None
    found = [row[0].strip() for row in rows if row and row[0].strip()]
    if found and not any(character.isdigit() for character in found[0]):
        del found[0]
    if len(found) > AT_MOST:
        raise Invalid("TOO_MANY_NUMBERS", most=f"{AT_MOST:,}")
    return found
