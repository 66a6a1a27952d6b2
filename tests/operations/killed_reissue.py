"""All certificates are issued anew by processes that are killed: before their first statement, their second, …

For each it prints before which statement it was killed (0: it came to its end), how many registrations have a current
certificate then, and how many certificates are older than the run.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count

from django.db import connection, connections

from hoshimori.cli.reissuing import Run
from hoshimori.credentials.models import Certificate
from hoshimori.credentials.operations import keys, reissuing
from hoshimori.credentials.queries.reissuing import left
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.shared.actor import SYSTEM
from tests.security.everything import Interrupting

START = "import django; django.setup(); from tests.operations import killed_reissue; killed_reissue.main()"
"""What is handed to Python to run this: the settings have to be read before the tables are imported."""

BEGUN = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def main() -> None:
    """Kill one process after the other until one comes to its end."""
    for number in count(1):
        connections.close_all()
        child = os.fork()
        if child == 0:
            reissue(number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        current = Certificate.objects.filter(state="CURRENT").count()
        os.write(1, f"{number if status else 0} {current} {left(BEGUN).count()}\n".encode())
        if status != signal.SIGKILL:
            break


def reissue(number: int) -> None:
    """Do the run, and be killed before this one of its statements."""
    with connection.execute_wrapper(Interrupting(number, lambda: os.kill(os.getpid(), signal.SIGKILL))):
        going = reissuing.begin(actor=SYSTEM, at=BEGUN)
        kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=BEGUN).kid
        with ThreadPoolExecutor(1) as pool:
            Run(going, kid, pool, ahead=1, batch=1).to_the_end()
        reissuing.finish(reissue_id=going.id, actor=SYSTEM, at=BEGUN)
