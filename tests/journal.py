"""What the journal says after a story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from hoshimori.journal.queries import visible_to
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.shared.actor import Actor
from tests.cast import MOMENT


def acts_about(actor: Actor) -> list[str]:
    """Return the names of the acts in the journal of the actor's own organization, oldest first."""
    entries = visible_to(actor, organizations_visible_to(actor, MOMENT), actor.organization_id)
    return list(entries.order_by("id").values_list("act", flat=True))


@contextmanager
def untriggered() -> Iterator[None]:
    """Let somebody change the journal by hand who has the database's password and takes the triggers away."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_link"):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for past in ("changed", "removed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_is_never_{past}{on_table}")
    yield
