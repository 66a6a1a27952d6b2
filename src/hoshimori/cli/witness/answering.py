"""The witness over HTTP: small bodies, short waits, and only so many at once."""

from __future__ import annotations

import re
import socket
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.cli.witness.witnessing import Reply
from hoshimori.credentials.exchange.witness_requests import LARGEST_REQUEST

if TYPE_CHECKING:
    from hoshimori.cli.witness.witnessing import Witness

MOST_AT_ONCE = 64
SECONDS_TO_ASK = 10.0
"""How long somebody may take to bring a whole request, and how long a connection may be idle between two."""

Connection: TypeAlias = "socket.socket | tuple[bytes, socket.socket]"
Address: TypeAlias = "tuple[str, int] | str"

_LENGTH = re.compile(r"[0-9]{1,9}")


class WitnessServer(ThreadingHTTPServer):
    """Answers for one witness; connections beyond `MOST_AT_ONCE` are closed unheard."""

    daemon_threads = True
    request_queue_size = MOST_AT_ONCE

    def __init__(self, address: tuple[str, int], witness: Witness, *, patience: float = SECONDS_TO_ASK) -> None:
        self.witness = witness
        self.patience = patience
        self._seats = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(address, WitnessHandler)

    def server_bind(self) -> None:
        """Take the address, without asking anybody how it is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Connection, client_address: Address) -> None:
        """Hear somebody in a thread of its own, where a seat is free."""
        if self._seats.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Connection, client_address: Address) -> None:
        """Hear somebody, then give the seat up."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._seats.release()

    def handle_error(self, request: Connection, client_address: Address) -> None:
        """Say in a line that a connection broke off."""
        del request
        tell(f"{client_address[0]} connection lost: {type(sys.exc_info()[1]).__name__}")


class WitnessHandler(BaseHTTPRequestHandler):
    """One connection; several requests may follow each other on it."""

    protocol_version = "HTTP/1.1"
    server_version = "hoshimori-witness"
    sys_version = ""
    server: WitnessServer

    def setup(self) -> None:
        """Let no wait on this connection be longer than the server's patience."""
        super().setup()
        self.connection.settimeout(self.server.patience)

    def handle_one_request(self) -> None:
        """Hear one request; who brings it drop by drop is cut off all the same."""
        self._watch = threading.Timer(self.server.patience, self._cut_off)
        self._watch.daemon = True
        self._watch.start()
        try:
            super().handle_one_request()
        finally:
            self._watch.cancel()

    def do_POST(self) -> None:
        """Answer a request to cosign."""
        if self.path != "/add-checkpoint":
            self._reject(HTTPStatus.NOT_FOUND)
        elif self.headers.get("Transfer-Encoding") or len(self.headers.get_all("Content-Length", [])) != 1:
            self._reject(HTTPStatus.LENGTH_REQUIRED)
        elif not _LENGTH.fullmatch(self.headers["Content-Length"]):
            self._reject(HTTPStatus.BAD_REQUEST)
        elif int(self.headers["Content-Length"]) > LARGEST_REQUEST:
            self._reject(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._add_checkpoint(int(self.headers["Content-Length"]))

    def do_GET(self) -> None:
        """Answer with what was cosigned last."""
        self._watch.cancel()
        self._answer(self.server.witness.latest(self.path))

    def log_message(self, *_: object) -> None:
        """Say nothing beyond the one line for each answer."""

    def _add_checkpoint(self, length: int) -> None:
        body = self.rfile.read(length)
        self._watch.cancel()
        if len(body) != length:
            self.close_connection = True
            return
        try:
            reply = self.server.witness.add_checkpoint(body, datetime.now(UTC))
        except (OSError, sqlite3.Error) as error:
            reply = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, b"Nothing was kept.\n", told=f"{type(error).__name__}")
        self._answer(reply)

    def _reject(self, status: HTTPStatus) -> None:
        """Answer what was not read to its end; nothing can follow on this connection."""
        self._watch.cancel()
        self.close_connection = True
        self._answer(Reply(status, f"{status.phrase}\n".encode()))

    def _answer(self, reply: Reply) -> None:
        tell(f"{self.client_address[0]} {self.command} {int(reply.status)} {reply.told}".rstrip())
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body)

    def _cut_off(self) -> None:
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def tell(line: str) -> None:
    """Write a line of the witness's own log; what strangers sent never stands in one."""
    print(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}", file=sys.stderr, flush=True)
