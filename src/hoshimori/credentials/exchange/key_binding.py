"""The holder's signature over what it shows, to whom and in answer to what (RFC 9901, 4.3 and 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text, signing
from hoshimori.credentials.exchange.disclosures import digest
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import KEY_BINDING_TYPE
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.validity import LEEWAY, check_period, moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.credentials.exchange.revealing import Value
    from hoshimori.credentials.exchange.signing import PublicKey, Signer
    from hoshimori.credentials.rules.validity import Binding

HOLDER = "holder"
ANY_NAME = ""


@dataclass(frozen=True)
class Bound:
    """What the holder proved: that it signed this presentation, for this audience, then."""

    audience: str
    nonce: str
    signed_at: datetime


def bind(presentation: str, *, audience: str, nonce: str, holder: Signer, at: datetime) -> str:
    """Return the presentation, which ends in a tilde, followed by the holder's signature over it."""
    if not presentation.endswith("~"):
        raise Rejected(Reason.FORMAT_WRONG)
    payload = {"iat": int(at.timestamp()), "aud": audience, "nonce": nonce, "sd_hash": digest(presentation)}
    return presentation + signing.seal({"typ": KEY_BINDING_TYPE}, payload, holder)


def holder_key(claims: Mapping[str, Value]) -> PublicKey:
    """Return the holder's key that the issuer wrote down (RFC 7800, 3.2).

    Raises: `Rejected` where there is none, or none that can be used.
    """
    match claims.get("cnf"):
        case {"jwk": jwk}:
            return signing.from_jwk(jwk)
        case _:
            raise Rejected(Reason.BINDING_MISSING)


def check(token: str, presentation: str, holder: PublicKey, expected: Binding, at: datetime) -> Bound:
    """Check that the holder signed this very presentation for this verifier just now.

    Raises: `Rejected` by the steps of RFC 9901, 7.3, 5.b to 5.h.
    """
    opened = signing.unseal(token, [TrustedKey(HOLDER, ANY_NAME, holder)], KEY_BINDING_TYPE)
    claims = json_text.read_object(opened.payload, depth=LIMITS.depth)
    match claims:
        case {"iat": int() | float(), "aud": str(audience), "nonce": str(nonce), "sd_hash": str(sd_hash)}:
            pass
        case _:
            raise Rejected(Reason.CLAIM_MISSING)
    check_period(claims, at)
    signed = moment(claims, "iat", 0)
    if at.timestamp() - signed > (expected.longest_ago + LEEWAY).total_seconds():
        raise Rejected(Reason.BINDING_TOO_OLD)
    if audience != expected.audience:
        raise Rejected(Reason.AUDIENCE_WRONG)
    if nonce != expected.nonce:
        raise Rejected(Reason.NONCE_WRONG)
    if sd_hash != digest(presentation):
        raise Rejected(Reason.BOUND_TO_ANOTHER)
    return Bound(audience, nonce, datetime.fromtimestamp(signed, UTC))
