"""The server and its worker, started together and stopped together."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hoshimori.config.environment import Environment, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

THREADS_PER_PROCESS = 3
SECONDS_TO_STOP = 20


def run(*, address: str, port: int) -> int:
    """Serve for real use; refuses to start with unsafe settings and says which."""
    os.environ.setdefault("HOSHIMORI_MODE", Mode.PRODUCTION.value)
    environment = Environment.read(os.environ)
    if problems := environment.problems():
        print("Hoshimori does not start, because these settings are not safe for real use:", file=sys.stderr)
        for problem in problems:
            print(f"  - {problem}", file=sys.stderr)
        print("docs/settings.md explains every setting.", file=sys.stderr)
        return 1
    if prepare() != 0:
        return 1
    serve(address=address, port=port, processes=environment.workers)
    return 0


def prepare() -> int:
    """Bring the installation up to date in a process of its own, so that the server's stays small."""
    return subprocess.run([sys.executable, "-m", "hoshimori", "prepare"], check=False).returncode


def serve(*, address: str, port: int, processes: int, beside: Mapping[Path, Sequence[str]] | None = None) -> None:
    """Run the web server until it is stopped, beside it the worker of the queue and the timetable, and what is named.

    `beside` holds further commands of `hoshimori`, each with its options, by the file in which they say something.
    """
    with contextlib.ExitStack() as running:
        running.enter_context(_kept_running(["worker"], None))
        for file, command in (beside or {}).items():
            running.enter_context(_kept_running(command, running.enter_context(file.open("ab"))))
        Granian(
            "hoshimori.config.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=THREADS_PER_PROCESS,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
            websockets=False,
        ).serve()


@contextlib.contextmanager
def _kept_running(command: Sequence[str], said: IO[bytes] | None) -> Iterator[None]:
    """Keep one process of a command of ours running; one that died is started again. It speaks here where not told."""
    is_stopping = threading.Event()
    processes: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not is_stopping.is_set():
            words = [sys.executable, "-m", "hoshimori", *command]
            process = subprocess.Popen(words, stdout=said, stderr=said)  # noqa: S603 - commands of ours
            processes[:] = [process]
            process.wait()
            is_stopping.wait(1)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_stopping.set()
        for process in processes:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS_TO_STOP)
            process.kill()
