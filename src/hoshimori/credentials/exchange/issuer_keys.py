"""The operator's public keys, as it publishes them and a verifier keeps them (RFC 7517; SD-JWT VC, issuer metadata)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import json_text, signing
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.json_text import Json


CERTIFICATES, STATES = "CERTIFICATES", "STATUS"


@dataclass(frozen=True)
class IssuerKeys:
    """The keys of one issuer, by what they sign; one of which nothing is said may sign both."""

    issuer: str
    certificates: tuple[TrustedKey, ...]
    states: tuple[TrustedKey, ...]


def read(content: bytes, *, issuer: str = "") -> IssuerKeys:
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
    keys = [(trusted(each, named), purpose(each)) for each in listed]
    if not keys:
        raise Rejected(Reason.NOBODY_TRUSTED)
    certificates, states = (tuple(key for key, of in keys if of in {wanted, ""}) for wanted in (CERTIFICATES, STATES))
    return IssuerKeys(named, certificates, states)


def purpose(jwk: Json) -> str:
    """Return what a key is said to sign, or nothing where that is not said."""
    said = jwk.get("purpose", "") if isinstance(jwk, dict) else ""
    if not isinstance(said, str):
        raise Rejected(Reason.KEY_WRONG)
    return said


def trusted(jwk: Json, issuer: str) -> TrustedKey:
    """Return one key of the set; its name is what a statement refers to, so it must have one."""
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kid"), str) or not jwk["kid"]:
        raise Rejected(Reason.KEY_WRONG)
    public = signing.from_jwk(jwk)
    if jwk.get("alg", public.algorithm.value) != public.algorithm.value or jwk.get("use", "sig") != "sig":
        raise Rejected(Reason.KEY_WRONG)
    return TrustedKey(issuer, str(jwk["kid"]), public)
