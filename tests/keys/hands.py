"""What anybody can do who has a public key and any library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

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
