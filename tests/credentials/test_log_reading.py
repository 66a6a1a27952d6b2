"""Whoever reads a published log believes its signed head, and of its files only what leads there."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoshimori.cli.fetching import LogFolder, Site, TooSlowError
from hoshimori.credentials.exchange import checkpoints, log_reading, notes, witness_requests
from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
from hoshimori.credentials.exchange.log_reading import PublishedTree, published
from hoshimori.shared.refusal import Invalid
from tests.credentials import second_merkle
from tests.credentials.second_notes import Signer, in_base64
from tests.proof.sites import tiles_of

MOST = 66_000  # more than 256 * 256: three levels of tiles
ENTRIES = [b"event %d" % number for number in range(MOST)]
REGISTER = Signer("register.example/history", "the office's key")
SIZES = [0, 1, 2, 255, 256, 257, 511, 512, 700, 1000]


def head(size: int) -> Checkpoint:
    return Checkpoint(REGISTER.name, size, second_merkle.head(ENTRIES[:size]))


class Files:
    """The files of a log of this size, in memory; `asked` is what was read of them."""

    def __init__(self, size: int) -> None:
        self.files = dict(tiles_of(ENTRIES[:size]))
        self.asked: list[str] = []

    def fetch(self, path: str, largest: int) -> bytes:
        self.asked.append(path)
        if path not in self.files:
            raise FileNotFoundError(path)
        assert len(self.files[path]) <= largest
        return self.files[path]


def read(files: Files, size: int, start: int = 0) -> list[tuple[int, bytes]]:
    return list(published(files.fetch, head(size)).entries(start))


@pytest.mark.parametrize("size", SIZES)
def test_every_entry_is_read_from_any_on(size: int) -> None:
    files = Files(size)

    for start in {0, 1, 255, 256, 257, size - 1, size, size + 1} - {-1}:
        assert read(files, size, start) == list(enumerate(ENTRIES[:size]))[start:]


@pytest.mark.parametrize("size", SIZES)
def test_it_continues_what_it_was_at_any_size_before(size: int) -> None:
    tree = published(Files(size).fetch, head(size))

    for older in (each for each in SIZES if each <= size):
        tree.check_continues(head(older))
        expected = second_merkle.proof(older, ENTRIES[:size]) if older else []
        assert tree.continuing(older) == tuple(expected)


def test_a_tree_of_three_levels_is_read_without_reading_all_of_it() -> None:
    files = Files(MOST)
    tree = published(files.fetch, head(MOST))

    last = list(tree.entries(MOST - 3))
    tree.check_continues(head(1000))

    assert last == [(place, ENTRIES[place]) for place in range(MOST - 3, MOST)]
    assert len(files.asked) < 15


def test_it_does_not_continue_another_past_nor_a_larger_tree() -> None:
    tree = published(Files(700).fetch, head(700))

    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        tree.check_continues(Checkpoint(REGISTER.name, 300, bytes(32)))
    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        tree.check_continues(Checkpoint(REGISTER.name, 700, bytes(32)))
    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        tree.check_continues(head(701))


@settings(max_examples=60)
@given(data=st.data())
def test_with_any_byte_of_any_file_changed_no_wrong_entry_is_given(data: st.DataObject) -> None:
    files = Files(700)
    path = data.draw(st.sampled_from(sorted(files.files)))
    place = data.draw(st.integers(0, len(files.files[path]) - 1))
    changed = bytearray(files.files[path])
    changed[place] ^= data.draw(st.integers(1, 255))
    files.files[path] = bytes(changed)

    given_out: list[tuple[int, bytes]] = []
    try:
        given_out.extend(published(files.fetch, head(700)).entries())
    except Invalid as refusal:
        assert refusal.code in {"LOG_FILES_DIFFER", "LOG_UNREADABLE"}  # noqa: PT017 - what came before it counts too
    # A tile of hashes below a full one need not be read: then its change changes nothing.
    assert given_out == list(enumerate(ENTRIES[: len(given_out)]))


def test_tiles_that_fit_each_other_and_not_the_head_are_refused() -> None:
    """A full tile and its bundle were both exchanged; the tile above says otherwise."""
    files, forged = Files(700), [*ENTRIES[:5], b"slipped in", *ENTRIES[6:256]]
    for path, content in tiles_of(forged):
        if path in {"tile/0/000", "tile/entries/000"}:
            files.files[path] = content
    tree = published(files.fetch, head(700))

    with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
        next(tree.entries())
    with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
        tree.check_continues(head(100))


def test_files_of_another_tree_lead_to_another_head() -> None:
    with pytest.raises(Invalid, match="LOG_FILES_DIFFER"):
        published(Files(700).fetch, Checkpoint(REGISTER.name, 700, bytes(32)))


def test_a_full_tile_stands_for_one_that_is_kept_no_longer() -> None:
    files = Files(700)
    grown = Files(1000)
    files.files = {path: data for path, data in (files.files | grown.files).items() if ".p/188" not in path}

    assert read(files, 700, 500) == list(enumerate(ENTRIES[:700]))[500:]


def test_a_tile_that_is_nowhere_is_said_to_be_missing() -> None:
    files = Files(700)
    del files.files["tile/entries/001"]

    with pytest.raises(FileNotFoundError, match="tile/entries/001"):
        read(files, 700)


def test_a_log_in_a_folder_is_read_like_any_other(tmp_path: Path) -> None:
    for path, content in tiles_of(ENTRIES[:300]):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    text = head(300).text()
    (tmp_path / "checkpoint").write_text(text + "\n" + REGISTER.signs(text), encoding="utf-8")
    folder = LogFolder(tmp_path)

    note = log_reading.latest(folder.fetch)
    tree = published(folder.fetch, checkpoints.checked(note, Log(REGISTER.name, (notes.verifier_key(REGISTER.key),))))

    assert [entry for _, entry in tree.entries()] == ENTRIES[:300]
    with pytest.raises(Invalid, match="LOG_UNREADABLE"):
        folder.fetch("tile/0/../../../etc/passwd", 100)
    with pytest.raises(Invalid, match="LOG_UNREADABLE"):
        folder.fetch("checkpoint", 10)


# Over HTTP: what the other side may do, and what it may not.


ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/log/plain": (200, b"one\ntwo\n", {}),
    "/log/packed": (200, gzip.compress(b"what was packed"), {"Content-Encoding": "gzip"}),
    "/log/bomb": (200, gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"}),
    "/log/torn": (200, b"\x1f\x8bno gzip", {"Content-Encoding": "gzip"}),
    "/log/elsewhere": (302, b"", {"Location": "http://192.0.2.1/"}),
    "/log/file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/log/busy": (503, b"", {}),
    "/log/long": (200, b"x" * 100_000, {}),
    "/log/latin": (200, b"\xe9\n", {}),
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/log/drops":
            self.drip()
        elif self.path == "/log/odd":
            self.wfile.write(b"nonsense " * 20_000 + b"\r\n\r\n")
        else:
            self.tell(*ANSWERS.get(self.path, (404, b"", {})))

    def tell(self, status: int, body: bytes, head: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | head).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.is_over.wait(0.02):  # type: ignore[attr-defined] # set below
                self.wfile.write(b"x")
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(seconds: float = 60) -> Iterator[Site]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.is_over = threading.Event()  # type: ignore[attr-defined] # for the one that drips
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield Site(f"http://127.0.0.1:{server.server_port}/log/", seconds)
        finally:
            server.is_over.set()  # type: ignore[attr-defined] # as above
            server.shutdown()
            thread.join()


def test_what_is_there_is_fetched_packed_or_not() -> None:
    with answering() as site:
        assert site.fetch("plain", 8) == b"one\ntwo\n"
        assert site.fetch("packed", 100) == b"what was packed"
        assert list(site.lines("plain", 10)) == ["one\n", "two\n"]


@pytest.mark.parametrize("path", ["elsewhere", "file", "busy", "odd"])
def test_what_leads_elsewhere_or_is_no_answer_cannot_be_had(path: str) -> None:
    with answering() as site, pytest.raises(OSError, match=r"HTTP|Line") as refusal:
        site.fetch(path, 100)

    assert not isinstance(refusal.value, FileNotFoundError)


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with answering() as site, pytest.raises(FileNotFoundError):
        site.fetch("nothing", 100)


@pytest.mark.parametrize(("path", "reason"), [("plain", "TOO_LARGE"), ("bomb", "TOO_LARGE"), ("torn", "TILE_LENGTH")])
def test_more_than_was_asked_for_is_not_read(path: str, reason: str) -> None:
    with answering() as site, pytest.raises(Invalid) as refusal:
        site.fetch(path, 7)

    assert refusal.value.particulars == {"reason": reason}


@pytest.mark.parametrize(("path", "reason"), [("long", "TOO_LARGE"), ("latin", "NOT_UTF8")])
def test_a_line_has_an_end_and_is_text(path: str, reason: str) -> None:
    with answering() as site, pytest.raises(Invalid) as refusal:
        list(site.lines(path, 10))

    assert refusal.value.particulars == {"reason": reason}


@pytest.mark.parametrize("by", ["fetch", "lines"])
def test_what_comes_drop_by_drop_is_not_waited_for(by: str) -> None:
    with answering(seconds=0.5) as site, pytest.raises(TooSlowError):
        site.fetch("drops", 10_000_000) if by == "fetch" else list(site.lines("drops", 0.5))


@pytest.mark.parametrize("url", ["file:///etc", "ftp://x", "//x", "x", "http://", "http://x?y", "https://x#y", ""])
def test_only_web_addresses_are_read(url: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        Site(url)


def test_a_request_to_a_witness_is_written_byte_for_byte() -> None:
    text = head(9).text()
    proof = second_merkle.proof(5, ENTRIES[:9])
    written = "old 5\n" + "".join(in_base64(each) + "\n" for each in proof) + "\n" + text + "\n" + REGISTER.signs(text)

    request = witness_requests.read(written.encode())

    assert (request.old_size, request.proof) == (5, tuple(proof))
    assert request.written() == written.encode()
    assert isinstance(published(Files(9).fetch, head(9)), PublishedTree)
