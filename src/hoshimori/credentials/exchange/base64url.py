"""Base64url without padding, in its one canonical spelling (RFC 7515, 2; RFC 4648, 3.5)."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

from hoshimori.credentials.rules.reasons import Reason, Rejected

TO_URL = bytes.maketrans(b"+/", b"-_")
FROM_URL = bytes.maketrans(b"-_", b"+/")


def encode(content: bytes) -> str:
    """Return the text without padding."""
    return b2a_base64(content, newline=False).translate(TO_URL).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes.

    Raises: `Rejected` for padding, foreign characters, and left-over bits that are not zero: two spellings of the
    same bytes would be two statements with one meaning.
    """
    try:
        content = a2b_base64(text.encode("ascii").translate(FROM_URL) + b"==")
    except ValueError:
        raise Rejected(Reason.BASE64URL_WRONG) from None
    # The decoder is lenient; what it overlooked is not there when its result is written again.
    if encode(content) != text:
        raise Rejected(Reason.BASE64URL_WRONG)
    return content
