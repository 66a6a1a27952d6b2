"""Everything a server needs before it starts: database, editions, static files. Can be done again at any time."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from hoshimori.config.environment import Mode


def run() -> int:
    """Bring the installation up to date and say so."""
    django.setup()
    from hoshimori.schemes.operations.editions import take_in_shipped
    from hoshimori.shared.actor import SYSTEM

    settings.ENVIRONMENT.data.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    take_in_shipped(actor=SYSTEM, at=timezone.now())
    if settings.ENVIRONMENT.mode != Mode.DEVELOPMENT:
        call_command("collectstatic", interactive=False, verbosity=0)
    print("Ready: database, editions, static files.")
    return 0
