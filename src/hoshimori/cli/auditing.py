"""Journal and files are checked from a terminal, and the journal's newest link noted down."""

from __future__ import annotations

import django


def verify(*, head: str) -> int:
    """Go through the whole journal; 0 when nothing is wrong, 1 when something is, each fault on a line."""
    django.setup()
    from hoshimori.journal import queries

    faults = 0
    for finding in queries.findings(head):
        faults += 1
        print(f"{finding.fault.value} {finding.number}")
    number, digest = queries.head()
    print(f"{number} entries chained, head {digest}: {f'{faults} faults' if faults else 'nothing wrong'}.")
    return 1 if faults else 0


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
