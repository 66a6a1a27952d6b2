"""How a token makes, finds, wraps and uses keys; all of it within one session."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pkcs11
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.hashes import SHA256
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KeyNotHeld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkcs11.types import Object, PrivateKey, PublicKey, SecretKey, Session, SignMixin, UnwrapMixin, WrapMixin

    from hoshimori.keys.store import Public, StoredKey

CUSTODY = "hoshimori-custody"
CUSTODY_ID_BYTES = 8
PROBE_BITS = 64
ALIVE = b"this key answers"


@dataclass(frozen=True)
class Kind:
    """How a token knows the keys of one algorithm."""

    key_type: KeyType
    curve: bytes
    making: Mechanism
    signing: Mechanism
    public_bytes: int


ES256 = Kind(KeyType.EC, encode_named_curve_parameters("secp256r1"), Mechanism.EC_KEY_PAIR_GEN, Mechanism.ECDSA, 65)
EDDSA = Kind(
    KeyType.EC_EDWARDS,
    encode_named_curve_parameters("1.3.101.112"),
    Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
    Mechanism.EDDSA,
    32,
)
KINDS = {Algorithm.ES256: ES256, Algorithm.EDDSA: EDDSA}

FOR_GOOD = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
TO_BE_WRAPPED = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: True}
OF_OTHER_KEYS = (
    Attribute.ENCRYPT,
    Attribute.DECRYPT,
    Attribute.WRAP,
    Attribute.UNWRAP,
    Attribute.VERIFY,
    Attribute.DERIVE,
)
UNWRAPPED = {**dict.fromkeys(OF_OTHER_KEYS, pkcs11.DEFAULT), **FOR_GOOD, Attribute.PRIVATE: True}


def make(session: Session, algorithm: Algorithm, kid: str) -> None:
    """Make a key that stays, under its name from the first moment on."""
    generated(session, algorithm, FOR_GOOD, kid)


def generated(
    session: Session, algorithm: Algorithm, template: dict[Attribute, bool], kid: str = ""
) -> tuple[PublicKey, PrivateKey]:
    """Return both halves of a new key; without a name it ends with the session."""
    kind = KINDS[algorithm]
    domain = session.create_domain_parameters(kind.key_type, {Attribute.EC_PARAMS: kind.curve}, local=True)
    return domain.generate_keypair(
        id=kid.encode(),
        label=kid,
        store=bool(kid),
        mechanism=kind.making,
        capabilities=MechanismFlag.SIGN | MechanismFlag.VERIFY,
        private_template=template,
    )


def labels(session: Session) -> list[str]:
    """Return the labels of all private keys."""
    return [str(key[Attribute.LABEL]) for key in found(session, ObjectClass.PRIVATE_KEY)]


def found(session: Session, kind: ObjectClass, **named: str | bytes) -> list[Object]:
    """Return the objects of a kind with these attributes."""
    # In a session that is lost this fails cleanly; a search would leave an operation that cannot be ended.
    session.generate_random(PROBE_BITS)
    sought = {Attribute.CLASS: kind, **{Attribute[name]: value for name, value in named.items()}}
    return list(session.get_objects(sought))


def private(session: Session, kid: str) -> SignMixin:
    """Return what signs with the key of this name.

    Raises: `KeyNotHeld`, also where two keys have the name.
    """
    keys = found(session, ObjectClass.PRIVATE_KEY, LABEL=kid)
    if len(keys) != 1:
        raise KeyNotHeld(kid)
    return cast("SignMixin", keys[0])


def public(session: Session, kid: str) -> Public:
    """Return the public half of the key of this name.

    Raises: `KeyNotHeld`; `ValueError` where there is no public half, or none on P-256 or Ed25519.
    """
    private(session, kid)
    [key] = found(session, ObjectClass.PUBLIC_KEY, LABEL=kid)
    return public_of(key)


def public_of(key: Object) -> Public:
    """Return the public key of a public object; its point is an OCTET STRING, which some tokens leave away."""
    point: bytes = key[Attribute.EC_POINT]
    lengths = {kind.public_bytes for kind in KINDS.values()}
    return public_from(point if len(point) in lengths else point[2:])


def public_from(point: bytes) -> Public:
    """Return the public key of a point: uncompressed on P-256, or an Ed25519 key.

    Raises: `ValueError` for anything else.
    """
    if len(point) == EDDSA.public_bytes:
        return ed25519.Ed25519PublicKey.from_public_bytes(point)
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def point_of(public: Public) -> bytes:
    """Return the point of a public key."""
    if isinstance(public, ed25519.Ed25519PublicKey):
        return public.public_bytes_raw()
    point = public.public_numbers()
    return b"\x04" + point.x.to_bytes(32) + point.y.to_bytes(32)


def sign(handle: SignMixin, told: bytes, algorithm: Algorithm) -> bytes:
    """Return the signature of 64 bytes: over a SHA-256 for ES256, over the content itself for EdDSA."""
    return handle.sign(told, mechanism=KINDS[algorithm].signing)


def custody(session: Session) -> SecretKey:
    """Return the key that wraps companies' keys; where two processes each made one, both unwrap what they wrapped."""
    keys = found(session, ObjectClass.SECRET_KEY, LABEL=CUSTODY)
    if keys:
        return cast("SecretKey", min(keys, key=lambda key: bytes(key[Attribute.ID])))
    return session.generate_key(
        KeyType.AES,
        256,
        label=CUSTODY,
        id=secrets.token_bytes(CUSTODY_ID_BYTES),
        store=True,
        capabilities=MechanismFlag.WRAP | MechanismFlag.UNWRAP,
        template=FOR_GOOD,
    )


