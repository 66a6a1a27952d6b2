"""What witness and monitor read from somebody else's server: so much, in so long, from that server and no other."""

from __future__ import annotations

import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from hoshimori import __version__
from hoshimori.credentials.exchange.tiles import tile_at
from hoshimori.credentials.rules.flaws import Flaw, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

SECONDS_TO_WAIT = 10.0
"""How long the other side may be silent."""

SECONDS_FOR_A_FILE = 60.0
LONGEST_LINE = 64 * 1024
LARGEST_TEXT = 4 * 1024**3
_STRETCH = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class TooSlowError(OSError):
    """The other side did not bring it in time."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server, by the address below which it answers; http or https. Proxies of the environment are used."""

    url: str
    seconds: float = SECONDS_FOR_A_FILE

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            message = f"not an address of a server: {self.url!r}"
            raise ValueError(message)

    def fetch(self, path: str, largest: int) -> bytes:
        """Return the file at a path below the address. Nobody is followed to another address.

        Raises:
            FileNotFoundError: there is none; another OSError: it cannot be had now.
            Invalid: LOG_UNREADABLE with TOO_LARGE.
        """
        until = time.monotonic() + self.seconds
        with _speaking_http(path), self._opened(path) as response:
            return b"".join(_pieces(response, largest, until))

    def lines(self, path: str, seconds: float) -> Iterator[str]:
        """Yield the lines of a long text, each with its end, as they come in.

        Raises:
            OSError, Invalid: as `fetch`; LOG_UNREADABLE with NOT_UTF8 too.
        """
        until = time.monotonic() + seconds
        with _speaking_http(path), self._opened(path) as response:
            begun = b""
            for piece in _pieces(response, LARGEST_TEXT, until):
                *whole, begun = (begun + piece).split(b"\n")
                if len(begun) > LONGEST_LINE:
                    raise unreadable(Flaw.TOO_LARGE)
                yield from (f"{_decoded(line)}\n" for line in whole)
            if begun:
                yield _decoded(begun)

    def below(self, path: str) -> Site:
        """Return what is below a path of this one."""
        return Site(f"{self.url.rstrip('/')}/{path}", self.seconds)

    def _opened(self, path: str) -> HTTPResponse:
        request = Request(  # noqa: S310 - the scheme was looked at when the site was made
            f"{self.url.rstrip('/')}/{path}",
            headers={
                "Accept-Encoding": "gzip, identity",
                "Cache-Control": "no-cache",
                "User-Agent": f"hoshimori/{__version__}",
            },
        )
        try:
            response: HTTPResponse = _opener().open(request, timeout=SECONDS_TO_WAIT)
        except HTTPError as error:
            error.close()
            if error.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                raise FileNotFoundError(path) from None
            where = error.headers.get("Location", "")
            message = f"{path}: HTTP {error.code}" + (f" leads to {where!r}" if where else "")
            raise OSError(message) from None
        return response


@dataclass(frozen=True, slots=True)
class LogFolder:
    """A log that lies in a folder, as a copy for instance."""

    place: Path

    def fetch(self, path: str, largest: int) -> bytes:
        """Return the file at a path of a log.

        Raises:
            FileNotFoundError: there is none. Invalid: LOG_UNREADABLE with TOO_LARGE, or TILE_PATH: no log has it.
        """
        if path != "checkpoint":
            tile_at(path)
        with (self.place / path).open("rb") as file:
            content = file.read(largest + 1)
        if len(content) > largest:
            raise unreadable(Flaw.TOO_LARGE)
        return content


@contextmanager
def _speaking_http(path: str) -> Iterator[None]:
    """Take what is no proper HTTP for what it is: the file cannot be had."""
    try:
        yield
    except HTTPException as error:
        message = f"{path}: {type(error).__name__}"
        raise OSError(message) from None


def _opener() -> OpenerDirector:
    """Return what opens http and https addresses and nothing else, no files of this machine for instance."""
    opener = OpenerDirector()
    handlers = (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor)
    for handler in handlers:
        opener.add_handler(handler())
    return opener


def _pieces(response: HTTPResponse, largest: int, until: float) -> Iterator[bytes]:
    is_packed = response.headers.get("Content-Encoding", "identity") == "gzip"
    unpacking = zlib.decompressobj(_GZIP) if is_packed else None
    left = largest
    while piece := response.read1(_STRETCH):
        _require_in_time(until)
        piece = _unpacked(unpacking, piece, left) if unpacking else piece
        left -= len(piece)
        if left < 0:
            raise unreadable(Flaw.TOO_LARGE)
        yield piece


def _unpacked(unpacking: zlib._Decompress, piece: bytes, left: int) -> bytes:
    try:
        return unpacking.decompress(piece, left + 1)
    except zlib.error:
        raise unreadable(Flaw.TILE_LENGTH) from None


def _require_in_time(until: float) -> None:
    if time.monotonic() > until:
        message = "it took too long"
        raise TooSlowError(message)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(Flaw.NOT_UTF8) from None
