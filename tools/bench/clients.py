"""People who sit in front of browsers, as far as a server can tell: signed in, one request after another."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

TOKEN = "A" * 32
"""What Django compares of a form and its cookie, when both are ours."""


@dataclass
class Person:
    """One signed-in client with a connection of its own."""

    port: int
    session: str = ""
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> tuple[int, bytes, Message]:
        """Ask for a page."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, values: Mapping[str, str], accept: str = "text/html") -> tuple[int, bytes, Message]:
        """Send a form."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **values}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept})

    def upload(self, path: str, name: str, content: bytes, values: Mapping[str, str]) -> tuple[int, bytes, Message]:
        """Send a form with a file."""
        boundary = "hoshimori-bench"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrfmiddlewaretoken": TOKEN, **values}.items()
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="a.xlsx"\r\n\r\n'.encode()
        body = b"".join(parts) + head + content + f"\r\n--{boundary}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes, Message]:
        cookies = f"csrftoken={TOKEN}" + (f"; session={self.session}" if self.session else "")
        told = {"Cookie": cookies, "Accept-Language": "ja", **headers}
        try:
            answer = self._answer(method, path, body, told)
        except RemoteDisconnected:
            # The server closes connections that were idle for long; browsers open another one.
            self.connection.close()
            answer = self._answer(method, path, body, told)
        return answer.status, answer.read(), answer.headers

    def _answer(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> HTTPResponse:
        self.connection.request(method, path, body or None, headers)
        return self.connection.getresponse()


class Reader:
    """Somebody without any cookie who looks one thing up after another, at next to no cost of its own.

    Where a server answers a thousand times a second on the same cores, it is measured what http.client costs.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._line: socket.socket | None = None

    def get(self, path: str, mark: str = "") -> tuple[int, str, bytes]:
        """Ask for a page, with the ETag of the one there is already; returns status, ETag and content."""
        condition = f"If-None-Match: {mark}\r\n" if mark else ""
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: ja\r\n{condition}\r\n".encode()
        try:
            return self._ask(asked)
        except OSError:
            # As above: the server closed a connection that was idle for long.
            self._line = None
            return self._ask(asked)

    def _ask(self, asked: bytes) -> tuple[int, str, bytes]:
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        self._line.sendall(asked)
        come = b""
        while (end := come.find(b"\r\n\r\n")) < 0:
            come += self._more()
        head = come[:end].decode("latin-1").lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0] or 0)
        while len(come) < end + 4 + length:
            come += self._more()
        return int(head[9:12]), head.partition("\r\netag: ")[2].partition("\r\n")[0], come[end + 4 :]

    def _more(self) -> bytes:
        piece = self._line.recv(65536) if self._line else b""
        if not piece:
            raise ConnectionResetError
        return piece


@dataclass(frozen=True)
class Scenario:
    """One line of the table: what is done, how often alone and together, and the aim it is held against."""

    name: str
    act: Callable[[int, int], bool]
    alone: int
    together: int
    aim: str


@dataclass(frozen=True)
class Measured:
    """What came of a scenario: seconds of every request with one client, and requests a second with several."""

    seconds: tuple[float, ...]
    per_second: float
    failures: int

    def quantile(self, part: float) -> float:
        """Return the time, in milliseconds, within which this part of the requests was answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(act: Callable[[int, int], bool], *, alone: int, together: int, clients: int) -> Measured:
    """Let one client act `alone` times, then `clients` of them `together` times in all.

    `act(client, turn)` does one thing and tells whether the answer was right.
    """
    for turn in range(min(3, alone)):
        act(0, turn)
    seconds, failures = [], 0
    for turn in range(alone):
        began = time.perf_counter()
        is_right = act(0, turn + 3)
        seconds.append(time.perf_counter() - began)
        failures += not is_right
    wrong: list[int] = []

    def work(client: int) -> None:
        turns = range(alone + 3, alone + 3 + together // clients)
        wrong.extend(turn for turn in turns if not act(client, turn))

    threads = [threading.Thread(target=work, args=[client]) for client in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    return Measured(tuple(seconds), together // clients * clients / taken, failures + len(wrong))
