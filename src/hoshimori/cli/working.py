"""The worker: what was put in the queue, and what the timetable says."""

from __future__ import annotations

import django


def run() -> int:
    """Work until told to stop."""
    django.setup()
    from hoshimori.jobs.worker import run as work_until_stopped

    return work_until_stopped()
