"""The worker of the tests: does what stands in the queue, at the story's own moment."""

from __future__ import annotations

from datetime import datetime

from hoshimori.jobs.worker import Worker


def drain(at: datetime) -> int:
    """Do everything that is due at this moment, as a worker would; return how many things that were."""
    worker = Worker(now=lambda: at)
    done = 0
    while worker.step():
        done += 1
    return done
