"""What a certificate of a registration is made from; asked by Hoshimori itself, for nobody's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.registry.models import Registration, Term
from hoshimori.registry.queries.public import COLUMNS, PublicRegistration, as_public
from hoshimori.registry.queries.standing import over_on
from hoshimori.registry.rules.numbers import parse
from hoshimori.registry.rules.validity import STANDING
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Certified:
    """A registration as it stands, with the term that was granted last and the declaration that one rests on."""

    registration_id: UUID
    organization_id: UUID
    version: int
    term: int
    declaration_id: UUID
    edition: str
    is_renewal_pending: bool
    public: PublicRegistration

    @property
    def is_standing(self) -> bool:
        """Tell whether the company is registered now: valid or suspended."""
        return self.public.state in STANDING


def certified(registration_id: UUID, at: datetime, *, lock: bool = False) -> Certified:
    """Return one registration; with `lock` it stays as it is until the end of the transaction. Two statements.

    Raises:
        NotFound: there is none.
    """
    rows = Registration.objects.select_for_update(of=("self",)) if lock else Registration.objects
    row = rows.filter(pk=registration_id).first()
    if row is None:
        raise NotFound
    terms = Term.objects.filter(registration_id=registration_id).order_by("-number")
    term, declaration_id = terms.values_list("number", "filing__declaration_id")[:1].get()
    return Certified(
        registration_id=row.pk,
        organization_id=row.organization_id,
        version=row.version,
        term=term,
        declaration_id=declaration_id,
        edition=row.edition_id,
        is_renewal_pending=row.is_renewal_pending,
        public=as_public({name: getattr(row, name) for name in COLUMNS}, day_in_japan(at)),
    )


def identified(number: str) -> UUID:
    """Return the id of the registration with this number, however it is typed.

    Raises:
        NotFound: there is none.
    """
    try:
        digits = parse(number)
    except Invalid:
        raise NotFound from None
    found = Registration.objects.filter(number=digits).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def standing(at: datetime) -> QuerySet[Registration]:
    """Return the registrations that are valid or suspended now."""
    kept = Registration.objects.filter(state__in=[state.value for state in sorted(STANDING)])
    return kept.exclude(over_on(day_in_japan(at)))
