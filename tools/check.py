"""The quick checks, as many at a time as there are cores; a line for each, and in full what failed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from tools import ROOT

PYTHON = [sys.executable, "-m"]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "hoshimori.config.settings"}
# What an installation for real use would set: the least that `serve` calls safe.
SAFE = {
    "HOSHIMORI_MODE": "production",
    "HOSHIMORI_SECRET_KEY": "for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz-and-some-more",
    "HOSHIMORI_URL": "https://hoshimori.example",
    "HOSHIMORI_MAIL_URL": "smtp://mail.hoshimori.example",
}
# What a database of an earlier day holds has no say in whether migrations and models agree.
EMPTY = {"HOSHIMORI_DATABASE_URL": "sqlite:///:memory:"}


@dataclass(frozen=True)
class Check:
    """One command that succeeds if a part of the house is in order."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> Outcome:
        """Run it to its end and keep all it says."""
        began = time.monotonic()
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env=os.environ | SETTINGS | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Outcome(self, done.returncode == 0, done.stdout, time.monotonic() - began)


@dataclass(frozen=True)
class Outcome:
    """How one check ended."""

    check: Check
    passed: bool
    output: str
    seconds: float


def checks() -> list[Check]:
    """All of them, the slow ones first, so that the others fit in beside them."""
    templates = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src").rglob("templates/**/*.html"))]
    return [
        Check("types", [*PYTHON, "mypy"]),
        Check("rules, architecture", [*PYTHON, "pytest", "-q", "-n0", "tests/rules", "tests/architecture"]),
        Check("migrations", [*PYTHON, "django", "makemigrations", "--check", "--dry-run"], EMPTY),
        Check("safe settings", [*PYTHON, "django", "check", "--deploy", "--fail-level", "WARNING"], SAFE),
        Check("translations", [*PYTHON, "tools.translations", "check"]),
        Check("documents", [*PYTHON, "tools.docs", "check"]),
        Check("imports", [_script("lint-imports"), "--no-logo"]),
        Check("bandit", [*PYTHON, "bandit", "-q", "-c", "pyproject.toml", "-r", "src"]),
        Check("lint", [*PYTHON, "ruff", "check", "--quiet", "."]),
        Check("format", [*PYTHON, "ruff", "format", "--check", "--quiet", "."]),
        Check("templates", [_script("djade"), "--check", *templates]),
    ]


def _script(name: str) -> str:
    """Name a program that has no `-m`: it lies beside this Python."""
    return str(Path(sys.executable).with_name(f"{name}.exe" if sys.platform == "win32" else name))


def run() -> list[Outcome]:
    """Run every check and print how each ended, and the whole output of those that failed."""
    outcomes = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in as_completed([pool.submit(check.run) for check in checks()]):
            outcome = done.result()
            outcomes.append(outcome)
            print(
                f"{'ok  ' if outcome.passed else 'FAIL'}  {outcome.check.name:<20} {outcome.seconds:5.1f} s", flush=True
            )
    for outcome in outcomes:
        if not outcome.passed:
            print(f"\n== {outcome.check.name}: {' '.join(outcome.check.command[:8])}\n{outcome.output}")
    return outcomes


def main() -> int:
    """Say in the last line how many checks passed."""
    began = time.monotonic()
    outcomes = run()
    failed = sum(not outcome.passed for outcome in outcomes)
    print(f"\n{len(outcomes) - failed} checks passed, {failed} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
