"""Registrations as they are kept, for the register's history and for whoever compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from hoshimori.registry.models import Filing, Registration, Term
from hoshimori.registry.rules.states import UNDECIDED
from hoshimori.registry.rules.validity import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

STRETCH = 2000
SHOWN_BESIDES = (
    "corporate_number",
    "name_ja",
    "name_en",
    "prefecture",
    "scope_summary_ja",
    "scope_summary_en",
    "evaluation_body_ja",
    "evaluation_body_en",
)
"""What the register shows of a company and its scope."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A registration as its row says, whatever the day; `terms` are the granted ones in their order.

    `is_renewal_filed`: a filing that would renew it is not decided.
    """

    id: UUID
    number: str
    organization_id: UUID
    level: int
    edition: str
    state: str
    valid_from: date
    valid_until: date
    is_renewal_pending: bool
    is_renewal_filed: bool
    shown: dict[str, str]
    terms: tuple[Span, ...]


def shown_besides(registration: Registration) -> dict[str, str]:
    """Return what the register shows of a registration's company and scope, by name."""
    return {name: str(getattr(registration, name)) for name in SHOWN_BESIDES}


def kept_under(numbers: Iterable[str]) -> dict[str, Kept]:
    """Return registrations by their ten digits, those that there are. Two statements."""
    return {kept.number: kept for kept in _kept(Registration.objects.filter(number__in=list(numbers)))}


def all_kept() -> Iterator[list[Kept]]:
    """Yield every registration in the order of the numbers, in stretches, so that memory stays flat."""
    after = ""
    while stretch := _kept(Registration.objects.filter(number__gt=after).order_by("number")[:STRETCH]):
        yield stretch
        after = stretch[-1].number


def _kept(rows: QuerySet[Registration]) -> list[Kept]:
    undecided = Filing.objects.filter(renews_id=OuterRef("pk"), state__in=[state.value for state in sorted(UNDECIDED)])
    found = list(rows.annotate(is_filed=Exists(undecided)))
    spans: dict[UUID, list[Span]] = {}
    terms = Term.objects.filter(registration_id__in=[row.pk for row in found]).order_by("registration_id", "number")
    for registration_id, valid_from, valid_until in terms.values_list("registration_id", "valid_from", "valid_until"):
        spans.setdefault(registration_id, []).append(Span(valid_from, valid_until))
    return [
        Kept(
            id=row.pk,
            number=row.number,
            organization_id=row.organization_id,
            level=row.level,
            edition=row.edition_id,
            state=row.state,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            is_renewal_pending=row.is_renewal_pending,
            is_renewal_filed=row.is_filed,
            shown=shown_besides(row),
            terms=tuple(spans.get(row.pk, ())),
        )
        for row in found
    ]
