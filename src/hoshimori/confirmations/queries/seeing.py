"""Which confirmations an actor may see, and which needs an expert finds; everything else does not exist for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.confirmations.models import Confirmation
from hoshimori.confirmations.permissions import Action, may
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.parties.queries import sees
from hoshimori.qualifications.queries import grounds
from hoshimori.schemes.queries import all_editions
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

OPENED = frozenset({ConfirmationState.JUDGING, ConfirmationState.RETURNED, ConfirmationState.CONFIRMED})
"""States in which its expert reads what was handed over: once it took the confirmation on, until it is ended."""


def visible_to(actor: Actor, at: datetime) -> QuerySet[Confirmation]:
    """Return the confirmations an actor may see.

    A company those of its own self-evaluations, an officer those of companies under open access, an expert those it
    was asked for or took on. Needs on the list are seen through `needs_visible_to`.
    """
    if not may(actor, Action.SEE):
        return Confirmation.objects.none()
    if actor.role == Role.EXPERT:
        return Confirmation.objects.filter(expert_id=actor.membership_id)
    return Confirmation.objects.filter(sees(actor, at, "organization_id"))


def needs_visible_to(actor: Actor, at: datetime) -> QuerySet[Confirmation]:
    """Return the needs on the list, for an expert who is eligible today under the edition each was answered under."""
    if not may(actor, Action.JUDGE):
        return Confirmation.objects.none()
    editions = [line.code for line in all_editions() if not grounds(actor.person_id, line.code, at)]
    return Confirmation.objects.filter(state=ConfirmationState.OPEN.value, assessment__edition_id__in=editions)


def seen_by(actor: Actor, at: datetime, confirmation_id: UUID) -> Confirmation:
    """Return one confirmation.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(visible_to(actor, at), confirmation_id)


def locked_for(actor: Actor, at: datetime, confirmation_id: UUID) -> Confirmation:
    """Return one confirmation, locked until the end of the transaction.

    Whoever needs the self-evaluation locked too locks it before: this order alone keeps two acts from waiting for each
    other.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return _only(visible_to(actor, at).select_for_update(of=("self",)), confirmation_id)


def found_by(actor: Actor, at: datetime, confirmation_id: UUID) -> Confirmation:
    """Return one confirmation that the actor may see, or a need that it finds on the list.

    Raises:
        NotFound: there is none.
    """
    return _only(visible_to(actor, at) | needs_visible_to(actor, at), confirmation_id)


def found_locked_by(actor: Actor, at: datetime, confirmation_id: UUID) -> Confirmation:
    """Return the same, locked until the end of the transaction; the self-evaluation is locked before.

    Raises:
        NotFound: there is none, or somebody else has just taken the need on.
    """
    rows = visible_to(actor, at) | needs_visible_to(actor, at)
    return _only(rows.select_for_update(of=("self",)), confirmation_id)


def is_open_to(actor: Actor, confirmation: Confirmation) -> bool:
    """Tell whether the actor, who may see this confirmation, may also read what was handed over."""
    return actor.role != Role.EXPERT or ConfirmationState(confirmation.state) in OPENED


def _only(rows: QuerySet[Confirmation], confirmation_id: UUID) -> Confirmation:
    confirmation = rows.filter(pk=confirmation_id).first()
    if confirmation is None:
        raise NotFound
    return confirmation
