"""The operator's office keeps its keys in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from hoshimori.keys.file_store import FileStore
from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KeyNotHeld, KeysUnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from hoshimori.keys.store import KeyStore, StoredKey

SECRET = "made up for this story and no other"


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return FileStore(tmp_path / "keys", SECRET)


def check(key: StoredKey, signature: bytes, content: bytes) -> None:
    """What anybody does who has the public key and any library."""
    assert len(signature) == 64
    if isinstance(key.public, ec.EllipticCurvePublicKey):
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        key.public.verify(encode_dss_signature(r, s), content, ec.ECDSA(SHA256()))
    else:
        key.public.verify(signature, content)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_is_made_and_its_signatures_are_checked_by_anybody(store: KeyStore, algorithm: Algorithm) -> None:
    kid = store.make(algorithm)

    key = store.signer(kid)

    assert (key.kid, key.algorithm) == (kid, algorithm)
    check(key, key.sign(b"registered"), b"registered")
    with pytest.raises(InvalidSignature):
        check(key, key.sign(b"registered"), b"withdrawn")


def test_a_key_that_was_never_made_is_not_held(store: KeyStore) -> None:
    with pytest.raises(KeyNotHeld):
        store.signer("aaaaaaaaaaaaaaaa")


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_companys_key_lies_sealed_and_signs_for_it(store: KeyStore, algorithm: Algorithm) -> None:
    sealed, public = store.new_holder_key(algorithm)

    key = store.holder_signer(sealed, algorithm)

    assert key.public == public
    check(key, key.sign(b"shown to Kaede"), b"shown to Kaede")


def test_another_secret_opens_nothing_and_is_not_named(tmp_path: Path) -> None:
    FileStore(tmp_path / "keys", SECRET)

    with pytest.raises(KeysUnreadableError) as no:
        FileStore(tmp_path / "keys", "a secret of somebody else entirely")

    assert "somebody else" not in str(no.value)
    assert SECRET not in str(no.value)
