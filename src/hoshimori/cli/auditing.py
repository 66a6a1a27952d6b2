"""The journal is checked from a terminal, and its newest link noted down."""

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
