"""Which asks and disclosures an actor may see; everything else does not exist for it.

Those who lead a company see what it asked, what it was asked, what it shows and what it is shown. Nobody else sees
anything of this part: contributors do not, and neither do the operator's or the ministry's people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, OuterRef, Subquery

from hoshimori.disclosures.models import Ask, Disclosure
from hoshimori.disclosures.permissions import Action, may
from hoshimori.disclosures.rules.states import DisclosureState
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.registry.queries.seeing import registrations_visible_to
from hoshimori.registry.queries.standing import newest_term
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

Row = TypeVar("Row", bound=Model)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def asks_made_by(actor: Actor) -> QuerySet[Ask]:
    """Return the asks that the actor's company made."""
    rows = Ask.objects.filter(asker_id=actor.organization_id)
    return rows if may(actor, Action.SEE) else rows.none()


def asks_made_to(actor: Actor) -> QuerySet[Ask]:
    """Return the asks about registrations of the actor's company."""
    rows = Ask.objects.filter(registration__organization_id=actor.organization_id)
    return rows if may(actor, Action.SEE) else rows.none()


def shown_by(actor: Actor) -> QuerySet[Disclosure]:
    """Return what the actor's company shows or showed, whether or not it is over."""
    rows = Disclosure.objects.filter(registration__organization_id=actor.organization_id)
    return rows if may(actor, Action.SEE) else rows.none()


def shown_to(actor: Actor, at: datetime) -> QuerySet[Disclosure]:
    """Return what is shown to the actor's company now; what has ended or run out does not exist for it."""
    own = organizations_visible_to(actor, at).filter(pk=actor.organization_id).order_by()
    rows = in_force(at).filter(shown_to_number__in=own.values("corporate_number"))
    return rows if may(actor, Action.SEE) else rows.none()


def in_force(at: datetime) -> QuerySet[Disclosure]:
    """Return the disclosures that are shown at that moment: not ended, not run out, and of the present term.

    Asked of the moment: no job has to have run.
    """
    rows = Disclosure.objects.filter(state=DisclosureState.IN_FORCE.value, until__gt=day_in_japan(at))
    return rows.filter(term=newest_term("registration_id"))


def shown_on_ask(at: datetime) -> Subquery:
    """Return, for a row of asks, the id of what is shown on it now."""
    rows = in_force(at).filter(ask_id=OuterRef("pk")).order_by("-consented_at", "-pk")
    return Subquery(rows.values("pk")[:1])


def require_own_registration(actor: Actor, registration_id: UUID) -> None:
    """Let through only a registration of the company that the actor leads.

    Raises:
        NotFound: it is another one's, or there is none.
    """
    own = registrations_visible_to(actor).filter(organization_id=actor.organization_id, pk=registration_id)
    if not may(actor, Action.SHOW) or not own.exists():
        raise NotFound


def only(rows: QuerySet[Row], row_id: UUID) -> Row:
    """Return one of these rows.

    Raises:
        NotFound: it is not among them.
    """
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row


def locked(rows: QuerySet[Row], row_id: UUID) -> Row:
    """Return one of these rows, locked until the end of the transaction.

    Raises:
        NotFound: it is not among them.
    """
    return only(rows.select_for_update(of=("self",)), row_id)
