"""Measure the register's history over the large world: appending, proofs, and the check of everything.

    python -m tools.bench.history [--small] [--database sqlite|postgresql]

One entry for each of 100,000 registrations is taken over from the sealed journal and published; then single events
follow. All in one process, by the operations and queries of the product; files are brought to the disk as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tools import ROOT
from tools.bench import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.journal.operations import Act
    from hoshimori.registry.queries.kept import Kept

ALONE, PROOFS = 50, 1000


class Taken(NamedTuple):
    """How long something took by the clock, and how long this process worked on it; others use the machine too."""

    seconds: float
    worked: float


def main(arguments: list[str]) -> int:
    """Measure what is asked for; returns 1 when the check found anything wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="a small world, to try the measuring itself")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        return _inside()
    print(f"Machine: {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}\n")
    with (
        tempfile.TemporaryDirectory(prefix="hoshimori-bench-") as folder,
        place.address(options.database, Path(folder)) as url,
    ):
        environment = {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": folder, "HOSHIMORI_DATABASE_URL": url}
        _python(["-m", "hoshimori", "prepare"], environment, capture_output=True)
        _python(["-m", "tools.bench.world", "small" if options.small else "full"], environment, capture_output=True)
        print(f"## {options.database}\n", flush=True)
        return _python(["-m", "tools.bench.history", "--inside"], environment)


def _python(arguments: list[str], environment: dict[str, str], **others: Any) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, **others).returncode


def _inside() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from hoshimori.history.operations import publishing, taking_over
    from hoshimori.history.queries import log
    from hoshimori.history.queries.proofs import proof_of
    from hoshimori.journal import operations as journal
    from hoshimori.registry.queries.kept import all_kept
    from hoshimori.shared.actor import SYSTEM

    at = datetime.now(UTC)
    numbers = []
    with transaction.atomic():
        for stretch in all_kept():
            numbers += [kept.number for kept in stretch]
            for kept in stretch:
                journal.record(act=_registered(kept), about_id=kept.organization_id, actor=SYSTEM, at=at)

    def seal() -> None:
        while journal.seal(actor=SYSTEM, at=at) == journal.SEAL_AT_ONCE:
            pass

    def minute() -> None:
        seal()
        taking_over.take_over(actor=SYSTEM, at=at)
        publishing.publish(actor=SYSTEM, at=at)

    def append_one() -> None:
        _one_event(at)
        minute()

    size = len(numbers)
    print("| what | by the clock | | at work |\n| --- | ---: | ---: | ---: |")
    _tell(f"Seal the journal, {size:,} acts", _taken(seal), size)
    took = _taken(lambda: taking_over.take_over(actor=SYSTEM, at=at))
    published = _taken(lambda: publishing.publish(actor=SYSTEM, at=at))
    _tell(f"Take {size:,} events over", took, size)
    _tell(f"Publish them: files, tree, signature ({log.size():,} entries)", published, size)
    both = Taken(took.seconds + published.seconds, took.worked + published.worked)
    _tell("Both together", both, size)
    _tell_once("A minute in which nothing happened, p50", [_taken(minute) for _ in range(ALONE)])
    _tell_once("One event more: sealed, taken over, published, p50", [_taken(append_one) for _ in range(ALONE)])
    asked = numbers[:: max(1, size // PROOFS)][:PROOFS]
    _tell_once("A proof (tlog-proof), p50", [_taken(partial(proof_of, number, at)) for number in asked])
    return _checked(at, size)


def _checked(at: datetime, size: int) -> int:
    """Measure the check of everything; returns 1 where it finds anything wrong."""
    from hoshimori.history.queries import checking, log
    from hoshimori.journal import queries

    journal_faults: list[object] = []
    _tell("`audit verify`, journal", _taken(lambda: journal_faults.extend(queries.findings())), size)
    before, faults = _memory(), list[object]()
    _tell("`audit verify`, register and history", _taken(lambda: faults.extend(checking.findings(at))), size)
    print(f"| Memory that took, at most | {_memory() - before} MiB | | |", flush=True)
    lying = sum(file.stat().st_size for file in log.folder().place.rglob("*") if file.is_file())
    print(f"| Files of the history | {lying / 1e6:.1f} MB | | |")
    print(f"\nFound wrong: {json.dumps([repr(each) for each in [*journal_faults, *faults][:5]])}")
    return 1 if faults or journal_faults else 0


def _registered(kept: Kept) -> Act:
    """Return the act by which a registration of the world came to be, as the journal would tell it."""
    from hoshimori.journal import operations
    from hoshimori.registry import events

    after = {
        "number": kept.number,
        "level": kept.level,
        "edition": kept.edition,
        "valid_from": kept.valid_from.isoformat(),
        "valid_until": kept.valid_until.isoformat(),
        "state": kept.state,
        **kept.shown,
    }
    return operations.Act(events.REGISTERED, "registration", kept.number, after=after)


def _one_event(at: datetime) -> None:
    from django.db import transaction

    from hoshimori.journal.operations import Act, record
    from hoshimori.schemes import events
    from hoshimori.shared.actor import SYSTEM

    act = Act(events.EDITION_PUBLISHED, "edition", "2026-03-27", after={"state": "PUBLISHED", "digest": "0" * 64})
    with transaction.atomic():
        record(act=act, about_id=None, actor=SYSTEM, at=at)


def _taken(act: Callable[[], object]) -> Taken:
    began, worked = time.perf_counter(), time.process_time()
    act()
    return Taken(time.perf_counter() - began, time.process_time() - worked)


def _tell(what: str, taken: Taken, things: int) -> None:
    rate = f"{things / taken.seconds:,.0f} per s"
    print(f"| {what} | {taken.seconds:.1f} s | {rate} | {taken.worked:.1f} s |", flush=True)


def _tell_once(what: str, taken: list[Taken]) -> None:
    seconds, worked = (sorted(values)[len(taken) // 2] * 1000 for values in zip(*taken, strict=True))
    print(f"| {what} | {seconds:.1f} ms | | {worked:.1f} ms |", flush=True)


def _memory() -> int:
    """Return the most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
