"""Signatures over compact JWTs, checked before what is signed is read (RFC 7515, RFC 8725)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from hoshimori.credentials.exchange import base64url, json_text
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.keys.rules import Algorithm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hoshimori.credentials.exchange.json_text import Json

COORDINATE = 32
SIGNATURE = 64
ECDSA = ec.ECDSA(SHA256())


class Signer(Protocol):
    """Whoever holds a private key: a file, a token, a test. The key itself is never asked for."""

    @property
    def algorithm(self) -> Algorithm:
        """Which signature this key makes."""

    @property
    def kid(self) -> str:
        """The name of the key, as verifiers know it."""

    def sign(self, content: bytes) -> bytes:
        """Return 64 bytes: r and s for ES256 (RFC 7518, 3.4), the signature of RFC 8032 for EdDSA."""


@dataclass(frozen=True)
class PublicKey:
    """A key that checks signatures of one algorithm and of no other."""

    key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey

    def __post_init__(self) -> None:
        if isinstance(self.key, ec.EllipticCurvePublicKey) and self.key.curve.name != "secp256r1":
            raise Rejected(Reason.KEY_WRONG)

    @property
    def algorithm(self) -> Algorithm:
        """The one algorithm of this key."""
        return Algorithm.ES256 if isinstance(self.key, ec.EllipticCurvePublicKey) else Algorithm.EDDSA

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Tell whether the holder of the private key signed exactly this."""
        if len(signature) != SIGNATURE:
            return False
        try:
            if isinstance(self.key, ec.EllipticCurvePublicKey):
                r, s = (int.from_bytes(half) for half in (signature[:COORDINATE], signature[COORDINATE:]))
                self.key.verify(encode_dss_signature(r, s), content, ECDSA)
            else:
                self.key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class TrustedKey:
    """A key that the verifier believes for one issuer, under the name the issuer gave it."""

    issuer: str
    kid: str
    public: PublicKey


@dataclass(frozen=True)
class Opened:
    """A JWT whose signature was right: its header, its still unread payload, and the key that signed."""

    header: Mapping[str, Json]
    payload: bytes
    key: TrustedKey


def to_jwk(public: PublicKey) -> dict[str, str]:
    """Return the public key as JWK (RFC 7517; RFC 8037, 2)."""
    if isinstance(public.key, ec.EllipticCurvePublicKey):
        point = public.key.public_numbers()
        x, y = (base64url.encode(number.to_bytes(COORDINATE)) for number in (point.x, point.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(public.key.public_bytes_raw())}


def from_jwk(jwk: object) -> PublicKey:
    """Return the public key written as JWK: P-256 or Ed25519.

    Raises: `Rejected` for other keys, points outside the curve, and private keys, which nobody may publish.
    """
    match jwk:
        case {"d": _}:
            raise Rejected(Reason.KEY_WRONG)
        case {"kty": "EC", "crv": "P-256", "x": str(x), "y": str(y)}:
            return PublicKey(point(x, y))
        case {"kty": "OKP", "crv": "Ed25519", "x": str(x)}:
            return PublicKey(ed25519.Ed25519PublicKey.from_public_bytes(coordinate(x)))
        case _:
            raise Rejected(Reason.KEY_WRONG)


def point(x: str, y: str) -> ec.EllipticCurvePublicKey:
    """Return the key of a point on P-256."""
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(coordinate(x)), int.from_bytes(coordinate(y)), ec.SECP256R1()
    )
    try:
        return numbers.public_key()
    except ValueError:
        raise Rejected(Reason.KEY_WRONG) from None


def coordinate(text: str) -> bytes:
    """Return 32 bytes."""
    content = base64url.decode(text)
    if len(content) != COORDINATE:
        raise Rejected(Reason.KEY_WRONG)
    return content


def seal(header: Mapping[str, object], payload: Mapping[str, object], signer: Signer) -> str:
    """Return the compact JWT of a payload; algorithm and key name are the signer's."""
    return seal_text(header, json_text.write(payload).decode(), signer)


def seal_text(header: Mapping[str, object], payload: str, signer: Signer) -> str:
    """Return the compact JWT of a payload that is JSON already."""
    named = {"alg": signer.algorithm.value, **({"kid": signer.kid} if signer.kid else {}), **header}
    signed = f"{base64url.encode(json_text.write(named))}.{base64url.encode(payload.encode())}"
    return f"{signed}.{base64url.encode(signer.sign(signed.encode()))}"


def header_of(token: str) -> Mapping[str, Json]:
    """Return the header of a compact JWT: what it claims about itself, before anything was checked."""
    if token.count(".") != 2 or not token.isascii():  # noqa: PLR2004 - header, payload, signature
        raise Rejected(Reason.FORMAT_WRONG)
    head = token.partition(".")[0]
    if len(head) > LIMITS.header:
        raise Rejected(Reason.TOO_LARGE)
    return json_text.read_object(base64url.decode(head), depth=LIMITS.depth)


def unseal(token: str, keys: Collection[TrustedKey], typ: str) -> Opened:
    """Check the signature of a compact JWT and that it is of the expected type; its payload stays unread.

    Raises: `Rejected` where nobody is trusted, no trusted key signed this, or the header asks for anything else.
    """
    if not keys:
        raise Rejected(Reason.NOBODY_TRUSTED)
    header = header_of(token)
    content, _, tail = token.rpartition(".")
    signature = base64url.decode(tail)
    signing = (key for key in candidates(header, keys) if key.public.has_signed(content.encode(), signature))
    key = next(signing, None)
    if key is None:
        raise Rejected(Reason.SIGNATURE_WRONG)
    if header.get("typ") != typ:
        raise Rejected(Reason.TYPE_WRONG)
    return Opened(header, base64url.decode(content.partition(".")[2]), key)


def candidates(header: Mapping[str, Json], keys: Collection[TrustedKey]) -> list[TrustedKey]:
    """Return the trusted keys that may have signed this; keys inside the token itself are never believed.

    A key checks its own algorithm alone, whatever the header asks for. A key without a name answers to every name:
    where there is but one to choose from, its name says nothing.
    """
    kid = header.get("kid", "")
    if "crit" in header or not isinstance(kid, str):
        raise Rejected(Reason.HEADER_WRONG)
    named = [key for key in keys if not (kid and key.kid) or kid == key.kid]
    if not named:
        raise Rejected(Reason.KEY_NOT_TRUSTED)
    fitting = [key for key in named if key.public.algorithm == header.get("alg")]
    if not fitting:
        raise Rejected(Reason.ALGORITHM_NOT_ACCEPTED)
    return fitting
