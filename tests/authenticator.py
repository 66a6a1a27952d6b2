"""An authenticator app, as people have it on their phones (RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

PERIOD = 30


def digits(key: str, moment: float | None = None) -> str:
    """Return the six digits the app shows for a key at a moment, or now."""
    counter = int(time.time() if moment is None else moment) // PERIOD
    code = hmac.new(base64.b32decode(key), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = code[-1] & 0x0F
    number = int.from_bytes(code[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
