"""Workers that are killed while they write the register's history: before their first step, their second, …

A step is a statement to the database, or a file that is opened, put in its place or removed. For each it prints before
which step the worker was killed (0: it came to its end), how many entries tell of the act once another worker was
there, how much is wrong then, and whether what is published continues what was published before.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from django.db import connection, connections

from hoshimori.history.models import Entry
from hoshimori.history.queries import checking
from hoshimori.parties.models import Membership
from hoshimori.parties.queries import actor_of
from hoshimori.registry.models import Registration
from hoshimori.registry.operations import keeping
from tests.historians import minute, tree

START = "import django; django.setup(); from tests.operations import killed_historian; killed_historian.main()"
"""What is handed to Python to run this: the settings have to be read before the tables are imported."""

STEPS = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"})


class Killing:
    """Kills this process before a step."""

    def __init__(self, number: int) -> None:
        self._left = number
        sys.addaudithook(self._of_files)

    def _of_files(self, event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and "history" in str(args[0]) and "__pycache__" not in str(args[0]):
            self._count()

    def __call__(self, execute: Callable[..., object], *statement: object) -> object:
        self._count()
        return execute(*statement)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Kill one worker after the other until one comes to its end."""
    ours = Registration.objects.get()
    hayashi = actor_of(Membership.objects.get(role="OFFICER"))
    for _ in range(2):
        minute(datetime.now(UTC))
    for number in count(1):
        at = datetime.now(UTC)
        before = tree(at).checkpoint
        act = keeping.suspend if number % 2 else keeping.reinstate
        act(registration_id=ours.pk, reason="確かめるため。", actor=hayashi, at=at)
        connections.close_all()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(Killing(number)):
                minute(at)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        minute(at)
        faults = sum(1 for _ in checking.findings(at))
        after = tree(at)
        after.check_continues(before)
        told = Entry.objects.filter(number=ours.number).count() - number
        grew = after.checkpoint.size == before.size + 1
        os.write(1, f"{number if status else 0} {told} {faults} {grew}\n".encode())
        if status != signal.SIGKILL:
            break
