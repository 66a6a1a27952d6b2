"""The operator's public keys, as it publishes them and a verifier keeps them (RFC 7517; SD-JWT VC, issuer metadata)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text, signing
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.json_text import Json


def read(content: bytes, *, issuer: str = "") -> tuple[TrustedKey, ...]:
    """Return the keys in an issuer's metadata, or in a JWK set that is said to be of `issuer`.

    Raises: `Rejected` where it is neither, is of another issuer than the one that was named, or holds a key that no
    verifier should believe; `NOBODY_TRUSTED` where it holds none.
    """
    if len(content) > LIMITS.issuer_keys:
        raise Rejected(Reason.TOO_LARGE)
    members = json_text.read_object(content, depth=LIMITS.depth)
    named = members.get("issuer", issuer)
    if not isinstance(named, str) or not named or issuer not in {"", named}:
        raise Rejected(Reason.ISSUER_WRONG)
    held: Json = members.get("jwks") if "issuer" in members else members
    listed = held.get("keys") if isinstance(held, dict) else None
    if not isinstance(listed, list):
        raise Rejected(Reason.KEY_WRONG)
    keys = tuple(trusted(each, named) for each in listed)
    if not keys:
        raise Rejected(Reason.NOBODY_TRUSTED)
    return keys


def trusted(jwk: Json, issuer: str) -> TrustedKey:
    """Return one key of the set; its name is what a statement refers to, so it must have one."""
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kid"), str) or not jwk["kid"]:
        raise Rejected(Reason.KEY_WRONG)
    public = signing.from_jwk(jwk)
    if jwk.get("alg", public.algorithm.value) != public.algorithm.value or jwk.get("use", "sig") != "sig":
        raise Rejected(Reason.KEY_WRONG)
    return TrustedKey(issuer, str(jwk["kid"]), public)
