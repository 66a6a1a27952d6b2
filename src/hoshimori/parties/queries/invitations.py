"""Invitations: whom an organization invited, and what the holder of a link is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties.models import Invitation
from hoshimori.parties.permissions import Action, may
from hoshimori.parties.rules import InvitationState, secret_digest
from hoshimori.shared.actor import Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invitation offers, as its page shows it to whoever holds the link."""

    organization_name: Text
    role: Role
    invited_by: str
    expires_at: datetime
    state: InvitationState
    has_run_out: bool


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations of the actor's organization, newest first, for those who may invite."""
    if not may(actor, Action.INVITE):
        return Invitation.objects.none()
    return (
        Invitation.objects.filter(organization_id=actor.organization_id)
        .select_related("invited_by", "accepted_by")
        .order_by("-invited_at", "-id")
    )


def offered_by(secret: str, at: datetime) -> Offered:
    """Return what the link with this secret offers; holding it is what lets one see it.

    Raises:
        NotFound: no invitation has this secret.
    """
    invitation = (
        Invitation.objects.filter(secret_digest=secret_digest(secret))
        .select_related("organization", "invited_by")
        .first()
    )
    if invitation is None:
        raise NotFound
    return Offered(
        organization_name=Text(invitation.organization.name_ja, invitation.organization.name_en),
        role=Role(invitation.role),
        invited_by=invitation.invited_by.name,
        expires_at=invitation.expires_at,
        state=InvitationState(invitation.state),
        has_run_out=at >= invitation.expires_at,
    )