def wrapping(session: Session) -> Mechanism:
    """Return RFC 5649 under the number by which this token knows it: SoftHSM gives it that of its neighbour."""
    known = session.token.slot.get_mechanisms()
    return Mechanism.AES_KEY_WRAP_KWP if Mechanism.AES_KEY_WRAP_KWP in known else Mechanism.AES_KEY_WRAP_PAD


def wrapped(session: Session, algorithm: Algorithm) -> tuple[bytes, Public]:
    """Return a new key as custody's name, the public point and the wrapped private half; and its public key."""
    public_half, private_half = generated(session, algorithm, TO_BE_WRAPPED)
    try:
        keeper = custody(session)
        content = cast("WrapMixin", keeper).wrap_key(private_half, mechanism=wrapping(session))
        made = public_of(public_half)
    finally:
        public_half.destroy()
        private_half.destroy()
    return keeper.id + point_of(made) + content, made


def public_beside(sealed: bytes, algorithm: Algorithm) -> Public:
    """Return the public key that stands in front of a wrapped one."""
    return public_from(sealed[CUSTODY_ID_BYTES:][: KINDS[algorithm].public_bytes])


@contextmanager
def unwrapped(session: Session, sealed: bytes, algorithm: Algorithm) -> Iterator[SignMixin]:
    """Unwrap a key inside the token for as long as it is used.

    Raises: `ValueError` where the key that wrapped it is not in this token.
    """
    kind = KINDS[algorithm]
    [keeper] = found(session, ObjectClass.SECRET_KEY, LABEL=CUSTODY, ID=sealed[:CUSTODY_ID_BYTES])
    handle = cast("UnwrapMixin", keeper).unwrap_key(
        ObjectClass.PRIVATE_KEY,
        kind.key_type,
        sealed[CUSTODY_ID_BYTES + kind.public_bytes :],
        mechanism=wrapping(session),
        store=False,
        capabilities=MechanismFlag.SIGN,
        template=UNWRAPPED,
    )
    try:
        yield cast("SignMixin", handle)
    finally:
        handle.destroy()


def require_pair(key: StoredKey) -> None:
    """Require that the private half of a key belongs to its public half.

    Raises: `InvalidSignature` where it does not.
    """
    signature = key.sign(ALIVE)
    if isinstance(key.public, ed25519.Ed25519PublicKey):
        key.public.verify(signature, ALIVE)
    else:
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        key.public.verify(utils.encode_dss_signature(r, s), ALIVE, ec.ECDSA(SHA256()))
