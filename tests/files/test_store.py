"""A folder and a bucket keep files alike: under their digest, whole or not at all, piece by piece."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import boto3
import pytest

from hoshimori.files.store import is_whole, store_at
from hoshimori.files.storing import CHUNK, Address, NoSuchFileError, Store

AOBA, KAEDE = UUID(int=0xA0BA), UUID(int=0xCAEDE)
NOTE = "鍵の管理簿を確認した。".encode()
LATER = datetime.now(UTC) + timedelta(days=1)


class Breaking(io.BytesIO):
    """A file whose sender goes away in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= CHUNK:
            raise ConnectionResetError
        return super().read(size)


def test_what_was_put_comes_back(store: Store) -> None:
    stored = store.put(io.BytesIO(NOTE), AOBA)

    assert stored.address == Address(AOBA, hashlib.sha256(NOTE).hexdigest())
    assert stored.size == len(NOTE)
    assert b"".join(store.pieces(stored.address)) == NOTE
    assert is_whole(store, stored.address)


def test_the_same_file_lies_there_once_for_each_company(store: Store) -> None:
    first = store.put(io.BytesIO(NOTE), AOBA)
    again = store.put(io.BytesIO(NOTE), AOBA)

    with pytest.raises(NoSuchFileError):
        store.pieces(Address(KAEDE, first.address.sha256))
    theirs = store.put(io.BytesIO(NOTE), KAEDE)

    assert again.address == first.address
    assert set(store.addresses(LATER)) == {first.address, theirs.address}


def test_a_file_that_was_removed_is_gone(store: Store) -> None:
    address = store.put(io.BytesIO(NOTE), AOBA).address

    store.remove(address)
    store.remove(address)

    assert list(store.addresses(LATER)) == []
    with pytest.raises(NoSuchFileError):
        is_whole(store, address)


def test_a_file_whose_sender_goes_away_was_never_there(store: Store) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(Breaking(b"x" * (3 * CHUNK)), AOBA)

    assert list(store.addresses(LATER)) == []


def test_files_are_known_by_when_they_were_put(store: Store) -> None:
    store.put(io.BytesIO(NOTE), AOBA)

    assert list(store.addresses(datetime.now(UTC) - timedelta(hours=1))) == []


def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"0123456789abcdef" * 1_000_000)
    store = store_at(str(tmp_path / "files"))

    tracemalloc.start()
    with large.open("rb") as file:
        address = store.put(file, AOBA).address
    assert is_whole(store, address)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000


def test_pieces_are_let_go_of_at_the_end_and_before(store: Store) -> None:
    address = store.put(io.BytesIO(b"x" * (CHUNK + 1)), AOBA).address

    to_the_end = [len(piece) for piece in store.pieces(address)]
    begun = store.pieces(address)
    first = next(begun)
    begun.close()

    assert sum(to_the_end) == CHUNK + 1
    assert max(*to_the_end, len(first)) <= CHUNK


def test_a_server_that_is_killed_while_a_file_comes_in_leaves_nothing_that_counts(tmp_path: Path) -> None:
    root = tmp_path / "files"
    sending = (
        "import sys, uuid; from hoshimori.files.store import store_at\n"
        "class Pipe:\n"
        "    def seek(self, *_): print('begun', flush=True)\n"
        "    def read(self, size): return sys.stdin.buffer.read(size)\n"
        f"store_at({str(root)!r}).put(Pipe(), uuid.UUID({str(AOBA)!r}))"
    )
    process = subprocess.Popen([sys.executable, "-c", sending], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.write(b"x" * (2 * CHUNK))
    process.stdin.flush()
    while not any(path.stat().st_size for path in (root / "incoming").glob("*")):
        pass

    process.kill()
    process.communicate()
    store = store_at(str(root))

    assert list(store.addresses(LATER)) == []
    assert store.tidy(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert store.tidy(LATER) == 1
    assert list((root / "incoming").iterdir()) == []


def test_a_folder_lets_nobody_else_on_the_machine_read(tmp_path: Path) -> None:
    root = tmp_path / "files"
    address = store_at(str(root)).put(io.BytesIO(NOTE), AOBA).address

    assert (root / address.path).stat().st_mode & 0o077 == 0


def test_what_is_no_file_of_ours_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "files"
    store = store_at(str(root))
    address = store.put(io.BytesIO(NOTE), AOBA).address
    (root / "notes").mkdir()
    (root / "notes" / "readme.txt").write_text("by hand", encoding="utf-8")

    assert list(store.addresses(LATER)) == [address]


def test_a_changed_file_is_found_out(tmp_path: Path) -> None:
    root = tmp_path / "files"
    store = store_at(str(root))
    address = store.put(io.BytesIO(NOTE), AOBA).address

    (root / address.path).write_bytes(NOTE + b"!")

    assert not is_whole(store, address)


def test_a_bucket_keeps_files_below_its_prefix(bucket: str, s3_server: str) -> None:
    address = store_at(bucket).put(io.BytesIO(NOTE), AOBA).address
    name = bucket.removeprefix("s3://").partition("/")[0]
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")

    keys = [entry["Key"] for entry in client.list_objects_v2(Bucket=name)["Contents"]]

    assert keys == [f"aoba/files/{address.path}"]
    assert store_at(bucket).tidy(LATER) == 0


@pytest.mark.parametrize("place", ["ftp://files.example", "s3://", "s3://bucket?regoin=eu", "https://bucket.example"])
def test_a_place_that_is_none_is_named_at_once(place: str) -> None:
    with pytest.raises(ValueError, match=r"s3://"):
        store_at(place)


@pytest.mark.parametrize("path", ["", "a/b", f"{AOBA}/{'A' * 64}", f"{AOBA}/../{'a' * 64}", f"{AOBA}/{'a' * 63}"])
def test_only_an_owner_and_a_digest_make_an_address(path: str) -> None:
    assert Address.parse(path) is None
    assert Address.parse(f"{AOBA}/{'a' * 64}") == Address(UUID(str(AOBA)), "a" * 64)
