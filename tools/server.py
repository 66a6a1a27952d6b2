"""Runs the product's own server for journeys, pictures and measurements, and lets nothing of it stay behind.

A guard process starts the server and waits for its standard input to end. That happens when the caller is done, and
also when the caller is killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 10


def free_port() -> int:
    """Return a port of this machine that nothing listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(arguments: list[str], environment: Mapping[str, str], port: int, log: Path) -> Iterator[None]:
    """Run `hoshimori` with these arguments until the block ends; begins when it answers at `port`."""
    command = [sys.executable, "-m", "tools.server", *arguments]
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as guarded,
    ):
        try:
            _wait_for(guarded, port, log)
            yield
        finally:
            if guarded.stdin:
                guarded.stdin.close()


def wait_until_it_answers(port: int) -> None:
    """Return as soon as a server answers at `port`."""
    deadline = time.monotonic() + START_SECONDS
    while not _answers(port):
        if time.monotonic() > deadline:
            message = f"nothing answers at port {port}"
            raise RuntimeError(message)
        time.sleep(0.1)


def _wait_for(guarded: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and guarded.poll() is None:
        if _answers(port):
            return
        time.sleep(0.1)
    message = f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')}"
    raise RuntimeError(message)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def guard(arguments: list[str]) -> int:
    """Start the server; stop it and all it started when standard input ends."""
    server = subprocess.Popen([sys.executable, "-m", "hoshimori", *arguments], stdin=subprocess.DEVNULL)
    threading.Thread(target=_stop_when_input_ends, args=[server], daemon=True).start()
    code = server.wait()
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGTERM)
    return code


def _stop_when_input_ends(server: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


if __name__ == "__main__":
    sys.exit(guard(sys.argv[1:]))
