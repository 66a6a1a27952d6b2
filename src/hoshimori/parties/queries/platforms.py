"""Which IT platforms an organization holds or uses, and what is offered to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.parties.models import Organization, Platform, PlatformUse
from hoshimori.parties.rules import PlatformUseState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def platforms_visible_to(actor: Actor) -> QuerySet[Platform]:
    """Return the IT platforms an organization holds and those it uses by the holder's consent."""
    own_number = Organization.objects.filter(pk=actor.organization_id).values("corporate_number")
    shared = PlatformUse.objects.filter(
        platform=OuterRef("pk"), state=PlatformUseState.IN_USE.value, corporate_number__in=own_number
    )
    return Platform.objects.filter(Q(holder_id=actor.organization_id) | Exists(shared)).order_by("name", "id")


def uses_visible_to(actor: Actor) -> QuerySet[PlatformUse]:
    """Return the shared uses an organization has a part in: of its own platforms, and those offered to its number."""
    own_number = Organization.objects.filter(pk=actor.organization_id).values("corporate_number")
    return (
        PlatformUse.objects.filter(Q(platform__holder_id=actor.organization_id) | Q(corporate_number__in=own_number))
        .select_related("platform__holder")
        .order_by("offered_at", "id")
    )
