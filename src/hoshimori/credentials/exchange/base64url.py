"""Base64url without padding, in its one canonical spelling (RFC 7515, 2; RFC 4648, 3.5)."""

from __future__ import annotations

import base64
import binascii

from hoshimori.credentials.rules.reasons import Reason, Rejected


def encode(content: bytes) -> str:
    """Return the text without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes.

    Raises: `Rejected` for padding, foreign characters, and left-over bits that are not zero: two spellings of the
    same bytes would be two statements with one meaning.
    """
    try:
        content = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise Rejected(Reason.BASE64URL_WRONG) from None
    if encode(content) != text:
        raise Rejected(Reason.BASE64URL_WRONG)
    return content
