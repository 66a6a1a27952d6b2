"""What can happen to a token: a wrong PIN, a restart; and what may never happen: a key that comes out."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hoshimori.keys.place import TokenPlace, opened
from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KeysUnreadableError
from tests.keys.conftest import SECRET
from tests.keys.hands import environment, has_signed

if TYPE_CHECKING:
    from pkcs11.types import Session

    from hoshimori.keys.store import KeyStore

OPENING = """
import sys
from hoshimori.keys.place import opened
from hoshimori.keys.store import KeysUnreadableError
try:
    opened(sys.argv[1], sys.argv[2])
except KeysUnreadableError as error:
    print(error)
"""


@pytest.fixture
def store(token: str) -> KeyStore:
    return opened(token, SECRET)


@pytest.fixture
def inside(store: KeyStore, token: str) -> Session:
    """A look into the token past the store, by whoever has the PIN; the store has logged in already."""
    del store
    import pkcs11  # noqa: PLC0415 - not everybody has it

    place = TokenPlace.parse(token)
    return pkcs11.lib(str(place.module)).get_token(token_label=place.label).open()


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_made_in_the_token_never_comes_out(store: KeyStore, inside: Session, algorithm: Algorithm) -> None:
    import pkcs11  # noqa: PLC0415 - not everybody has it

    kid = store.make(algorithm)

    [private] = inside.get_objects(
        {pkcs11.Attribute.LABEL: kid, pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    )
    assert private[pkcs11.Attribute.ID] == kid.encode()
    assert private[pkcs11.Attribute.SENSITIVE]
    assert private[pkcs11.Attribute.NEVER_EXTRACTABLE]
    with pytest.raises(pkcs11.AttributeSensitive):
        private[pkcs11.Attribute.VALUE]


def test_what_wraps_companies_keys_can_do_nothing_else_and_stays(store: KeyStore, inside: Session) -> None:
    import pkcs11  # noqa: PLC0415 - not everybody has it

    store.new_holder_key(Algorithm.ES256)
    store.new_holder_key(Algorithm.ES256)

    [custody] = inside.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY})
    assert custody[pkcs11.Attribute.VALUE_LEN] == 32
    assert not custody[pkcs11.Attribute.EXTRACTABLE]
    assert not custody[pkcs11.Attribute.DECRYPT]
    assert not custody[pkcs11.Attribute.ENCRYPT]


def test_signing_for_companies_leaves_nothing_in_the_token(store: KeyStore, inside: Session) -> None:
    sealed, _ = store.new_holder_key(Algorithm.ES256)
    before = len(list(inside.get_objects()))

    for number in range(20):
        store.holder_signer(sealed, Algorithm.ES256).sign(str(number).encode())

    assert len(list(inside.get_objects())) == before


def test_a_token_that_was_restarted_is_asked_again(store: KeyStore, token: str) -> None:
    import pkcs11  # noqa: PLC0415 - not everybody has it

    key = store.signer(store.make(Algorithm.ES256))
    sealed, public = store.new_holder_key(Algorithm.ES256)
    company = store.holder_signer(sealed, Algorithm.ES256)

    pkcs11.lib(str(TokenPlace.parse(token).module)).reinitialize()

    assert has_signed(key.public, b"registered", key.sign(b"registered"))
    assert has_signed(public, b"shown to Kaede", company.sign(b"shown to Kaede"))


def test_softhsm_keeps_no_companies_keys_for_eddsa_and_that_is_said(store: KeyStore) -> None:
    with pytest.raises(KeysUnreadableError, match="EdDSA"):
        store.new_holder_key(Algorithm.EDDSA)


def test_a_wrong_pin_is_refused_and_not_named(token: str) -> None:
    command = [sys.executable, "-c", OPENING, token, "not the PIN of this token"]

    told = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout

    assert "HOSHIMORI_KEYS_SECRET is not the PIN of the token register" in told
    assert "not the PIN of this token" not in told


def test_a_token_or_a_library_that_is_not_there_is_named(token: str) -> None:
    with pytest.raises(KeysUnreadableError, match="elsewhere"):
        opened(token.replace("register", "elsewhere"), SECRET)

    with pytest.raises(KeysUnreadableError, match=r"/no/such\.so"):
        opened("pkcs11:/no/such.so?token=register", SECRET)


@pytest.mark.parametrize("place", ["pkcs11:", "pkcs11:/a.so", "pkcs11:a.so?token=x", "pkcs11:/a.so?token=x&pin=1"])
def test_a_token_is_named_in_one_way_and_never_with_its_pin(place: str) -> None:
    with pytest.raises(KeysUnreadableError, match="token=LABEL"):
        opened(place, SECRET)
