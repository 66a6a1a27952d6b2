"""A witness as a log meets it: a process of its own, asked over HTTP with bytes put together by hand."""

from __future__ import annotations

import hashlib
import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.credentials import second_merkle
from tests.credentials.second_notes import Signer, in_base64
from tools import ROOT

LOG = Signer("register.example/history", "the office's key")
STRANGER = Signer("register.example/history", "a key nobody knows")
ENTRIES = [b"event %d" % number for number in range(300)]
REWRITTEN = [*ENTRIES[:2], b"slipped in", *ENTRIES[2:]]


def text(entries: Sequence[bytes], origin: str = LOG.name) -> str:
    return f"{origin}\n{len(entries)}\n{in_base64(second_merkle.head(entries))}\n"


def note(entries: Sequence[bytes], signer: Signer = LOG) -> str:
    """A checkpoint over all these entries, signed."""
    return text(entries, signer.name) + "\n" + signer.signs(text(entries, signer.name))


def asking(old: int, entries: Sequence[bytes], signer: Signer = LOG, proof: Sequence[bytes] | None = None) -> bytes:
    """A request to cosign these entries, after the first `old` of them."""
    hashes = (second_merkle.proof(old, entries) if old else []) if proof is None else proof
    lines = [f"old {old}", *(in_base64(each) for each in hashes)]
    return ("\n".join(lines) + "\n\n" + note(entries, signer)).encode()


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    media_type: str


@dataclass(frozen=True)
class Running:
    """A witness at work, and where it keeps its things."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int
    errors: Path

    @property
    def key(self) -> str:
        return (self.folder / "key.vkey").read_text(encoding="ascii").strip()

    @property
    def log(self) -> str:
        """What it wrote in its own log."""
        return self.errors.read_text(encoding="utf-8")

    def post(self, body: bytes, path: str = "/add-checkpoint") -> Answer:
        return self._ask("POST", path, body)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def get_latest(self) -> bytes:
        """What it cosigned last of the log."""
        return self.get(f"/{hashlib.sha256(LOG.name.encode()).hexdigest()}/checkpoint").body

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            return Answer(response.status, response.read(), response.getheader("Content-Type", ""))
        finally:
            connection.close()


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Running]:
    """Start `hoshimori witness` for the log at any free port, and stop it in the end."""
    errors = folder.with_name(f"{folder.name}.errors")
    command = [sys.executable, "-m", "hoshimori", "witness", "--folder", str(folder), "--port", "0"]
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            [*command, "--log", LOG.key, "--name", "gull.example", *options],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=stream,
        )
    try:
        yield Running(process, folder, _port(process, errors), errors)
    finally:
        process.terminate()
        process.wait(10)


def _port(process: subprocess.Popen[bytes], errors: Path) -> int:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", errors.read_text(encoding="utf-8")):
            return int(found[1])
        time.sleep(0.02)
    raise AssertionError(errors.read_text(encoding="utf-8"))
