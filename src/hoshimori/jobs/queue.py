"""Work that waits in the database's queue, and how often it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from django_tasks import task
from django_tasks.base import Task

if TYPE_CHECKING:
    from collections.abc import Callable

Work: TypeAlias = Task[..., None]
"""Something the worker can do. Its function takes identifiers as text, and `at`, the moment it is begun, by name.

A worker may be killed at any point, so whatever is done must come to the same when it is done again from the start.
"""

PATIENCE = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5))
"""The pauses before the second, third and fourth try, unless the work says otherwise."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How work is done: the pauses before each further try, and what is done instead when the last one failed."""

    work: Work
    patience: tuple[timedelta, ...]
    give_up: Callable[..., None] | None

    @property
    def tries(self) -> int:
        """Return how often it is tried in all."""
        return len(self.patience) + 1


AFTER_PEOPLE, AT_LEISURE = -5, -10
"""What may stand behind work that somebody waits for: telling people, and what is done on the timetable."""

TERMS: dict[str, Terms] = {}
"""All work by its path; nothing else in the queue is ever run."""


def work(
    *, patience: tuple[timedelta, ...] = PATIENCE, give_up: Callable[..., None] | None = None, priority: int = 0
) -> Callable[[Callable[..., None]], Work]:
    """Make a function into work. `give_up` gets the same values as the function."""

    def made(function: Callable[..., None]) -> Work:
        waiting: Work = task(priority=priority)(function)
        TERMS[waiting.module_path] = Terms(waiting, patience, give_up)
        return waiting

    return made
