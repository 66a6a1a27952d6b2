"""The demo's own witness, so that its history carries a confirmation; a real one belongs to somebody else."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from typing import TYPE_CHECKING

from hoshimori.cli.witness import signing
from hoshimori.cli.witness.keeping import write_whole
from hoshimori.credentials.exchange.notes import verifier_key

if TYPE_CHECKING:
    from pathlib import Path

NAME = "witness.demo.example"
SECONDS_BETWEEN_LOOKS = "10"
SECONDS_OF_PATIENCE = "150"
"""Sealing the journal and publishing the history both happen once a minute."""

_LOG_KEY = "log.vkey"


def write_down_log(folder: Path, vkey: str) -> None:
    """Keep the key by which the demo's witness knows its log; `folder` is the demo's."""
    place = folder / "witness"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place / _LOG_KEY, f"{vkey}\n".encode())


def ready(folder: Path, port: int) -> dict[Path, list[str]]:
    """Name the witness to the server and the worker to come, and return the command that starts it, by its log file.

    The log is called by the address of the demo, which may have another port than last time.
    """
    place = folder / "witness"
    if not (place / _LOG_KEY).exists():
        return {}
    log = replace(
        verifier_key((place / _LOG_KEY).read_text(encoding="utf-8").strip()), name=f"127.0.0.1:{port}/history"
    )
    key = signing.kept(place / "key", NAME).verifier.written()
    own_port = _free_port()
    os.environ["HOSHIMORI_WITNESSES"] = f"{key}@http://127.0.0.1:{own_port}/add-checkpoint"
    command = [
        *("witness", "--folder", str(place), "--port", str(own_port), "--log", log.written()),
        *("--register", f"http://127.0.0.1:{port}"),
        *("--every", SECONDS_BETWEEN_LOOKS, "--patience", SECONDS_OF_PATIENCE),
    ]
    return {place / "witness.log": command}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
