"""A small server that speaks clamd's INSTREAM as the real one does, and finds what it was told to find."""

from __future__ import annotations

import contextlib
import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.files.samples import EICAR


class Clamd(socketserver.StreamRequestHandler):
    """Answers one question; `limit` is how much it takes, like StreamMaxLength."""

    limit = 1_000_000
    silent = False

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0" or self.silent:
            return
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > self.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


@contextlib.contextmanager
def running(handler: type[Clamd] = Clamd, path: Path | None = None) -> Iterator[str]:
    """Start the server; yield the place HOSHIMORI_SCANNER would name."""
    server: socketserver.BaseServer
    if path is None:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        place = f"127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(path), handler)
        place = f"unix:{path}"
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield place
        server.shutdown()
        thread.join()
