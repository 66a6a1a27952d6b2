"""The operator's staff looks into a company's matters: for a time, with a reason, in the company's sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.parties import events
from hoshimori.parties.models import Membership, StaffAccess
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.queries import organizations_known_to
from hoshimori.parties.rules import OrganizationKind, access_length, access_reason
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def open_to(*, organization_id: UUID, reason: str, hours: int, actor: Actor, at: datetime) -> UUID:
    """Open a company's matters to an officer, to read only, for some hours; returns the id of the access.

    The company reads who, when, how long and why in its journal and on its page.

    Raises:
        NotFound: there is no such company, or the actor may not know of it.
        NotPermitted: the actor is no officer of the operator.
        Invalid: no reason is given, or the time is shorter than an hour or longer than 8 hours [D].
        NotPossibleNow: the officer's access to this company is open already.
    """
    with transaction.atomic():
        officer = Membership.objects.select_for_update().filter(pk=actor.membership_id, ended_at__isnull=True).first()
        known = organizations_known_to(actor).filter(kind=OrganizationKind.COMPANY.value)
        company = known.filter(pk=organization_id).first()
        if company is None or officer is None:
            raise NotFound

        require(actor, Action.OPEN_ACCESS)

        why, length = access_reason(reason), access_length(hours)
        if StaffAccess.objects.filter(officer=officer, organization=company, until_at__gt=at).exists():
            raise NotPossibleNow("ACCESS_ALREADY_OPEN")

        access = StaffAccess.objects.create(
            officer=officer, organization=company, reason=why, opened_at=at, until_at=at + length
        )

        after = {"reason": why, "until": access.until_at.isoformat()}
        act = Act(events.ACCESS_OPENED, "access", str(access.pk), after=after)
        record(act=act, about_id=company.pk, actor=actor, at=at)
    return access.pk


def end(*, access_id: UUID, actor: Actor, at: datetime) -> None:
    """End an officer's own access before its time.

    Raises:
        NotFound: the actor has opened no such access.
        NotPossibleNow: it has ended already.
    """
    with transaction.atomic():
        access = StaffAccess.objects.select_for_update().filter(pk=access_id, officer_id=actor.membership_id).first()
        if access is None:
            raise NotFound

        require(actor, Action.OPEN_ACCESS)

        if access.until_at <= at:
            raise NotPossibleNow("ACCESS_HAS_ENDED")

        before = {"until": access.until_at.isoformat()}
        access.until_at = at
        access.save(update_fields=["until_at"])

        act = Act(events.ACCESS_ENDED, "access", str(access.pk), before, {"until": at.isoformat()})
        record(act=act, about_id=access.organization_id, actor=actor, at=at)
