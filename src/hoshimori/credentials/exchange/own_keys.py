"""The proof that a company holds a key of its own: a JWT over a challenge that it was given a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text, signing
from hoshimori.credentials.exchange.key_binding import ANY_NAME, HOLDER
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.validity import check_period

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from hoshimori.credentials.exchange.signing import PublicKey, Signer

TYPE = "hoshimori-key-proof+jwt"
LONGEST = 8_192


def prove(*, audience: str, challenge: str, holder: Signer, at: datetime) -> str:
    """Return the proof, signed by the key itself; whoever holds the key can make it without this program."""
    payload = {"aud": audience, "nonce": challenge, "iat": int(at.timestamp())}
    return signing.seal({"typ": TYPE}, payload, holder)


def check(proof: str, public: PublicKey, audience: str, challenges: Collection[str], at: datetime) -> None:
    """Require that this very key signed one of the challenges, for this audience.

    Raises: `Rejected` for the first of these that is not so.
    """
    if len(proof) > LONGEST:
        raise Rejected(Reason.TOO_LARGE)
    opened = signing.unseal(proof, [TrustedKey(HOLDER, ANY_NAME, public)], TYPE)
    claims = json_text.read_object(opened.payload, depth=LIMITS.depth)
    check_period(claims, at)
    if claims.get("aud") != audience:
        raise Rejected(Reason.AUDIENCE_WRONG)
    if claims.get("nonce") not in challenges:
        raise Rejected(Reason.NONCE_WRONG)
