"""A process that answers a criterion and is killed before one of its statements: the first, the second, …

For each try it prints before which statement its child was killed (0: it came to its end), and if anything changed.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from itertools import count

from django.db import connection, connections

from hoshimori.assessments.models import Assessment
from hoshimori.assessments.operations import answering
from hoshimori.parties.models import Membership
from hoshimori.parties.queries import actor_of
from tests.security.acts.telling import CRITERION, MET
from tests.security.everything import Interrupting, everything

START = "import django; django.setup(); from tests.security import killing; raise SystemExit(killing.main())"
"""What is handed to Python to run this: the settings have to be read before the tables are imported."""


def main() -> int:
    """Kill one child after the other until one comes to its end; returns how that one ended."""
    before, status = everything(), 0
    for number in count(1):
        connections.close_all()
        child = os.fork()
        if child == 0:
            answer(number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        changed = "unchanged" if everything() == before else "changed"
        os.write(1, f"{number if status else 0} {changed}\n".encode())
        if status != signal.SIGKILL:
            break
    return os.waitstatus_to_exitcode(status)


def answer(number: int) -> None:
    """Answer a criterion as Aoba's coordinator, and die before the given statement."""
    aobas = Assessment.objects.get()
    sato = actor_of(Membership.objects.get(organization_id=aobas.organization_id, role="COORDINATOR"))
    with connection.execute_wrapper(Interrupting(number, lambda: os.kill(os.getpid(), signal.SIGKILL))):
        answering.save(
            assessment_id=aobas.pk, criterion_no=CRITERION, given=MET, version=0, actor=sato, at=datetime.now(UTC)
        )
