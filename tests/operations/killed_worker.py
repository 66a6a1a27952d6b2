"""Workers that are killed while they make a report: before their first statement, their second, …

For each it prints before which statement the worker was killed (0: it came to its end), where the report stands once
another worker has looked, and how often the journal says that it was made.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import connection, connections

from hoshimori.assessments.models import Assessment, Report
from hoshimori.assessments.operations import reporting
from hoshimori.jobs.worker import LEASE
from hoshimori.journal.models import Entry
from hoshimori.parties.models import Membership
from hoshimori.parties.queries import actor_of
from tests.queue import drain
from tests.security.everything import Interrupting

START = "import django; django.setup(); from tests.operations import killed_worker; killed_worker.main()"
"""What is handed to Python to run this: the settings have to be read before the tables are imported."""


def main() -> None:
    """Kill one worker after the other until one comes to its end."""
    aobas = Assessment.objects.get()
    sato = actor_of(Membership.objects.get(organization_id=aobas.organization_id, role="COORDINATOR"))
    for number in count(1):
        at = datetime.now(UTC)
        report_id = reporting.order(assessment_id=aobas.pk, form="XLSX", language="ja", actor=sato, at=at)
        connections.close_all()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(Interrupting(number, lambda: os.kill(os.getpid(), signal.SIGKILL))):
                drain(at)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        drain(at + LEASE + timedelta(minutes=1))
        state = Report.objects.get(pk=report_id).state
        made = Entry.objects.filter(act="assessments:report:made", subject_id=str(report_id)).count()
        os.write(1, f"{number if status else 0} {state} {made}\n".encode())
        if status != signal.SIGKILL:
            break
