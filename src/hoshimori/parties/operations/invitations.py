"""People come to an organization by invitation, and leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.parties import events
from hoshimori.parties.models import Invitation, Membership, Person
from hoshimori.parties.operations.people import checked_address
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.rules import (
    INVITATION,
    ROLES_OF_KIND,
    Delivery,
    InvitationAction,
    InvitationState,
    secret_digest,
)
from hoshimori.shared.actor import LEADING_ROLES, NO_ID, Actor, Role
from hoshimori.shared.identifiers import new_secret
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

INVITATION_LASTS = timedelta(days=14)
_LEADING = frozenset(role.value for role in LEADING_ROLES | {Role.OFFICER, Role.OVERSEER})


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation and the secret of its link, which is told once and then known to nobody here."""

    invitation_id: UUID
    secret: str


def invite(*, organization_id: UUID, email: str, role: str, actor: Actor, at: datetime) -> Invited:
    """Offer somebody a role in the actor's organization for 14 days.

    Raises:
        Invalid: the address or the role is wrong.
        NotPermitted: the actor's role may not invite.
    """
    membership = Membership.objects.select_related("organization").filter(pk=actor.membership_id).first()
    if membership is None or membership.organization_id != organization_id:
        raise NotFound

    require(actor, Action.INVITE)

    address = checked_address(email)
    if role not in {allowed.value for allowed in ROLES_OF_KIND[membership.organization.kind]}:
        raise Invalid("NOT_IN_LIST", field="role")

    secret = new_secret()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            organization_id=organization_id,
            email=address,
            role=role,
            secret_digest=secret_digest(secret),
            state=INVITATION.after(None, InvitationAction.INVITE).value,
            invited_by_id=actor.person_id,
            invited_at=at,
            expires_at=at + INVITATION_LASTS,
        )

        act = Act(events.PERSON_INVITED, "invitation", str(invitation.id), after={"email": address, "role": role})
        record(act=act, about_id=organization_id, actor=actor, at=at)
    return Invited(invitation.id, secret)


def invite_again(*, invitation_id: UUID, actor: Actor, at: datetime) -> Invited:
    """Give an open invitation a new link and another 14 days; the old link opens nothing from then on.

    Raises:
        NotFound: the actor's organization has no such invitation.
        NotPossibleNow: it was accepted or revoked.
    """
    secret = new_secret()
    with transaction.atomic():
        invitation = _locked(actor, invitation_id)

        require(actor, Action.INVITE)

        after = INVITATION.after(InvitationState(invitation.state), InvitationAction.INVITE_AGAIN)

        invitation.state, invitation.secret_digest = after.value, secret_digest(secret)
        invitation.expires_at, invitation.delivery = at + INVITATION_LASTS, Delivery.NOT_SENT.value
        invitation.save(update_fields=["state", "secret_digest", "expires_at", "delivery"])

        values = {"email": invitation.email, "role": invitation.role}
        act = Act(events.INVITATION_RENEWED, "invitation", str(invitation.id), after=values)
        record(act=act, about_id=invitation.organization_id, actor=actor, at=at)
    return Invited(invitation.id, secret)


def note_delivery(*, invitation_id: UUID, link_digest: str, delivery: Delivery, actor: Actor, at: datetime) -> None:
    """Note how far the mail with a link has come; a link that was replaced in the meantime changes nothing.

    Sending mail is no act of the scheme and stands in no journal.
    """
    del actor, at

    with transaction.atomic():
        Invitation.objects.filter(pk=invitation_id, secret_digest=link_digest).update(delivery=delivery.value)


def _locked(actor: Actor, invitation_id: UUID) -> Invitation:
    invitation = (
        Invitation.objects.select_for_update().filter(pk=invitation_id, organization_id=actor.organization_id).first()
    )
    if invitation is None:
        raise NotFound
    return invitation


def accept(*, secret: str, actor: Actor, at: datetime) -> Actor:
    """Take up an invitation; returns the actor the person now is in that organization.

    Whoever holds the link may accept it, signed in by whatever address: the link is the key, and the coordinator
    sees who used it.

    Raises:
        NotFound: there is no such invitation.
        NotPossibleNow: it was used, revoked, or has run out.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(secret_digest=secret_digest(secret)).first()
        if invitation is None or actor.person_id == NO_ID:
            raise NotFound

        after = INVITATION.after(InvitationState(invitation.state), InvitationAction.ACCEPT)
        if at >= invitation.expires_at:
            raise NotPossibleNow("INVITATION_RUN_OUT")

        membership, _ = Membership.objects.get_or_create(
            person_id=actor.person_id,
            organization_id=invitation.organization_id,
            role=invitation.role,
            ended_at=None,
            defaults={"since_at": at},
        )
        invitation.state = after.value
        invitation.answered_at = at
        invitation.accepted_by_id = actor.person_id
        invitation.save(update_fields=["state", "answered_at", "accepted_by"])
        became = Actor(actor.person_id, invitation.organization_id, membership.id, Role(invitation.role))

        act = Act(events.INVITATION_ACCEPTED, "invitation", str(invitation.id), after={"role": invitation.role})
        record(act=act, about_id=invitation.organization_id, actor=became, at=at)
    return became


def revoke(*, invitation_id: UUID, actor: Actor, at: datetime) -> None:
    """Take an open invitation back; its link opens nothing from then on."""
    with transaction.atomic():
        invitation = _locked(actor, invitation_id)

        require(actor, Action.INVITE)

        invitation.state = INVITATION.after(InvitationState(invitation.state), InvitationAction.REVOKE).value
        invitation.answered_at = at
        invitation.save(update_fields=["state", "answered_at"])

        act = Act(events.INVITATION_REVOKED, "invitation", str(invitation.id), before={"email": invitation.email})
        record(act=act, about_id=invitation.organization_id, actor=actor, at=at)


def end_membership(*, membership_id: UUID, actor: Actor, at: datetime) -> None:
    """End somebody's role in the actor's organization from now on; everybody may leave by themselves.

    Raises:
        NotPossibleNow: it is the last one that leads; nobody could invite any more.
    """
    with transaction.atomic():
        members = list(
            Membership.objects.select_for_update()
            .filter(organization_id=actor.organization_id, ended_at__isnull=True)
            .order_by("id")
        )
        membership = next((member for member in members if member.pk == membership_id), None)
        if membership is None:
            raise NotFound

        if membership.person_id != actor.person_id:
            require(actor, Action.END_MEMBERSHIP)

        leading = {member.pk for member in members if member.role in _LEADING}
        if leading == {membership.pk}:
            raise NotPossibleNow("LAST_ONE_LEADING")

        membership.ended_at = at
        membership.save(update_fields=["ended_at"])

        person = Person.objects.only("name").get(pk=membership.person_id)
        before = {"role": membership.role, "person": person.name}
        act = Act(events.MEMBERSHIP_ENDED, "membership", str(membership.id), before=before)
        record(act=act, about_id=membership.organization_id, actor=actor, at=at)
