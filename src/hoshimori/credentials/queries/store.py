"""The store of private keys that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.keys.place import opened
from hoshimori.keys.store import KeyNotHeld
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from hoshimori.keys.store import KeyStore, StoredKey


def store() -> KeyStore:
    """Return the store; it is opened once in a process.

    Raises: `KeysUnreadableError` where it cannot be used.
    """
    return opened(settings.HOSHIMORI_KEYS, settings.HOSHIMORI_KEYS_SECRET)


def signer(kid: str) -> StoredKey:
    """Return a key of the operator's that can be signed with.

    Raises:
        NotPossibleNow: the store does not hold it: the keys of this database lie somewhere else.
    """
    try:
        return store().signer(kid)
    except KeyNotHeld:
        raise NotPossibleNow("KEY_NOT_HELD", kid=kid) from None
