"""What a company of the demo's world says is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.operations import scoping
from hoshimori.assessments.rules.scope import Named, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def describe(
    assessment_id: UUID, text: str, *, sites: Sequence[str], clouds: Sequence[str], actor: Actor, at: datetime
) -> None:
    """State the scope as a whole, and name its sites and cloud services."""
    scoping.describe(assessment_id=assessment_id, statement=Statement("ENTITY", text), version=0, actor=actor, at=at)
    for kind, names in (("SITE", sites), ("CLOUD_SERVICE", clouds)):
        for name in names:
            scoping.name(assessment_id=assessment_id, named=Named(kind, name), actor=actor, at=at)
