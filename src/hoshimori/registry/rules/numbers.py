"""Registration numbers: a level, a year, a serial number, and a digit that catches slips of the pen [D]."""

from __future__ import annotations

import re
import unicodedata

from stdnum import damm

from hoshimori.shared.refusal import Invalid, NotPossibleNow

LENGTH = 10
LAST_SERIAL = 999_999
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー]")
_DIGITS = re.compile(r"[0-9]{10}")


def number(*, level: int, year: int, serial: int) -> str:
    """Return the ten digits: level, last two digits of the year in Japan, serial number, check digit (Damm 2004).

    Raises:
        NotPossibleNow: this year's 999,999 numbers of the level are given.
    """
    if not 1 <= serial <= LAST_SERIAL:
        raise NotPossibleNow("NUMBERS_USED_UP", level=level, year=year)
    payload = f"{level}{year % 100:02}{serial:06}"
    return payload + damm.calc_check_digit(payload)


def written(digits: str) -> str:
    """Return a number as people read it: 3-26-000123-8."""
    return f"{digits[0]}-{digits[1:3]}-{digits[3:9]}-{digits[9:]}"


def bare(text: str) -> str:
    """Return `text` with full-width forms made half-width, and white space and every kind of hyphen taken out."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))


def parse(text: str) -> str:
    """Return the ten digits of a registration number, whatever widths, spaces or hyphens it was typed with.

    Raises:
        Invalid: it does not have ten digits, or its check digit does not fit: one digit is wrong or two are swapped.
    """
    digits = bare(text)
    if not _DIGITS.fullmatch(digits):
        raise Invalid("REGISTRATION_NUMBER_LENGTH", field="number")
    if not damm.is_valid(digits):
        raise Invalid("REGISTRATION_NUMBER_CHECK_DIGIT", field="number")
    return digits
