"""Journal, register, its history and files are checked from a terminal, and the journal's newest link noted down."""

from __future__ import annotations

from datetime import UTC, datetime

import django

from hoshimori.registry.rules.numbers import written


def verify(*, head: str) -> int:
    """Go through journal, register and the register's history; 0 when nothing is wrong, 1 when something is.

    Each fault is a line. It names entries by their numbers and registrations by theirs, never what stands in them.
    """
    django.setup()
    from hoshimori.history.queries import checking, log
    from hoshimori.journal import queries

    faults = 0
    for finding in queries.findings(head):
        faults += 1
        print(" ".join([f"{finding.fault.value} {finding.number}", *_about(checking.number_of_act(finding.number))]))
    for fault in checking.findings(datetime.now(UTC)):
        faults += 1
        place = [] if fault.index is None else [f"entry {fault.index}"]
        print(
            " ".join([fault.fault.value, *_about(fault.number), *place, *([f"({fault.what})"] if fault.what else [])])
        )
    number, digest = queries.head()
    print(f"The register's history has {log.size()} entries.")
    print(f"{number} entries chained, head {digest}: {f'{faults} faults' if faults else 'nothing wrong'}.")
    return 1 if faults else 0


def _about(number: str) -> list[str]:
    return [f"registration {written(number)}"] if number else []


def files() -> int:
    """Read every file of evidence to its end; 0 when each is what its digest says, 1 when one is not."""
    django.setup()
    from hoshimori.assessments.queries import evidence_upkeep

    faults = 0
    for faulty in evidence_upkeep.audit():
        faults += 1
        print(f"{faulty.fault.value} evidence {faulty.evidence_id} of organization {faulty.organization_id}")
    print(f"Every file was read: {f'{faults} faults' if faults else 'nothing wrong'}.")
    return 1 if faults else 0
