"""Which organizations an actor may see, and the operator's timed looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.parties.models import Organization, StaffAccess
from hoshimori.parties.permissions import Action, may
from hoshimori.shared.actor import APPLICANT_ROLES, Actor, Role
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


def sees(actor: Actor, at: datetime, organization: str) -> Q:
    """Return the condition under which the actor may see a row that belongs to the organization in this column.

    Its own organization's rows, and for an officer those of companies under open access. Asked row by row, so that it
    costs the same for somebody who sees one company and for somebody who sees ten thousand.
    """
    if actor.role == Role.OFFICER:
        open_access = StaffAccess.objects.filter(
            officer_id=actor.membership_id, organization_id=OuterRef(organization), opened_at__lte=at, until_at__gt=at
        )
        return Q(Exists(open_access))
    return Q(**{organization: actor.organization_id})


def organizations_visible_to(actor: Actor, at: datetime) -> QuerySet[Organization]:
    """Return the organizations whose matters the actor may see: its own, and for an officer those under open access."""
    return Organization.objects.filter(Q(pk=actor.organization_id) | sees(actor, at, "pk"))


def organizations_known_to(actor: Actor) -> QuerySet[Organization]:
    """Return the organizations the actor may know of: all of them who searches them, everybody else its own."""
    if may(actor, Action.SEARCH_ORGANIZATIONS):
        return Organization.objects.all()
    return Organization.objects.filter(pk=actor.organization_id)


def organization_seen_by(actor: Actor, at: datetime, organization_id: UUID) -> Organization:
    """Return one organization.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    organization = organizations_visible_to(actor, at).filter(pk=organization_id).first()
    if organization is None:
        raise NotFound
    return organization


def accesses_visible_to(actor: Actor) -> QuerySet[StaffAccess]:
    """Return the timed accesses of the operator's staff, newest first.

    A company's people see those to their company; an officer sees those of the operator's own staff.
    """
    accesses = StaffAccess.objects.select_related("officer__person", "officer__organization", "organization")
    if actor.role == Role.OFFICER:
        accesses = accesses.filter(officer__organization_id=actor.organization_id)
    elif actor.role in APPLICANT_ROLES:
        accesses = accesses.filter(organization_id=actor.organization_id)
    else:
        accesses = accesses.none()
    return accesses.order_by("-opened_at", "-id")
