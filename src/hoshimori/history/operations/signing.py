"""With which key the register's history is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from hoshimori.credentials.exchange.notes import Kind, VerifierKey
from hoshimori.history.queries import log
from hoshimori.keys.place import opened
from hoshimori.keys.rules import Algorithm

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.exchange.notes import Sign
    from hoshimori.shared.actor import Actor


def signer(actor: Actor, at: datetime) -> tuple[VerifierKey, Sign]:
    """Return the key in use as verifiers know it, and what signs with it."""
    del actor, at
    store = opened(settings.HOSHIMORI_KEYS, settings.HOSHIMORI_KEYS_SECRET)
    held = [store.signer(kid) for kid in sorted(store.kids())]
    known = [key for key in held if key.algorithm == Algorithm.EDDSA]
    key = known[0] if known else store.signer(store.make(Algorithm.EDDSA))
    public = key.public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return VerifierKey(log.origin(), Kind.NOTE, public), key.sign
