"""Asks the programs of others about our certificates, each in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.credentials.mutations import table
from tests.credentials.mutations.kinds import Concern
from tests.credentials.mutations.table import Case
from tools import ROOT

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.json"
PATIENCE = 300
STATEMENT = frozenset({Concern.FORM, Concern.SIGNATURE, Concern.JSON, Concern.DISCLOSURES, Concern.BINDING})
ALL = STATEMENT | {Concern.KIND, Concern.TIME, Concern.STATUS}


class NotHereError(Exception):
    """A judge cannot be had on this machine; says why."""


@dataclass(frozen=True)
class Peer:
    """A library of others: its name and release, which concerns it takes on, and what it leaves to its caller.

    `left` names the cases that are its caller's to find within a concern it takes on; `leaves` says so to people.
    """

    name: str
    version: str
    concerns: frozenset[Concern]
    left: frozenset[str]
    leaves: str

    def command(self) -> list[str]:
        """Return how to run it.

        Raises: `NotHereError` where it cannot be had.
        """
        if self is NPM:
            return [program("node"), str(HERE / "npm" / "peer.mjs"), str(installed())]
        return [sys.executable, "-m", f"tests.outside.peers.{self.name.replace('-', '_').removesuffix('_core')}"]


STALE = "STATUS stale"
HEADER = {"SIGNATURE alg None in other letters", "SIGNATURE alg of another key", "SIGNATURE no alg", "SIGNATURE crit"}
AUDIENCE = {"BINDING for another audience", "BINDING several audiences"}
SD_JWT = Peer("pypi-sd-jwt", "0.10.4", STATEMENT, frozenset(), "`typ`, `vct`, the time, the state")
OPENVC = Peer("pypi-openvc-core", "1.37.0", ALL, frozenset({STALE}), "how old a list of states may be")
NPM = Peer(
    "npm-sd-jwt-vc",
    "0.19.0",
    ALL - {Concern.KIND},
    frozenset({STALE, *HEADER, *AUDIENCE}),
    "`typ`, `vct`, the issuer, the header of the signature, the audience of a key binding, how old a list may be",
)
PEERS = {peer.name: peer for peer in (SD_JWT, OPENVC, NPM)}


def program(name: str) -> str:
    """Return where a program lies."""
    found = shutil.which(name)
    if found is None:
        raise NotHereError(f"{name} is not installed")
    return found


@cache
def installed() -> Path:
    """Return the folder with the npm libraries of the lock, which this installs once."""
    package, lock = ((HERE / "npm" / name).read_bytes() for name in ("package.json", "package-lock.json"))
    place = ROOT / "var" / "outside" / hashlib.sha256(package + lock).hexdigest()[:16]
    if place.exists():
        return place
    making = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    (making / "package.json").write_bytes(package)
    (making / "package-lock.json").write_bytes(lock)
    done = subprocess.run(
        [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=making,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(making)
        raise NotHereError("npm ci does not get the libraries of tests/outside/npm")
    try:
        making.rename(place)
    except OSError:  # somebody else was quicker
        shutil.rmtree(making)
    return place


def ask(peer: Peer, question: dict[str, Any]) -> dict[str, Any]:
    """Return what a judge answers."""
    done = subprocess.run(
        peer.command(),
        cwd=ROOT,
        input=json.dumps(question | {"at": table.verifier()["at"]}).encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def named(case: Case) -> str:
    return f"{case.concern} {case.name}"


def is_asked(peer: Peer, case: Case) -> bool:
    return case.concern in peer.concerns and named(case) not in peer.left


@cache
def answers(peer: Peer) -> dict[str, bool]:
    """Return which of the cases it takes on a judge accepts."""
    verifier = table.verifier()
    cases = [presented(case, verifier) for case in table.cases() if is_asked(peer, case)]
    return ask(peer, {"verifier": verifier, "cases": cases})


def presented(case: Case, verifier: dict[str, Any]) -> dict[str, Any]:
    """Return a case as a judge of presentations gets it, without the file around it."""
    text = case.content.decode()
    members = json.loads(text) if case.file.endswith(".json") else {"sd_jwt": text}
    return {
        "name": named(case),
        "sd_jwt": members["sd_jwt"],
        "audience": verifier["audience"] if case.bound else None,
        "nonce": verifier["nonce"] if case.bound else None,
        "status_list": verifier["status_list"] if case.with_list else members.get("status_list", ""),
    }


def written() -> dict[str, list[str]]:
    """Return the answers that stand in the repository: by judge, the cases that it accepts."""
    known: dict[str, list[str]] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return known
