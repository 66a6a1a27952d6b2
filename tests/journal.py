"""What the journal says after a story."""

from __future__ import annotations

from hoshimori.journal.queries import visible_to
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.shared.actor import Actor
from tests.cast import MOMENT


def acts_about(actor: Actor) -> list[str]:
    """Return the names of the acts in the journal of the actor's own organization, oldest first."""
    entries = visible_to(actor, organizations_visible_to(actor, MOMENT), actor.organization_id)
    return list(entries.order_by("id").values_list("act", flat=True))
