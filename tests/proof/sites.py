"""A register's site as witness and monitor see it: its history as files, its register as CSV and JSON.

Everything is put together byte by byte here, with nothing of the house, and can be made to say what is not so.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tests.credentials import second_merkle
from tests.credentials.second_notes import Signer

LOG = Signer("register.example/history", "the office's key")
MINATO = "1180001012348"
AOBA = "6010401089238"


@dataclass(frozen=True)
class Registration:
    """What the register shows of one registration."""

    number: str
    corporate_number: str
    name_ja: str
    state: str = "VALID"
    level: int = 3
    valid_from: str = "2026-10-01"
    last_valid_on: str = "2027-09-30"
    renewal: bool = False

    @property
    def salt(self) -> bytes:
        return hashlib.sha256(self.number.encode()).digest()

    @property
    def particulars(self) -> dict[str, str]:
        rest = dict.fromkeys(("name_en", "scope_summary_en", "evaluation_body_ja", "evaluation_body_en"), "")
        return {"name_ja": self.name_ja, "prefecture": "22", "scope_summary_ja": "本社と工場\n全部", **rest}

    def fields(self) -> dict[str, Any]:
        """Return the public fields in the order of the register's CSV."""
        told = self.particulars
        return {
            "number": self.number,
            "level": self.level,
            "state": self.state,
            "renewal_is_being_decided": self.renewal,
            "valid_from": self.valid_from,
            "last_valid_on": self.last_valid_on,
            "corporate_number": self.corporate_number,
            **{name: told[name] for name in ("name_ja", "name_en", "prefecture", "scope_summary_ja")},
            **{name: told[name] for name in ("scope_summary_en", "evaluation_body_ja", "evaluation_body_en")},
        }

    def entry(self, kind: str, at: str = "2026-11-20T01:02:03Z") -> bytes:
        """Return what the history says after an event."""
        digest = hashlib.sha256(self.salt + canonical(self.particulars)).digest()
        said = {
            "format": "hoshimori/history/1",
            "kind": kind,
            "at": at,
            "number": self.number,
            "corporate_number": self.corporate_number,
            "level": self.level,
            "edition": "2026-03-27",
            "state": self.state,
            "valid_from": self.valid_from,
            "last_valid_on": self.last_valid_on,
            "particulars": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        }
        return canonical(said)


def canonical(value: object) -> bytes:
    """Text and whole numbers only: sorted names and no white space are all of RFC 8785 then."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


MINATOS = Registration("3-26-000001-3", MINATO, "みなと精機")
AOBAS = Registration("3-26-000002-6", AOBA, "青葉部品")
KEY_EVENT = canonical({"format": "hoshimori/history/1", "kind": "KEY_BEGAN", "at": "2026-11-19T00:00:00Z", "key": "k"})


@dataclass
class Site:
    """What the site says now; a test changes it, and `publish` signs a checkpoint over the entries."""

    entries: list[bytes] = field(default_factory=list)
    register: list[Registration] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    cosign: list[tuple[Signer, int]] = field(default_factory=list)
    signer: Signer = LOG
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def publish(self) -> None:
        """Lay down every tile and bundle of the entries, and a checkpoint."""
        self.files = {path: data for path, data in self.files.items() if not path.startswith("history/")}
        for path, data in tiles_of(self.entries):
            self.files[f"history/{path}"] = data
        written = f"{LOG.name}\n{len(self.entries)}\n"
        written += base64.b64encode(second_merkle.head(self.entries)).decode() + "\n"
        lines = self.signer.signs(written) + "".join(each.cosigns(written, at) for each, at in self.cosign)
        self.files["history/checkpoint"] = (written + "\n" + lines).encode()
        self.files["credentials/history-key"] = f"{self.signer.key}\n".encode()

    def register_now(self, *registrations: Registration, kind: str = "REGISTERED") -> None:
        """Let something happen to registrations, in the register and in the history."""
        for registration in registrations:
            self.show(registration)
            self.entries.append(registration.entry(kind))
        self.publish()

    def show(self, registration: Registration) -> None:
        """Let the register alone say something of a registration."""
        kept = [each for each in self.register if each.number != registration.number]
        self.register = sorted([*kept, registration], key=lambda each: each.number)

    def answer(self, path: str) -> bytes | None:
        """Return what lies at a path, or None."""
        if path in self.files:
            return self.files[path]
        if path == "register/register.csv":
            return self._csv()
        for number in {each.corporate_number for each in self.register} | {MINATO, AOBA}:
            if path == f"register/by-corporate-number/{number}/registrations.json":
                return self._json(number)
        for each in self.register:
            if path == f"history/particulars/{each.number}.json":
                return self._particulars(each)
        return None

    def _csv(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(MINATOS.fields())
        for each in self.register:
            values = each.fields().values()
            writer.writerow([str(value).lower() if isinstance(value, bool) else value for value in values])
        return b"\xef\xbb\xbf" + text.getvalue().encode()

    def _json(self, number: str) -> bytes:
        found = [each.fields() | {"address": "x"} for each in self.register if each.corporate_number == number]
        return json.dumps({"as_of": "2026-11-23", "corporate_number": number, "registrations": found}).encode()

    def _particulars(self, of: Registration) -> bytes:
        places = [place for place, entry in enumerate(self.entries) if of.number.encode() in entry]
        salt = base64.urlsafe_b64encode(of.salt).decode().rstrip("=")
        return json.dumps({"index": places[-1] if places else -1, "salt": salt, "fields": of.particulars}).encode()


def tiles_of(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of a log: each hash by its definition, where it lies by arithmetic."""
    for first in range(0, len(entries), 256):
        part = entries[first : first + 256]
        bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in part)
        yield f"tile/entries/{place(first // 256)}" + width(len(part)), bundle
    hashes, level = [second_merkle.leaf(entry) for entry in entries], 0
    while hashes:
        above = []
        for first in range(0, len(hashes), 256):
            part = hashes[first : first + 256]
            yield f"tile/{level}/{place(first // 256)}" + width(len(part)), b"".join(part)
            if len(part) == 256:
                above.append(folded(part))
        hashes, level = above, level + 1


def folded(hashes: Sequence[bytes]) -> bytes:
    half = len(hashes) // 2
    return second_merkle.node(folded(hashes[:half]), folded(hashes[half:])) if half else hashes[0]


def place(number: int) -> str:
    return f"{number:03}" if number < 1000 else f"x{number // 1000:03}/{number % 1000:03}"


def width(things: int) -> str:
    return "" if things == 256 else f".p/{things}"


class Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]

    def do_GET(self) -> None:
        path = self.path.removeprefix("/")
        self.site.asked.append(path)
        content = self.site.answer(path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Let the site answer over HTTP at its `url`."""
    handler = type("OfThisSite", (Handler,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def in_state(registration: Registration, state: str) -> Registration:
    return replace(registration, state=state)
