"""The operator's office keeps its keys, in a folder or in a token, and signs with them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hoshimori.keys.place import at, opened
from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KID, KeyNotHeld, KeysUnreadableError
from tests.keys.conftest import SECRET
from tests.keys.hands import environment, has_signed, public_key

if TYPE_CHECKING:
    from hoshimori.keys.store import KeyStore

ES256 = Algorithm.ES256
FORKING = """
import os, sys
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hoshimori.keys.place import opened
from hoshimori.keys.rules import Algorithm

def tell(key, content):
    public = key.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    print(public.hex(), content, key.sign(content.encode()).hex(), flush=True)

store = opened(sys.argv[1], sys.argv[2])
key = store.signer(store.make(Algorithm.ES256))
sealed, _ = store.new_holder_key(Algorithm.ES256)
child = os.fork()
if child == 0:
    tell(key, "by-the-child")
    tell(store.holder_signer(sealed, Algorithm.ES256), "for-Aoba")
    os._exit(0)
os.waitpid(child, 0)
tell(key, "by-the-parent")
"""


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_is_made_and_anybody_can_check_what_it_signs(store: KeyStore, algorithm: Algorithm) -> None:
    kid = store.make(algorithm)

    key = store.signer(kid)

    signature = key.sign(b"registered")
    assert (key.kid, key.algorithm) == (kid, algorithm)
    assert KID.fullmatch(kid)
    assert has_signed(key.public, b"registered", signature)
    assert not has_signed(key.public, b"withdrawn", signature)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_is_there_after_the_store_is_opened_anew(store: KeyStore, place: str, algorithm: Algorithm) -> None:
    kid = store.make(algorithm)
    public = store.signer(kid).public

    again = at.__wrapped__(place, SECRET)

    assert kid in again.kids()
    assert again.signer(kid).public == public
    assert has_signed(public, b"registered", again.signer(kid).sign(b"registered"))


def test_every_key_has_a_name_of_its_own_and_the_store_knows_them_all(store: KeyStore) -> None:
    before = store.kids()

    made = {store.make(ES256) for _ in range(5)}

    assert len(made) == 5
    assert store.kids() - before == made


@pytest.mark.parametrize("kid", ["aaaaaaaaaaaaaaaa", "", "custody", "../../../etc/passwd", "AAAAAAAAAAAAAAAA", "a\0b"])
def test_a_key_that_was_never_made_is_not_held(store: KeyStore, kid: str) -> None:
    with pytest.raises(KeyNotHeld):
        store.signer(kid)


def test_nothing_that_is_handed_out_holds_or_shows_a_private_key(store: KeyStore) -> None:
    key = store.signer(store.make(ES256))

    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        pickle.dumps(key)

    assert "rivate" not in repr(key)
    assert SECRET not in repr(key)
    assert not [name for name in dir(key) if "private" in name]


def test_a_companys_key_lies_sealed_and_signs_for_it(store: KeyStore) -> None:
    sealed, public = store.new_holder_key(ES256)

    key = store.holder_signer(sealed, ES256)

    assert (key.kid, key.algorithm, key.public) == ("", ES256, public)
    assert has_signed(public, b"shown to Kaede", key.sign(b"shown to Kaede"))
    assert has_signed(public, b"shown again", key.sign(b"shown again"))


def test_a_companys_key_is_opened_by_the_same_store_in_another_process_later(store: KeyStore, place: str) -> None:
    sealed, public = store.new_holder_key(ES256)

    key = at.__wrapped__(place, SECRET).holder_signer(sealed, ES256, "aoba")

    assert key.kid == "aoba"
    assert has_signed(public, b"shown to Kaede", key.sign(b"shown to Kaede"))


def test_any_changed_byte_of_a_sealed_key_is_noticed(store: KeyStore) -> None:
    sealed, _ = store.new_holder_key(ES256)

    for number in range(len(sealed)):
        changed = sealed[:number] + bytes([sealed[number] ^ 1]) + sealed[number + 1 :]
        with pytest.raises(KeysUnreadableError):
            store.holder_signer(changed, ES256)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(60), bytes(200)])
@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_this_store_did_not_seal_is_no_key(store: KeyStore, sealed: bytes, algorithm: Algorithm) -> None:
    with pytest.raises(KeysUnreadableError):
        store.holder_signer(sealed, algorithm)


def test_a_key_sealed_for_one_algorithm_is_not_used_for_another(store: KeyStore) -> None:
    sealed, _ = store.new_holder_key(ES256)

    with pytest.raises(KeysUnreadableError):
        store.holder_signer(sealed, Algorithm.EDDSA)


def test_many_threads_sign_at_once_and_every_signature_is_right(store: KeyStore) -> None:
    key = store.signer(store.make(ES256))
    contents = [f"certificate {number}".encode() for number in range(200)]

    with ThreadPoolExecutor(8) as threads:
        signatures = list(threads.map(key.sign, contents))

    assert all(has_signed(key.public, *signed) for signed in zip(contents, signatures, strict=True))


def test_a_process_that_was_forked_signs_with_what_its_parent_opened(place: str) -> None:
    command = [sys.executable, "-c", FORKING, place, SECRET]

    told = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout

    for line in told.splitlines():
        der, content, signature = line.split()
        assert has_signed(public_key(der), content.encode(), bytes.fromhex(signature))
    assert told.split()[1::3] == ["by-the-child", "for-Aoba", "by-the-parent"]


def test_a_place_is_opened_once_in_a_process(store: KeyStore, place: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = set(threads.map(lambda _: opened(place, SECRET), range(32)))

    assert stores == {store}
