"""The worker: what was put in the queue, and what the timetable says."""

from __future__ import annotations

import django


def run() -> int:
    """Work until told to stop."""
    django.setup()
    from hoshimori.jobs import worker

    return worker.run()
