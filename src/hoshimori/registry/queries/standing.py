"""Whether a company is registered, and what a registration is shown as, for the acts that depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from hoshimori.registry.models import Registration, Term
from hoshimori.registry.rules.validity import GRACE, STANDING, shown_state
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.registry.rules.states import RegistrationState


def shown_of(registration: Registration, at: datetime) -> RegistrationState:
    """Return what the register shows of a registration on the day of that moment."""
    return shown_state(
        registration.state,
        registration.valid_until,
        is_renewal_pending=registration.is_renewal_pending,
        today=day_in_japan(at),
    )


def over_on(day: date) -> Q:
    """Return the condition under which the time of a registration is over on a day, as `shown_state` has it."""
    return Q(valid_until__lte=day) & (Q(is_renewal_pending=False) | Q(valid_until__lte=day - GRACE))


def newest_term(registration: str) -> Subquery:
    """Return, for rows with a registration in this column, the number of the term that was granted to it last."""
    terms = Term.objects.filter(registration_id=OuterRef(registration)).order_by("-number")
    return Subquery(terms.values("number")[:1])


def kept_as_standing(organization_id: UUID, level: int) -> Registration | None:
    """Return the registration of a company and level that is kept as valid or suspended, locked; its time may be over.

    The database holds that there is one at most.
    """
    kept = [state.value for state in sorted(STANDING)]
    rows = Registration.objects.select_for_update(of=("self",))
    return rows.filter(organization_id=organization_id, level=level, state__in=kept).first()
