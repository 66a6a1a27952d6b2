"""All checks and tests: on SQLite, on PostgreSQL, in a browser; says at the end what was left out and why.

With `--strict` anything left out is a failure: a whole part, or a test that ran nowhere.
Other arguments go to pytest as they are.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tools import ROOT, check, chromium, postgres, softhsm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = ROOT / "var" / "tests"
WORKERS = str(os.cpu_count() or 2)
NO_BROWSER = ["tests", "--ignore=tests/journeys"]
NO_DATABASE = ("architecture", "credentials", "files", "keys", "outside", "proof")
"""Folders of tests that ask no database: what they find does not depend on which one there is."""


@dataclass(frozen=True)
class Part:
    """What one part of the run came to; `left_out` says why it did not happen, if so."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: frozenset[str] = frozenset()
    ran: frozenset[str] = frozenset()
    seconds: float = 0
    left_out: str = ""

    def __str__(self) -> str:
        """One line of the table at the end."""
        if self.left_out:
            return f"{self.name:<12} LEFT OUT: {self.left_out}"
        counts = f"{self.passed} passed, {self.failed} failed, {len(self.skipped)} skipped"
        return f"{self.name:<12} {counts:<40} {self.seconds:5.0f} s"


def checked() -> Part:
    """Run the quick checks."""
    print("\n== Checks", flush=True)
    began = time.monotonic()
    outcomes = check.run()
    failed = sum(not outcome.passed for outcome in outcomes)
    return Part("checks", len(outcomes) - failed, failed, seconds=time.monotonic() - began)


def run_pytest(name: str, arguments: list[str], database: str = "") -> Part:
    """Run pytest on one database and read its report."""
    print(f"\n== Tests: {name}", flush=True)
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    environment = os.environ | ({"HOSHIMORI_DATABASE_URL": database} if database else {})
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, f"--junitxml={report}", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return _read(name, report, code, time.monotonic() - began)


def _read(name: str, report: Path, code: int, seconds: float) -> Part:
    if not report.exists():
        return Part(name, failed=1, seconds=seconds)
    skipped: set[str] = set()
    failed: set[str] = set()
    passed: set[str] = set()
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written by pytest just now
        test = f"{case.get('classname')}.{case.get('name')}"
        kinds = {child.tag for child in case}
        group = failed if kinds & {"failure", "error"} else skipped if "skipped" in kinds else passed
        group.add(test)
    failures = max(len(failed), 1 if code != 0 else 0)
    return Part(name, len(passed - failed), failures, frozenset(skipped), frozenset(passed | failed), seconds)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Yield the address of a PostgreSQL: the one we were told of, else a throw-away one, else nothing."""
    place = postgres.binaries()
    if told := os.environ.get("HOSHIMORI_TEST_POSTGRES"):
        yield told
    elif place:
        with postgres.throwaway(place) as address:
            yield f"{address}/postgres"
    else:
        yield ""


def on_postgres(arguments: list[str]) -> Part:
    """Run the same tests on PostgreSQL, where there is one; what asks no database was tried already."""
    with server() as address:
        if not address:
            return Part("PostgreSQL", left_out="no server programs found; install them or set HOSHIMORI_TEST_POSTGRES")
        elsewhere = [f"--ignore=tests/{folder}" for folder in NO_DATABASE]
        return run_pytest("PostgreSQL", [*arguments, *elsewhere], address)


def in_a_browser(arguments: list[str]) -> Part:
    """Run the journeys, where there is a Chromium."""
    if chromium.executable() is None:
        return Part("journeys", left_out="no Chromium found; install it or set HOSHIMORI_CHROMIUM")
    return run_pytest("journeys", ["tests/journeys", *arguments])


def left_out_without_a_token() -> list[Part]:
    """Say once for all its stories that no key was kept in a token, if so."""
    if softhsm.module() is None:
        return [Part("tokens", left_out="no SoftHSM found; install it (Debian: softhsm2)")]
    return []


def main(arguments: list[str]) -> int:
    """Run all parts; the last line counts everything."""
    strict = "--strict" in arguments
    others = [argument for argument in arguments if argument != "--strict"]
    REPORTS.mkdir(parents=True, exist_ok=True)
    parts = [
        checked(),
        run_pytest("SQLite", [*NO_BROWSER, *others]),
        on_postgres([*NO_BROWSER, *others]),
        in_a_browser(others),
        *left_out_without_a_token(),
    ]
    return summary(parts, strict=strict)


def summary(parts: list[Part], *, strict: bool) -> int:
    """Print what was run, what was left out and the sum, and return the exit code."""
    skipped = frozenset().union(*(part.skipped for part in parts))
    nowhere = sorted(skipped - frozenset().union(*(part.ran for part in parts)))
    left_out = len(nowhere) + sum(bool(part.left_out) for part in parts)
    passed, failed = sum(part.passed for part in parts), sum(part.failed for part in parts)
    print(f"\n== What was run, in {sum(part.seconds for part in parts):.0f} s")
    for part in parts:
        print(part)
    for test in nowhere:
        print(f"LEFT OUT everywhere: {test}")
    if strict and left_out:
        print(f"{left_out} left out, and with --strict nothing may be")
    print(f"{passed} passed, {failed} failed, {sum(len(part.skipped) for part in parts)} skipped")
    return 1 if failed or (strict and left_out) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
