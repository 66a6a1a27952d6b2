"""Keys that lie beside the mutations, and signatures that come out the same every time (RFC 6979)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from hoshimori.credentials.exchange.notes import Kind
from hoshimori.credentials.exchange.signing import PublicKey, TrustedKey
from hoshimori.keys.rules import Algorithm
from tests.credentials.signers import Holder
from tests.credentials.signers import holder as named

ASSETS = Path(__file__).parents[1] / "assets" / "mutations"
KEYS = json.loads((ASSETS / "keys.json").read_text(encoding="utf-8"))
ISSUER = "https://hoshimori.example"


@dataclass(frozen=True)
class Hand:
    """A private key that signs the same content the same way every time."""

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
        signature = self.private.sign(content, ec.ECDSA(SHA256(), deterministic_signing=True))
        r, s = decode_dss_signature(signature)
        return r.to_bytes(32) + s.to_bytes(32)

    def trusted(self) -> TrustedKey:
        return TrustedKey(ISSUER, self.kid, self.public)


def hand(name: str) -> Hand:
    key = KEYS[name]
    secret = bytes.fromhex(key["secret"])
    if key["alg"] == Algorithm.EDDSA:
        return Hand(key["kid"], ed25519.Ed25519PrivateKey.from_private_bytes(secret))
    return Hand(key["kid"], ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()))


def log(name: str, kind: Kind = Kind.NOTE) -> Holder:
    return named(KEYS[name]["name"], kind, seed=bytes.fromhex(KEYS[name]["secret"]))


OFFICE, OFFICE_ED, STATES = hand("office"), hand("office_eddsa"), hand("states")
HOLDER, STRANGER = hand("holder"), hand("stranger")
LOG, OTHER_LOG, WITNESS = log("log"), log("other_log"), log("witness", Kind.COSIGNATURE)
