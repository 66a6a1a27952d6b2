"""Identifiers that cannot be guessed and that sort by the time they were made (RFC 9562, version 7)."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_RANDOM_BITS = 74


def new_id() -> UUID:
    """Return a new UUIDv7: 48 bits of milliseconds, then 74 random bits from the system's secure source."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(_RANDOM_BITS)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


def new_secret() -> str:
    """Return 256 random bits as URL-safe text, for links that open something to whoever holds them."""
    return secrets.token_urlsafe(32)
