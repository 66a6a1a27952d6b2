"""Which self-evaluations an actor may see; everything else does not exist for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.models import Assessment
from hoshimori.assessments.permissions import Action, may
from hoshimori.parties.queries import sees
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def visible_to(actor: Actor, at: datetime) -> QuerySet[Assessment]:
    """Return the self-evaluations of the organizations whose matters the actor may see at that moment."""
    if not may(actor, Action.SEE):
        return Assessment.objects.none()
    return Assessment.objects.filter(sees(actor, at, "organization_id"))


def seen_by(actor: Actor, at: datetime, assessment_id: UUID) -> Assessment:
    """Return one self-evaluation.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    assessment = visible_to(actor, at).filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound
    return assessment


def locked_for(actor: Actor, at: datetime, assessment_id: UUID) -> Assessment:
    """Return one self-evaluation, locked until the end of the transaction; only its own company can change it.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    assessment = visible_to(actor, at).select_for_update(of=("self",)).filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound
    return assessment
