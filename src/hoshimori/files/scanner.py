"""Asks clamd whether a file is harmless (its command INSTREAM), over TCP or a Unix socket."""

from __future__ import annotations

import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 120
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (?P<finding>.+) FOUND")


class ScannerSilentError(Exception):
    """The scanner cannot be reached, or broke off before it answered."""


class NoVerdictError(Exception):
    """The scanner answers, but says nothing about the file: it is too large for it, or cannot be read by it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says: the name of what it found; empty if the file is clean."""

    finding: str = ""

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found."""
        return not self.finding


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd: at `host` and `port`, or at the Unix socket `path`."""

    host: str = ""
    port: int = 0
    path: str = ""

    @classmethod
    def at(cls, place: str) -> Scanner:
        """Read `host:port`, `tcp://host:port`, `[::1]:port` or `unix:/path`.

        Raises:
            ValueError: it is none of these.
        """
        if place.startswith("unix:"):
            return cls(path=place.removeprefix("unix:").removeprefix("//"))
        host, colon, port = place.removeprefix("tcp://").rpartition(":")
        if not (colon and host and port.isascii() and port.isdigit()):
            message = "a scanner is named as host:port or unix:/path"
            raise ValueError(message)
        return cls(host.strip("[]"), int(port))

    @staticmethod
    def is_place(place: str) -> bool:
        """Tell whether this names a scanner."""
        try:
            Scanner.at(place)
        except ValueError:
            return False
        return True

    def ask(self, pieces: Iterable[bytes]) -> Verdict:
        """Send a file piece by piece and return what the scanner says.

        Raises:
            ScannerSilentError: it cannot be reached, or breaks off before it answers.
            NoVerdictError: its answer is neither that the file is clean nor what was found.
        """
        try:
            with closing(self._connected()) as line:
                _send(line, pieces)
                answer = _answer(line)
        except OSError as error:
            raise ScannerSilentError(str(error)) from error
        if answer == "stream: OK":
            return Verdict()
        if match := _FOUND.fullmatch(answer):
            return Verdict(match["finding"])
        if not answer:
            raise ScannerSilentError("no answer")
        raise NoVerdictError(answer)

    def _connected(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=_SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def _send(line: socket.socket, pieces: Iterable[bytes]) -> None:
    """Send every piece behind its length, and a length of nothing at the end.

    A scanner that has seen enough hangs up; what it said before stands in its answer.
    """
    try:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(line: socket.socket) -> str:
    """Return what the scanner answers, up to the zero that ends it."""
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
