"""A token behind PKCS#11: a hardware security module, a smart card, SoftHSM. Needs the extra `hsm`."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pkcs11
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.hashes import SHA256
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KID, KID_BYTES, KeyNotHeld, KeysUnreadableError, StoredKey, algorithm_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkcs11.types import PrivateKey, PublicKey, SecretKey, Session, SignMixin, WrapMixin

    from hoshimori.keys.store import Public

T = TypeVar("T")

CUSTODY = "hoshimori-custody"
CUSTODY_ID_BYTES = 8
ALIVE = b"this key answers"

# PKCS#11 lets a library be used by one thread at a time, unless told otherwise; and no fork may happen meanwhile.
LOCK = threading.Lock()
os.register_at_fork(before=LOCK.acquire, after_in_parent=LOCK.release, after_in_child=LOCK.release)

LOST = (
    pkcs11.DeviceError,
    pkcs11.DeviceRemoved,
    pkcs11.GeneralError,
    pkcs11.KeyHandleInvalid,
    pkcs11.ObjectHandleInvalid,
    pkcs11.SessionClosed,
    pkcs11.SessionHandleInvalid,
    pkcs11.TokenNotPresent,
    pkcs11.UnwrappingKeyHandleInvalid,
    pkcs11.UserNotLoggedIn,
    pkcs11.WrappingKeyHandleInvalid,
)
"""What a token answers when it has forgotten the session: it was restarted, or taken out and put back."""


@dataclass(frozen=True)
class Kind:
    """How a token makes and uses the keys of one algorithm."""

    key_type: KeyType
    parameters: bytes
    making: Mechanism
    signing: Mechanism
    public_bytes: int


KINDS = {
    Algorithm.ES256: Kind(
        KeyType.EC, encode_named_curve_parameters("secp256r1"), Mechanism.EC_KEY_PAIR_GEN, Mechanism.ECDSA, 65
    ),
    Algorithm.EDDSA: Kind(
        KeyType.EC_EDWARDS,
        encode_named_curve_parameters("1.3.101.112"),
        Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        Mechanism.EDDSA,
        32,
    ),
}
FOR_GOOD = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
TO_BE_WRAPPED = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: True}
UNWRAPPED = {
    **dict.fromkeys(
        (Attribute.ENCRYPT, Attribute.DECRYPT, Attribute.WRAP, Attribute.UNWRAP, Attribute.VERIFY, Attribute.DERIVE),
        pkcs11.DEFAULT,
    ),
    **FOR_GOOD,
    Attribute.PRIVATE: True,
}


class Pkcs11Store:
    """Keys are made in the token, cannot be taken out of it, and are found by their label, which is their `kid`.

    Companies' keys are made in the token too and leave it wrapped with an AES-256 key that stays there (RFC 5649); each
    signature unwraps one inside. Nothing of a private key is ever in the memory of this program.

    Raises: `KeysUnreadableError` where there is no such library or token, or it does not take the PIN.
    """

    def __init__(self, module: Path, label: str, pin: str) -> None:
        self._module = module
        self._label = label
        self._pin = pin
        self._process = 0
        self._session: Session | None = None
        self._handles: dict[str, SignMixin] = {}
        self._public: dict[str, StoredKey] = {}
        with LOCK:
            self._begin()

    def make(self, algorithm: Algorithm) -> str:
        """Make a key that the token never gives away, and return its name."""
        kid = base64.b32encode(secrets.token_bytes(KID_BYTES)).decode().lower()
        self._asked(lambda: self._generated(algorithm, FOR_GOOD, label=kid, id=kid.encode(), store=True))
        return kid

    def kids(self) -> frozenset[str]:
        """Return the labels of all keys that are this program's."""
        found = self._asked(lambda: [key.label for key in self._found(ObjectClass.PRIVATE_KEY)])
        return frozenset(label for label in found if KID.fullmatch(label))

    def signer(self, kid: str) -> StoredKey:
        """Return the key of this name.

        Raises: `KeyNotHeld`; `KeysUnreadableError` where its public half is missing or of another kind.
        """
        if not KID.fullmatch(kid):
            raise KeyNotHeld(kid)
        if kid not in self._public:
            public = self._asked(lambda: self._public_of(kid))
            algorithm = algorithm_of(public)
            sign = self._signing(algorithm, lambda: self._handle(kid))
            self._public[kid] = StoredKey(kid, algorithm, public, sign)
        return self._public[kid]

    def new_holder_key(self, algorithm: Algorithm) -> tuple[bytes, Public]:
        """Return a new company's key, wrapped, and its public half.

        Raises: `KeysUnreadableError` where the token wraps no keys of this algorithm: SoftHSM 2.6 none for EdDSA.
        """
        try:
            return self._asked(lambda: self._wrapped(algorithm))
        except (pkcs11.KeyNotWrappable, pkcs11.KeyUnextractable):
            message = f"the token {self._label} keeps no companies' keys for {algorithm}"
            raise KeysUnreadableError(message) from None

    def holder_signer(self, sealed: bytes, algorithm: Algorithm, kid: str = "") -> StoredKey:
        """Return a company's key that can be signed with.

        Raises: `KeysUnreadableError` for what this token did not wrap for this algorithm.
        """
        custody, rest = sealed[:CUSTODY_ID_BYTES], sealed[CUSTODY_ID_BYTES:]
        length = KINDS[algorithm].public_bytes
        sign = self._signing(algorithm, lambda: self._unwrapped(custody, rest[length:], algorithm), is_passing=True)
        try:
            key = StoredKey(kid, algorithm, public_from(rest[:length]), sign)
            require_pair(key)
        except (ValueError, InvalidSignature, pkcs11.PKCS11Error, KeyNotHeld):
            message = f"a company's key was not wrapped by the token {self._label}, or is damaged"
            raise KeysUnreadableError(message) from None
        return key

    def _signing(
        self, algorithm: Algorithm, handle: Callable[[], SignMixin], *, is_passing: bool = False
    ) -> Callable[[bytes], bytes]:
        """Return what signs with a key of the token, which is forgotten afterwards where it `is_passing`."""
        mechanism = KINDS[algorithm].signing

        def sign(content: bytes) -> bytes:
            told = hashlib.sha256(content).digest() if algorithm == Algorithm.ES256 else content

            def signed() -> bytes:
                key = handle()
                try:
                    return key.sign(told, mechanism=mechanism)
                finally:
                    if is_passing:
                        key.destroy()

            return self._asked(signed)

        return sign

    def _asked(self, act: Callable[[], T]) -> T:
        """Ask the token, in a new session where this is another process or the token forgot the old one."""
        with LOCK:
            if self._process != os.getpid():
                self._begin()
            try:
                return act()
            except LOST:
                self._begin()
                return act()

    def _begin(self) -> None:
        """Start the library as if for the first time in this process, and log in."""
        self._handles.clear()
        try:
            library = pkcs11.lib(str(self._module))
            if self._session is not None:
                # After a fork some libraries have nothing to finish, others still hold the parent's state.
                with contextlib.suppress(pkcs11.PKCS11Error):
                    library.finalize()
                library.initialize()
            token = library.get_token(token_label=self._label)
            try:
                self._session = token.open(rw=True, user_pin=self._pin)
            except pkcs11.UserAlreadyLoggedIn:
                self._session = token.open(rw=True)
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked) as error:
            message = f"HOSHIMORI_KEYS_SECRET is not the PIN of the token {self._label}: {type(error).__name__}"
            raise KeysUnreadableError(message) from None
        except pkcs11.PKCS11Error as error:
            message = f"the token {self._label} cannot be used through {self._module}: {type(error).__name__} {error}"
            raise KeysUnreadableError(message.rstrip()) from None
        self._process = os.getpid()

    def _generated(self, algorithm: Algorithm, private: dict[Attribute, bool], **named: Any) -> tuple[Any, Any]:
        kind = KINDS[algorithm]
        domain = self._session.create_domain_parameters(
            kind.key_type, {Attribute.EC_PARAMS: kind.parameters}, local=True
        )
        pair: tuple[Any, Any] = domain.generate_keypair(
            mechanism=kind.making,
            capabilities=MechanismFlag.SIGN | MechanismFlag.VERIFY,
            private_template=private,
            **named,
        )
        return pair

    def _found(self, kind: ObjectClass, **named: Any) -> list[Any]:
        sought = {Attribute.CLASS: kind, **{Attribute[name]: value for name, value in named.items()}}
        return list(self._session.get_objects(sought))

    def _handle(self, label: str) -> SignMixin:
        if label not in self._handles:
            found = self._found(ObjectClass.PRIVATE_KEY, LABEL=label)
            if len(found) != 1:
                raise KeyNotHeld(label)
            self._handles[label] = found[0]
        return self._handles[label]

    def _public_of(self, kid: str) -> Public:
        self._handle(kid)
        found = self._found(ObjectClass.PUBLIC_KEY, LABEL=kid)
        try:
            return public_of(found[0])
        except (ValueError, IndexError):
            message = f"the public half of the key {kid} in the token {self._label} is missing or of another kind"
            raise KeysUnreadableError(message) from None

    def _custody(self) -> SecretKey:
        """Return the newest known key that wraps; where two processes each made one, both are kept and used alike."""
        found = self._found(ObjectClass.SECRET_KEY, LABEL=CUSTODY)
        if found:
            return min(found, key=lambda key: cast("bytes", key.id))
        return self._session.generate_key(
            KeyType.AES,
            256,
            label=CUSTODY,
            id=secrets.token_bytes(CUSTODY_ID_BYTES),
            store=True,
            capabilities=MechanismFlag.WRAP | MechanismFlag.UNWRAP,
            template=FOR_GOOD,
        )

    def _wrapping(self) -> Mechanism:
        """Return RFC 5649 under the number by which this token knows it: SoftHSM gives it that of its neighbour."""
        known = self._session.token.slot.get_mechanisms()
        return Mechanism.AES_KEY_WRAP_KWP if Mechanism.AES_KEY_WRAP_KWP in known else Mechanism.AES_KEY_WRAP_PAD

    def _wrapped(self, algorithm: Algorithm) -> tuple[bytes, Public]:
        made, private = self._generated(algorithm, TO_BE_WRAPPED, store=False)
        try:
            custody = self._custody()
            public = public_of(made)
            return custody.id + raw(public) + custody.wrap_key(private, mechanism=self._wrapping()), public
        finally:
            made.destroy()
            private.destroy()

    def _unwrapped(self, custody: bytes, content: bytes, algorithm: Algorithm) -> SignMixin:
        found = self._found(ObjectClass.SECRET_KEY, LABEL=CUSTODY, ID=custody)
        if not found:
            raise KeyNotHeld(CUSTODY)
        return found[0].unwrap_key(
            ObjectClass.PRIVATE_KEY,
            KINDS[algorithm].key_type,
            content,
            mechanism=self._wrapping(),
            store=False,
            capabilities=MechanismFlag.SIGN,
            template=UNWRAPPED,
        )


def public_of(key: PublicKey) -> Public:
    """Return the public key of a public object; its point is an OCTET STRING, which some tokens leave away."""
    point = cast("bytes", key[Attribute.EC_POINT])
    lengths = {kind.public_bytes for kind in KINDS.values()}
    return public_from(point if len(point) in lengths else point[2:])


def public_from(point: bytes) -> Public:
    """Return the public key of a point: uncompressed on P-256, or an Ed25519 key.

    Raises: `ValueError` for anything else.
    """
    if len(point) == KINDS[Algorithm.EDDSA].public_bytes:
        return ed25519.Ed25519PublicKey.from_public_bytes(point)
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def raw(public: Public) -> bytes:
    """Return the point of a public key."""
    if isinstance(public, ed25519.Ed25519PublicKey):
        return public.public_bytes_raw()
    point = public.public_numbers()
    return b"\x04" + point.x.to_bytes(32) + point.y.to_bytes(32)


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
