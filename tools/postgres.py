"""A throw-away PostgreSQL for tests and measurements: its own folder and port, gone afterwards.

A guard process of its own starts the server and waits for its standard input to end. That happens when the caller is
done, and also when the caller is killed, so that no server and no folder is ever left behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
NO_DURABILITY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
START_SECONDS = 30


def binaries() -> Path | None:
    """Return the folder of the newest server programs on this machine, or None."""
    places = [Path(found).parent for found in [shutil.which("initdb")] if found]
    if pg_config := shutil.which("pg_config"):
        told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(told.stdout.strip()))
    for pattern in USUAL_PLACES:
        found = sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
        places.extend(found)
    return next((place for place in places if _holds_server(place)), None)


def _version(place: Path) -> int:
    return int("".join(letter for letter in place.parent.name if letter.isdigit()) or 0)


def _holds_server(place: Path) -> bool:
    return all(shutil.which(name, path=str(place)) for name in ("initdb", "postgres"))


@contextlib.contextmanager
def throwaway(place: Path) -> Iterator[str]:
    """Run a server from these programs; yields its address without a database name."""
    command = [sys.executable, "-m", "tools.postgres", str(place)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as guard:
        if guard.stdin is None or guard.stdout is None:
            sys.exit("the guard of PostgreSQL has no pipes")
        address = guard.stdout.readline().strip()
        if not address:
            sys.exit("PostgreSQL did not start: what it said stands above")
        try:
            yield address
        finally:
            guard.stdin.close()


class _Owner(TypedDict, total=False):
    user: str
    group: int
    extra_groups: list[str]


def _owner() -> _Owner:
    """PostgreSQL refuses to run as root: name somebody else, if that is who we are."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_name, "group": entry.pw_gid, "extra_groups": []}


def guard(place: Path) -> int:
    """Start a server, print its address, wait until standard input ends, take everything away."""
    with tempfile.TemporaryDirectory(prefix="hoshimori-pg-", ignore_cleanup_errors=True) as folder:
        owner = _owner()
        if owner:
            shutil.chown(folder, owner["user"])
        server = _start(place, Path(folder), owner)
        try:
            sys.stdin.read()
        finally:
            server.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGQUIT)
            server.wait()
    return 0


def _start(place: Path, folder: Path, owner: _Owner) -> subprocess.Popen[bytes]:
    data = folder / "data"
    initdb = [str(place / "initdb"), "-D", str(data), "-U", "hoshimori", "-A", "trust", "--no-sync"]
    done = subprocess.run(
        [*initdb, "--locale=C.UTF-8", "--encoding=UTF8"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **owner,
    )
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    port = _free_port()
    settings = [f"-c{setting}" for setting in (*NO_DURABILITY, f"unix_socket_directories={folder}")]
    server = subprocess.Popen(
        [place / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), *settings],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("w"),
        **owner,
    )
    _wait_for(server, port, folder / "log")
    print(f"postgres://hoshimori@127.0.0.1:{port}", flush=True)
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server says it is ready; its log says why if it never is."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if "ready to accept connections" in log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.05)
    server.kill()
    sys.exit(f"PostgreSQL did not start on port {port}:\n{log.read_text(encoding='utf-8', errors='replace')}")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the caller, and its end ends this
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` comes to its turn
    sys.exit(guard(Path(sys.argv[1])))
