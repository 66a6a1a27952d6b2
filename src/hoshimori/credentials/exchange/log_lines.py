"""Numbers, hashes and text in the files of the register's history: one way to write each, so only one way is read."""

from __future__ import annotations

import base64
import binascii
import re

from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import HASH_LENGTH, LARGEST_SIZE

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


def text(data: bytes, *, largest: int) -> str:
    """Return the text in `data`: UTF-8 of at most `largest` bytes, of the ASCII control characters only newlines.

    Raises:
        Invalid: LOG_UNREADABLE with TOO_LARGE, NOT_UTF8 or CONTROL_CHARACTER.
    """
    if len(data) > largest:
        raise unreadable(Flaw.TOO_LARGE)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(Flaw.NOT_UTF8) from None
    if _CONTROL.search(decoded):
        raise unreadable(Flaw.CONTROL_CHARACTER)
    return decoded


def number(written: str) -> int:
    """Return a number of 63 bits from its ASCII digits without leading zeroes.

    Raises:
        Invalid: LOG_UNREADABLE with NUMBER.
    """
    if not _DECIMAL.fullmatch(written) or int(written) > LARGEST_SIZE:
        raise unreadable(Flaw.NUMBER)
    return int(written)


def octets(written: str) -> bytes:
    """Return what standard base 64 holds (RFC 4648 §4), with its padding and no stray bits.

    Raises:
        Invalid: LOG_UNREADABLE with BASE64.
    """
    try:
        decoded = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise unreadable(Flaw.BASE64) from None
    if in_base64(decoded) != written:
        raise unreadable(Flaw.BASE64)
    return decoded


def hash_of(written: str) -> bytes:
    """Return a SHA-256 hash from base 64.

    Raises:
        Invalid: LOG_UNREADABLE with BASE64 or HASH_LENGTH.
    """
    decoded = octets(written)
    if len(decoded) != HASH_LENGTH:
        raise unreadable(Flaw.HASH_LENGTH)
    return decoded


def in_base64(data: bytes) -> str:
    """Return `data` in standard base 64."""
    return base64.b64encode(data).decode("ascii")
