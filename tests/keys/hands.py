"""What anybody can do who has a public key and any library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tools import ROOT

if TYPE_CHECKING:
    from hoshimori.keys.store import Public


def has_signed(public: Public, content: bytes, signature: bytes) -> bool:
    if len(signature) != 64:
        return False
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
            public.verify(encode_dss_signature(r, s), content, ec.ECDSA(SHA256()))
        else:
            public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def public_key(der: str) -> Public:
    key = load_der_public_key(bytes.fromhex(der))
    assert isinstance(key, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey)
    return key


def environment() -> dict[str, str]:
    """What another program is started with, so that it finds the house."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}
