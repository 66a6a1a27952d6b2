"""Who signs in these stories: the operator's office, Aoba Parts as the holder, and somebody nobody trusts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from hoshimori.credentials.exchange import base64url, disclosures
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.exchange.signing import PublicKey, TrustedKey, to_jwk
from hoshimori.credentials.rules.validity import Binding, Expectation
from hoshimori.keys.rules import Algorithm

NOW = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)
ISSUER = "https://register.example"
KIND = "https://register.example/types/certificate/1"
LIST = "https://register.example/status/7"
ORDERER = "https://kaede.example"
NONCE = "n-0S6_WzA2Mj"


@dataclass(frozen=True)
class Hand:
    """A private key in memory, which signs the same content the same way every time (RFC 6979)."""

    kid: str
    private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.private.public_key())

    @property
    def algorithm(self) -> Algorithm:
        return self.public.algorithm

    def sign(self, content: bytes) -> bytes:
        if isinstance(self.private, ed25519.Ed25519PrivateKey):
            return self.private.sign(content)
        r, s = decode_dss_signature(self.private.sign(content, ec.ECDSA(SHA256(), deterministic_signing=True)))
        return r.to_bytes(32) + s.to_bytes(32)

    def trusted(self, issuer: str = ISSUER) -> TrustedKey:
        return TrustedKey(issuer, self.kid, self.public)


OFFICE = Hand("2027-1", ec.derive_private_key(20270401, ec.SECP256R1()))
OFFICE_ED = Hand("2027-2", ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
HOLDER = Hand("", ec.derive_private_key(17, ec.SECP256R1()))
STRANGER = Hand("2027-1", ec.derive_private_key(99, ec.SECP256R1()))
TRUSTED = (OFFICE.trusted(), OFFICE_ED.trusted())


def seconds(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


def certificate(**other: Any) -> dict[str, Any]:
    """A ★4 of Aoba Parts: two categories, below them requirements, below them criteria, each to be shown or not."""
    return {
        "iss": ISSUER,
        "vct": KIND,
        "iat": seconds(days=-1),
        "nbf": seconds(days=-1),
        "exp": seconds(days=365),
        "cnf": {"jwk": to_jwk(HOLDER.public)},
        "status": {"status_list": {"idx": 5, "uri": LIST}},
        "level": 4,
        "company": "青葉部品",
        "categories": Hidden(
            {
                "1": Hidden({"title": "体制", "requirements": [Hidden({"1-1": Hidden("適合")}), Hidden("1-2")]}),
                "2": Hidden({"title": "防御"}),
            }
        ),
        "feedback": Hidden("所見"),
        **other,
    }


def expecting(**other: Any) -> Expectation:
    return Expectation(**{"at": NOW, "kinds": frozenset({KIND}), **other})


def bound(**other: Any) -> Expectation:
    return expecting(binding=Binding(ORDERER, NONCE), **other)


def sealed(
    payload: object, *, signer: Hand = OFFICE, header: dict[str, Any] | None = None, raw: bytes | None = None
) -> str:
    """A JWT that says exactly this, however wrong it is, with a right signature."""
    head = {"alg": signer.algorithm.value, "typ": "dc+sd-jwt", "kid": signer.kid} | (header or {})
    body = raw if raw is not None else json.dumps(payload).encode()
    content = f"{base64url.encode(json.dumps(head).encode())}.{base64url.encode(body)}"
    return f"{content}.{base64url.encode(signer.sign(content.encode()))}"


def told(*parts: object) -> str:
    """A disclosure that says exactly this, however wrong it is."""
    return base64url.encode(json.dumps(parts).encode())


def plain(**other: Any) -> dict[str, Any]:
    """The claims every certificate has, and nothing hidden."""
    return {"iss": ISSUER, "vct": KIND, "iat": seconds(days=-1), "exp": seconds(days=365), **other}


def shown(payload: object, *given: str, **how: Any) -> str:
    """A presentation of this payload with these disclosures."""
    return "".join(f"{each}~" for each in (sealed(payload, **how), *given))


digest = disclosures.digest
