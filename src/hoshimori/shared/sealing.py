"""Small secrets that must rest in a database are sealed, so that a copy of the database alone opens nothing.

Fernet (AES-128-CBC with HMAC-SHA-256) under a key made from the installation's own by HKDF (RFC 5869), another one for
each purpose.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(text: str, *, key: str, purpose: str) -> str:
    """Return `text` as something only the same key and purpose can open, in ASCII."""
    return _fernet(key, purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, key: str, purpose: str) -> str:
    """Return what was sealed.

    Raises:
        ValueError: it was sealed with another key, for another purpose, or changed since.
    """
    try:
        return _fernet(key, purpose).decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, UnicodeEncodeError):
        raise ValueError("not sealed with this key for this purpose") from None


def _fernet(key: str, purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
