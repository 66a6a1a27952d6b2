"""Registrations as they are kept, for the register's history and for whoever compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

_COLUMNS = (
    "number",
    "organization_id",
    "level",
    "edition_id",
    "state",
    "valid_from",
    "valid_until",
    "is_renewal_pending",
)


@dataclass(frozen=True, slots=True)
class KeptTerm:
    """A granted term, and whose filing it rests on."""

    span: Span
    organization_id: UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """A registration as its row says, whatever the day; `terms` are the granted ones in their order.

    `is_renewal_filed`: a filing that would renew it is not decided.
    """

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
    terms: tuple[KeptTerm, ...]


def shown_besides(registration: Registration) -> dict[str, str]:
    """Return what the register shows of a registration's company and scope, by name."""
    return {name: str(getattr(registration, name)) for name in SHOWN_BESIDES}


def kept_under(numbers: Iterable[str]) -> dict[str, Kept]:
    """Return registrations by their ten digits, those that there are. Three statements."""
    return {kept.number: kept for kept in _kept(Registration.objects.filter(number__in=list(numbers)))}


def all_kept() -> Iterator[list[Kept]]:
    """Yield every registration in the order of the numbers, in stretches, so that memory stays flat."""
    after = ""
    while stretch := _kept(Registration.objects.filter(number__gt=after).order_by("number")[:STRETCH]):
        yield stretch
        after = stretch[-1].number


def _kept(rows: QuerySet[Registration]) -> list[Kept]:
    found = list(rows.values("pk", *_COLUMNS, *SHOWN_BESIDES))
    ids = [row["pk"] for row in found]
    terms, filed = _terms(ids), _renewals_filed(ids)
    return [
        Kept(
            edition=row["edition_id"],
            is_renewal_filed=row["pk"] in filed,
            shown={name: row[name] for name in SHOWN_BESIDES},
            terms=tuple(terms.get(row["pk"], ())),
            **{name: row[name] for name in _COLUMNS if name != "edition_id"},
        )
        for row in found
    ]


def _renewals_filed(registration_ids: list[UUID]) -> set[UUID | None]:
    undecided = [state.value for state in sorted(UNDECIDED)]
    rows = Filing.objects.filter(renews_id__in=registration_ids, state__in=undecided)
    return set(rows.values_list("renews_id", flat=True))


def _terms(registration_ids: list[UUID]) -> dict[UUID, list[KeptTerm]]:
    found: dict[UUID, list[KeptTerm]] = {}
    rows = Term.objects.filter(registration_id__in=registration_ids).order_by("registration_id", "number")
    columns = ("registration_id", "valid_from", "valid_until", "filing__organization_id")
    for registration_id, valid_from, valid_until, organization_id in rows.values_list(*columns):
        found.setdefault(registration_id, []).append(KeptTerm(Span(valid_from, valid_until), organization_id))
    return found
