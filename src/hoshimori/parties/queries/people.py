"""As whom people act, and who belongs where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties.models import Membership, Person
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Acting:
    """In whose name a signed-in person acts now, for the header of every page."""

    actor: Actor
    person_name: str
    organization_name: Text
    organization_kind: str


def acting(*, person_id: UUID, membership_id: UUID | None) -> Acting | None:
    """Return what a person acts as: by the chosen membership, else by the oldest one; None for a person without any.

    A membership that ended or that belongs to somebody else counts as not chosen. One statement.
    """
    memberships = (
        Membership.objects.filter(person_id=person_id, ended_at__isnull=True)
        .select_related("organization", "person")
        .order_by("since_at", "id")
    )
    chosen = None
    for membership in memberships:
        if chosen is None or membership.id == membership_id:
            chosen = membership
    if chosen is None:
        return None
    return Acting(
        actor=actor_of(chosen),
        person_name=chosen.person.name,
        organization_name=Text(chosen.organization.name_ja, chosen.organization.name_en),
        organization_kind=chosen.organization.kind,
    )


def actor_of(membership: Membership) -> Actor:
    """Return the actor that a membership makes of its person."""
    return Actor(
        person_id=membership.person_id,
        organization_id=membership.organization_id,
        membership_id=membership.id,
        role=Role(membership.role),
    )


def memberships_of(person_id: UUID) -> QuerySet[Membership]:
    """Return the memberships a person holds now, with their organizations, oldest first."""
    return (
        Membership.objects.filter(person_id=person_id, ended_at__isnull=True)
        .select_related("organization")
        .order_by("since_at", "id")
    )


def members_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the present members of the organization the actor acts for."""
    return (
        Membership.objects.filter(organization_id=actor.organization_id, ended_at__isnull=True)
        .select_related("person")
        .order_by("since_at", "id")
    )


def is_member(*, person_id: UUID, organization_id: UUID) -> bool:
    """Tell whether a person belongs to an organization now, in whatever role."""
    return Membership.objects.filter(
        person_id=person_id, organization_id=organization_id, ended_at__isnull=True
    ).exists()


def language_of_address(email: str) -> str | None:
    """Return the language of somebody who has this address here, for a mail to them; to be told to nobody."""
    return Person.objects.filter(email=email.casefold()).values_list("language", flat=True).first()
