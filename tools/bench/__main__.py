"""Measure both databases and print the table that stands in docs/performance.md.

python -m tools.bench [--small] [--only TEXT] [--database sqlite|postgresql]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools import ROOT, server
from tools.bench import history, place, proof
from tools.bench.clients import Measured, measure
from tools.bench.looking import Lookers
from tools.bench.scenarios import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench.looking import Streamed

CLIENTS = 8
SERVE = "import sys; from hoshimori.cli.serving import serve; serve(address='127.0.0.1', port={port}, processes=2)"


def main(arguments: list[str]) -> int:
    """Measure what is asked for; returns 1 when any answer was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="a small world, to try the measuring itself")
    parser.add_argument("--only", default="", help="only lines with this text")
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    options = parser.parse_args(arguments)
    print(f"Machine: {os.cpu_count()} cores, {_memory_of_machine()}, {platform.platform()}, "
          f"Python {platform.python_version()}; {CLIENTS} clients on the same cores\n")  # fmt: skip
    failures = 0
    for database in [options.database] if options.database else ["sqlite", "postgresql"]:
        with (
            tempfile.TemporaryDirectory(prefix="hoshimori-bench-") as folder,
            place.address(database, Path(folder)) as url,
        ):
            failures += _measure(database, url, Path(folder), "small" if options.small else "full", options.only)
    if not (options.database or options.only):
        print("## What proves a registration\n", flush=True)
        proof.main()
        print("\n## The register's history\n", flush=True)
        failures += history.main(["--small"] if options.small else [])
    return 1 if failures else 0


def _measure(database: str, url: str, folder: Path, size: str, only: str) -> int:
    environment = {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": str(folder), "HOSHIMORI_DATABASE_URL": url}
    began = time.perf_counter()
    _python(["-m", "hoshimori", "prepare"], environment)
    prepared = time.perf_counter() - began
    world = json.loads(_python(["-m", "tools.bench.world", size], environment))
    counted = json.loads(_python(["-m", "tools.bench.statements"], environment))
    port = server.free_port()
    failures = 0
    print(f"## {database}\n\nFirst `prepare` of an empty database: {prepared:.1f} s (aim ≤ 10 s)")
    with _serving(port, environment) as process:
        print(f"Idle server, all processes: {_memory(process.pid)} MiB (aim ≤ 300 MiB)\n")
        print("| act | p50 ms | p95 ms | with 8 clients, per s | statements | aim |")
        print("| --- | ---: | ---: | ---: | ---: | --- |")
        sessions = world["sessions"]
        house = House(port, sessions.pop("people"), sessions["officer"], CLIENTS)
        lookers = Lookers(port, world["registrations"], world["confirmations"], sessions, CLIENTS)
        for scenario in [*house.scenarios(), *lookers.scenarios()]:
            if only in scenario.name:
                measured = measure(scenario.act, alone=scenario.alone, together=scenario.together, clients=CLIENTS)
                print(
                    _line(scenario.name, measured, counted["statements"].get(scenario.name, ""), scenario.aim),
                    flush=True,
                )
                failures += measured.failures
        print(f"\nThe day's figures for the ministry, worked out once: {counted['figures']:.1f} s")
        print(_stream(lookers.stream(lambda: _memory(process.pid))))
        print(f"\nAfter all that: {_memory(process.pid)} MiB; wrong answers: {failures}\n", flush=True)
    return failures


def _line(name: str, measured: Measured, statements: object, aim: str) -> str:
    p50, p95 = measured.quantile(0.5), measured.quantile(0.95)
    wrong = f" ({measured.failures} wrong)" if measured.failures else ""
    return f"| {name}{wrong} | {p50:.1f} | {p95:.1f} | {measured.per_second:.0f} | {statements} | {aim} |"


def _stream(came: Streamed) -> str:
    return (
        f"The whole register as CSV: {came.lines:,} registrations, {came.size / 1e6:.1f} MB in {came.seconds:.1f} s"
        f" ({came.lines / came.seconds:,.0f} per s); all processes {came.before} MiB before, {came.most} at most"
        f" while it was sent, {came.after} after"
    )


def _python(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=os.environ | environment, capture_output=True, check=True
    )
    return done.stdout.decode()


@contextlib.contextmanager
def _serving(port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", SERVE.format(port=port)]
    with (
        (ROOT / "var" / "bench.log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=log) as process,
    ):
        try:
            server.wait_until_it_answers(port)
            time.sleep(2)
            yield process
        finally:
            process.terminate()


def _memory(pid: int) -> int:
    """Return the memory, in MiB, of a process and all below it: each one's own, and its part of what is shared."""
    total = 0
    for process in [pid, *_below(pid)]:
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total // 1024


def _below(pid: int) -> list[int]:
    children: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += [int(child) for child in (task / "children").read_text(encoding="ascii").split()]
    return [*children, *(below for child in children for below in _below(child))]


def _memory_of_machine() -> str:
    with contextlib.suppress(OSError):
        kib = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1])
        return f"{kib / 1024 / 1024:.0f} GiB"
    return "memory unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
