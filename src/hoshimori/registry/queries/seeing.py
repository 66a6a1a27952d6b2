"""Which filings and registrations an actor may see in full; what the public sees stands in `public`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hoshimori.registry.models import ChangeNotice, Filing, Registration
from hoshimori.registry.permissions import Action, may
from hoshimori.shared.actor import Role
from hoshimori.shared.refusal import NotFound

Row = TypeVar("Row", Filing, Registration, ChangeNotice)

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def filings_visible_to(actor: Actor) -> QuerySet[Filing]:
    """Return the filings an actor may see: a company its own, an officer all: they are filed with the operator."""
    if not may(actor, Action.SEE):
        return Filing.objects.none()
    return (
        Filing.objects.all()
        if actor.role == Role.OFFICER
        else Filing.objects.filter(organization_id=actor.organization_id)
    )


def registrations_visible_to(actor: Actor) -> QuerySet[Registration]:
    """Return the registrations an actor may see in full: a company its own, an officer all, since it keeps them."""
    if not may(actor, Action.SEE):
        return Registration.objects.none()
    rows = Registration.objects.all()
    return rows if actor.role == Role.OFFICER else rows.filter(organization_id=actor.organization_id)


def changes_visible_to(actor: Actor) -> QuerySet[ChangeNotice]:
    """Return the notices of changes to registrations that the actor may see."""
    return ChangeNotice.objects.filter(registration__in=registrations_visible_to(actor).order_by())


def filing_seen_by(actor: Actor, filing_id: UUID) -> Filing:
    """Return one filing.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(filings_visible_to(actor), filing_id)


def locked_filing(actor: Actor, filing_id: UUID) -> Filing:
    """Return one filing, locked until the end of the transaction.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(filings_visible_to(actor).select_for_update(of=("self",)), filing_id)


def locked_registration(actor: Actor, registration_id: UUID) -> Registration:
    """Return one registration, locked until the end of the transaction.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(registrations_visible_to(actor).select_for_update(of=("self",)), registration_id)


def locked_change(actor: Actor, change_id: UUID) -> ChangeNotice:
    """Return the notice of a change, locked until the end of the transaction.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(changes_visible_to(actor).select_for_update(of=("self",)), change_id)


def _only(rows: QuerySet[Row], row_id: UUID) -> Row:
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row
