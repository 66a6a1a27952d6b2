"""What people are called, for whoever may see the matters of their organization."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties.models import Membership
from hoshimori.parties.queries.organizations import organizations_visible_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who belongs to an organization, or did: what one wrote keeps its name after one has left."""

    id: UUID
    name: str
    is_member: bool


def people_of(actor: Actor, at: datetime, organization_id: UUID) -> dict[UUID, Named]:
    """Return everybody who belongs or belonged to an organization, by id, oldest member first. One statement.

    Nobody at all where the actor may not see that organization's matters.
    """
    rows = (
        Membership.objects.filter(
            organization_id=organization_id, organization__in=organizations_visible_to(actor, at).order_by()
        )
        .order_by("since_at", "id")
        .values_list("person_id", "person__name", "ended_at")
    )
    people: dict[UUID, Named] = {}
    for person_id, name, ended_at in rows:
        earlier = people.get(person_id)
        people[person_id] = Named(person_id, name, ended_at is None or (earlier is not None and earlier.is_member))
    return people
