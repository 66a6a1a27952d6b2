"""Identifiers that cannot be guessed and that sort by the time they were made (RFC 9562, version 7)."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

_RANDOM_BITS = 62
_TICKS_PER_MILLISECOND = 4096
_NANOSECONDS_PER_MILLISECOND = 1_000_000


class _Ticks:
    """The time in 4,096ths of a millisecond, each one later than the one before it."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        now = time.time_ns() * _TICKS_PER_MILLISECOND // _NANOSECONDS_PER_MILLISECOND
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last


_ticks = _Ticks()


def new_id() -> UUID:
    """Return a new UUIDv7 that sorts after every one this process made before.

    60 bits of time, the last twelve of them parts of a millisecond (RFC 9562, section 6.2, method 3), then 62 random
    bits from the system's secure source. What two tables show in the order of making, they show in this order.
    """
    milliseconds, part = divmod(_ticks.next(), _TICKS_PER_MILLISECOND)
    random = secrets.randbits(_RANDOM_BITS)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (part << 64) | (0b10 << 62) | random)


def new_secret() -> str:
    """Return 256 random bits as URL-safe text, for links that open something to whoever holds them."""
    return secrets.token_urlsafe(32)
