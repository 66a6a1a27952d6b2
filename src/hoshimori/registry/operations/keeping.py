"""The register is kept: suspended, reinstated, withdrawn, returned, ended by time; and companies are warned before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hoshimori.journal.operations import Act, record
from hoshimori.registry import events
from hoshimori.registry.models import Registration
from hoshimori.registry.models.filing import TEXT_LIMIT
from hoshimori.registry.operations.impartial import require_no_member_of
from hoshimori.registry.operations.registering import expire
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries.seeing import locked_registration
from hoshimori.registry.queries.standing import over_on, shown_of
from hoshimori.registry.rules.states import REGISTRATION, RegistrationAction
from hoshimori.registry.rules.validity import STANDING, WARNED_BEFORE_END, warning
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

AT_ONCE = 500
"""How many registrations one transaction of the timetable ends or warns."""


def suspend(*, registration_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Suspend a registration (一時停止): the register shows it as suspended until it is reinstated or ends.

    Raises:
        NotFound: the registration does not exist for this actor.
        NotPossibleNow: it is not valid, or the officer belongs to its company.
        Invalid: no reason is given, or it is too long.
    """
    _keep(registration_id, _SUSPEND, reason, actor, at)


def reinstate(*, registration_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Make a suspended registration valid again, until the end it has.

    Raises:
        NotFound: the registration does not exist for this actor.
        NotPossibleNow: it is not suspended, its time is over, or the officer belongs to its company.
        Invalid: no reason is given, or it is too long.
    """
    _keep(registration_id, _REINSTATE, reason, actor, at)


def withdraw(*, registration_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Withdraw a registration (取消し): it is over for good.

    Raises:
        NotFound: the registration does not exist for this actor.
        NotPossibleNow: it has ended already, or the officer belongs to its company.
        Invalid: no reason is given, or it is too long.
    """
    _keep(registration_id, _WITHDRAW, reason, actor, at)


def return_(*, registration_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Give a registration back (返上), as its company's representative: it is over for good.

    Raises:
        NotFound: the registration does not exist for this actor.
        NotPossibleNow: it has ended already.
        Invalid: no reason is given, or it is too long.
    """
    _keep(registration_id, _RETURN, reason, actor, at)


def expire_due(*, actor: Actor, at: datetime) -> int:
    """Write down which registrations have ended by time; returns how many, at most 500 at once.

    The register shows them as expired anyway; this makes it a matter of record, once.

    Raises:
        NotPermitted: only Hoshimori itself does this.
    """
    with transaction.atomic():
        over = _standing().filter(over_on(day_in_japan(at)))
        due = list(over.select_for_update(of=("self",)).order_by("valid_until", "pk")[:AT_ONCE])

        require(actor, Action.EXPIRE)

        for registration in due:
            expire(registration, at)

            after = {"number": registration.number, "valid_until": registration.valid_until.isoformat()}
            act = Act(events.EXPIRED, "registration", str(registration.pk), after=after)
            record(act=act, about_id=registration.organization_id, actor=actor, at=at)
    return len(due)


def warn_of_ends(*, actor: Actor, at: datetime) -> int:
    """Note which registrations end within 90, 30 or 7 days, each once; returns how many, at most 500 at once.

    Where a renewal waits already, nobody needs to be warned. A warning that was missed is not made up for by two.

    Raises:
        NotPermitted: only Hoshimori itself does this.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        ending = _standing().filter(_unwarned(today), is_renewal_pending=False)
        due = list(ending.select_for_update(of=("self",)).order_by("valid_until", "pk")[:AT_ONCE])

        require(actor, Action.EXPIRE)

        for registration in due:
            registration.warned_days = warning(registration.valid_until, today)
            registration.save(update_fields=["warned_days"])

            after = {
                "number": registration.number,
                "days": registration.warned_days,
                "valid_until": registration.valid_until.isoformat(),
            }
            act = Act(events.ENDING, "registration", str(registration.pk), after=after)
            record(act=act, about_id=registration.organization_id, actor=actor, at=at)
    return len(due)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """One way to keep the register: who may, what it does, under which name it stands in the journal."""

    permission: Action
    action: RegistrationAction
    event: str


_SUSPEND = _Keeping(Action.KEEP_REGISTER, RegistrationAction.SUSPEND, events.SUSPENDED)
_REINSTATE = _Keeping(Action.KEEP_REGISTER, RegistrationAction.REINSTATE, events.REINSTATED)
_WITHDRAW = _Keeping(Action.KEEP_REGISTER, RegistrationAction.WITHDRAW, events.WITHDRAWN)
_RETURN = _Keeping(Action.RETURN, RegistrationAction.RETURN, events.RETURNED)


def _keep(registration_id: UUID, how: _Keeping, reason: str, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        registration = locked_registration(actor, registration_id)

        require(actor, how.permission)

        before = shown_of(registration, at)
        after = REGISTRATION.after(before, how.action)
        require_no_member_of(registration.organization_id, actor)
        why = paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="WHY_MISSING")

        registration.state, registration.changed_at = after.value, at
        registration.version += 1
        registration.save(update_fields=["state", "version", "changed_at"])

        said = {"state": after.value, "reason": why, "number": registration.number}
        act = Act(how.event, "registration", str(registration.pk), {"state": before.value}, said)
        record(act=act, about_id=registration.organization_id, actor=actor, at=at)


def _standing() -> QuerySet[Registration]:
    return Registration.objects.filter(state__in=[state.value for state in sorted(STANDING)])


def _unwarned(today: date) -> Q:
    """Return the condition that a warning is due which was not given for the present end."""
    due = Q()
    for days in WARNED_BEFORE_END:
        within = Q(valid_until__gt=today, valid_until__lte=today + timedelta(days=days))
        due |= within & (Q(warned_days__isnull=True) | Q(warned_days__gt=days))
    return due
