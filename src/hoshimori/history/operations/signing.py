"""With which key the register's history is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.credentials.operations.keys import ensure
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.history.queries.log import verifier_key_of

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.exchange.notes import Sign, VerifierKey
    from hoshimori.shared.actor import Actor


def signer(actor: Actor, at: datetime) -> tuple[VerifierKey, Sign]:
    """Return the key in use as verifiers know it, and what signs with it; the first one is made here.

    Raises:
        NotPossibleNow: the store does not hold the key that signs.
    """
    key = ensure(purpose=Purpose.HISTORY, actor=actor, at=at)
    return verifier_key_of(key.public), key.sign
