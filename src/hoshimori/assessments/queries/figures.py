"""Figures about all companies together, which never tell anything about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from hoshimori.assessments.models import Assessment
from hoshimori.assessments.permissions import Action, require
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from hoshimori.shared.actor import Actor

FEWEST = 5
"""No figure about fewer companies than this is shown."""


def companies_by_level(actor: Actor) -> dict[Level, int | None]:
    """Return how many companies have begun a self-evaluation at each level; None for one to four of them.

    Raises:
        NotPermitted: the actor's role may not see figures of the scheme.
    """
    require(actor, Action.SEE_FIGURES)
    rows = Assessment.objects.values("level").annotate(companies=Count("organization_id", distinct=True))
    counts = {row["level"]: row["companies"] for row in rows}
    return {level: _told(counts.get(level, 0)) for level in Level}


def _told(count: int) -> int | None:
    return None if 0 < count < FEWEST else count
