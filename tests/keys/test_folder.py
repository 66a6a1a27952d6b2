"""What can happen to a folder of keys: the wrong secret, a damaged file, a killed program, two programs at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from hoshimori.keys.file_store import FileStore
from hoshimori.keys.place import opened
from hoshimori.keys.rules import Algorithm
from hoshimori.keys.store import KeysUnreadableError
from tests.keys.conftest import SECRET
from tests.keys.hands import environment, has_signed
from tools import ROOT

MAKING = """
import sys
from pathlib import Path
from hoshimori.keys.file_store import FileStore
from hoshimori.keys.rules import Algorithm
store = FileStore(Path(sys.argv[1]), sys.argv[2])
print(store.new_holder_key(Algorithm.ES256)[0].hex(), flush=True)
for _ in range(int(sys.argv[3])):
    print(store.make(Algorithm.ES256), flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


@pytest.fixture
def store(folder: Path) -> FileStore:
    return FileStore(folder, SECRET)


def making(folder: Path, keys: int) -> subprocess.Popen[str]:
    """Another program that makes keys in the same folder, one after the other, and names each that it has."""
    command = [sys.executable, "-c", MAKING, str(folder), SECRET, str(keys)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)


def test_only_the_server_may_read_the_folder_and_its_files(store: FileStore, folder: Path) -> None:
    store.make(Algorithm.ES256)

    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert {S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_others_can_read_is_refused(store: FileStore, folder: Path) -> None:
    store.make(Algorithm.ES256)
    folder.chmod(0o750)

    with pytest.raises(KeysUnreadableError, match="chmod 700"):
        FileStore(folder, SECRET)


def test_no_file_holds_a_key_that_can_be_read_without_the_secret(store: FileStore, folder: Path) -> None:
    store.make(Algorithm.ES256)
    store.make(Algorithm.EDDSA)

    texts = [file.read_text(encoding="ascii") for file in folder.iterdir()]
    assert len(texts) == 3
    assert all(text.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----") for text in texts)


def test_another_secret_opens_nothing_and_no_secret_is_named(store: FileStore, folder: Path) -> None:
    store.make(Algorithm.ES256)

    with pytest.raises(KeysUnreadableError, match="HOSHIMORI_KEYS_SECRET") as no:
        FileStore(folder, "a secret of somebody else entirely")

    assert no.value.__cause__ is None
    assert "somebody else" not in str(no.value)
    assert SECRET not in str(no.value)


def test_without_a_secret_there_are_no_keys(folder: Path) -> None:
    with pytest.raises(KeysUnreadableError, match="HOSHIMORI_KEYS_SECRET"):
        FileStore(folder, "")

    assert not folder.exists()


def test_a_place_that_cannot_hold_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(KeysUnreadableError, match="file/keys"):
        opened(str(tmp_path / "file" / "keys"), SECRET)


@pytest.mark.parametrize("damage", [b"", b"-----BEGIN", b"\xff\xfe", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"])
def test_a_damaged_key_is_named_and_the_others_go_on(store: FileStore, folder: Path, damage: bytes) -> None:
    damaged, whole = store.make(Algorithm.ES256), store.make(Algorithm.ES256)
    (folder / f"{damaged}.pem").write_bytes(damage)
    later = FileStore(folder, SECRET)

    with pytest.raises(KeysUnreadableError, match=damaged):
        later.signer(damaged)

    key = later.signer(whole)
    assert has_signed(key.public, b"registered", key.sign(b"registered"))


def test_a_key_under_the_name_of_another_is_not_taken_for_it(store: FileStore, folder: Path) -> None:
    first, second = store.make(Algorithm.ES256), store.make(Algorithm.ES256)
    (folder / f"{first}.pem").write_bytes((folder / f"{second}.pem").read_bytes())

    with pytest.raises(KeysUnreadableError, match=first):
        FileStore(folder, SECRET).signer(first)


def test_the_key_that_seals_is_never_signed_with_nor_listed(store: FileStore, folder: Path) -> None:
    kid = store.make(Algorithm.ES256)
    (folder / f"{kid}.pem").write_bytes((folder / "custody.pem").read_bytes())

    with pytest.raises(KeysUnreadableError, match=kid):
        FileStore(folder, SECRET).signer(kid)

    assert store.kids() == {kid}


def test_a_folder_whose_custody_key_is_lost_seals_with_a_new_one_and_says_which_keys_it_cannot_open(
    store: FileStore, folder: Path
) -> None:
    kid = store.make(Algorithm.ES256)
    sealed, _ = store.new_holder_key(Algorithm.ES256)
    (folder / "custody.pem").unlink()

    with pytest.raises(KeysUnreadableError, match=kid):
        FileStore(folder, "a secret of somebody else entirely")
    later = FileStore(folder, SECRET)

    with pytest.raises(KeysUnreadableError, match="company"):
        later.holder_signer(sealed, Algorithm.ES256)
    assert later.signer(kid).public == store.signer(kid).public


def test_programs_that_start_at_once_on_a_new_folder_use_the_same_keys(folder: Path) -> None:
    programs = [making(folder, 10) for _ in range(4)]
    told = [program.communicate()[0].split() for program in programs]

    store = FileStore(folder, SECRET)

    assert [program.returncode for program in programs] == [0] * 4
    assert store.kids() == {kid for _, *made in told for kid in made}
    assert len(store.kids()) == 40
    assert all(store.signer(kid).kid == kid for kid in store.kids())
    assert all(store.holder_signer(bytes.fromhex(sealed), Algorithm.ES256) for sealed, *_ in told)


@pytest.mark.parametrize("keys", range(5))
def test_a_program_that_is_killed_while_it_writes_leaves_only_whole_keys(folder: Path, keys: int) -> None:
    program = making(folder, 100_000)
    assert program.stdout is not None
    told = [program.stdout.readline().strip() for _ in range(1 + 7 * keys)][1:]
    program.send_signal(signal.SIGKILL)
    program.communicate()

    store = FileStore(folder, SECRET)

    assert set(told) <= store.kids()
    assert all(store.signer(kid).kid == kid for kid in store.kids())
    assert all(file.name.startswith(".") for file in folder.iterdir() if file.suffix != ".pem")
    assert store.make(Algorithm.ES256) in store.kids()


def test_openssl_reads_a_key_with_the_secret(store: FileStore, folder: Path) -> None:
    kid = store.make(Algorithm.ES256)
    command = ["openssl", "pkey", "-in", str(folder / f"{kid}.pem"), "-passin", "env:SECRET", "-noout", "-text_pub"]

    told = subprocess.run(command, env=os.environ | {"SECRET": SECRET}, check=True, capture_output=True, text=True)

    assert "prime256v1" in told.stdout


def test_a_companys_key_can_be_made_for_eddsa_too(store: FileStore) -> None:
    sealed, public = store.new_holder_key(Algorithm.EDDSA)

    key = store.holder_signer(sealed, Algorithm.EDDSA)

    assert key.public == public
    assert has_signed(public, b"shown to Kaede", key.sign(b"shown to Kaede"))


def test_the_secret_is_changed_with_the_documented_commands(store: FileStore, folder: Path) -> None:
    kids = {store.make(algorithm) for algorithm in Algorithm}
    sealed, public = store.new_holder_key(Algorithm.ES256)
    text = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    commands = text[text.index("    mkdir -m 700 new") : text.index("\n\n## Backup")]
    another = "the secret of the year after"

    shell = ["bash", "-ec", commands]
    subprocess.run(shell, cwd=folder, env=os.environ | {"OLD": SECRET, "NEW": another}, check=True)

    later = FileStore(folder / "new", another)
    assert {later.signer(kid).kid for kid in later.kids()} == kids
    assert later.holder_signer(sealed, Algorithm.ES256).public == public
