"""Exact counts of companies in the register and of filings. Only stewardship may have them, and it rounds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, DateField, F, IntegerField, Q, Value, When
from django.db.models.functions import TruncMonth

from hoshimori.registry.models import Filing, Registration, Term
from hoshimori.registry.queries.standing import over_on
from hoshimori.registry.rules.states import UNDECIDED, RegistrationState
from hoshimori.shared.calendar import JAPAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

_LEFT = [RegistrationState.WITHDRAWN.value, RegistrationState.RETURNED.value]


@dataclass(frozen=True, slots=True)
class Until:
    """Until which day who came into the register counts, and until which day who left it (None: as if nobody had)."""

    came: date
    left: date | None


def companies(columns: Mapping[str, Until]) -> dict[str, int]:
    """Return how many companies were registered, by the name of the column."""
    return Registration.objects.aggregate(**_counts(columns))


def companies_by(
    field: str, columns: Mapping[str, Until], joined: Mapping[str, str] | None = None
) -> dict[tuple[str, str], int]:
    """Return the same for each value of a field, as it was registered; `joined` values count as another one.

    A company with registrations under two values counts at both, once at each.
    """
    if not columns:
        return {}
    cases = [When(**{field: value}, then=Value(other)) for value, other in (joined or {}).items()]
    told = Case(*cases, default=F(field)) if cases else F(field)
    rows = Registration.objects.annotate(told=told).values("told").annotate(**_counts(columns)).order_by()
    found: dict[tuple[str, str], int] = {}
    for value, *counts in rows.values_list("told", *columns):
        found |= {(str(value), name): count for name, count in zip(columns, counts, strict=True)}
    return found


def companies_with_undecided_filings(since: Sequence[datetime]) -> dict[int, int]:
    """Return how many companies wait for a decision, by the place of the first moment they did not file before.

    What was filed before all of them stands at the place after the last.
    """
    cases = [When(filed_at__gte=moment, then=Value(place)) for place, moment in enumerate(since)]
    span = Case(*cases, default=Value(len(since)), output_field=IntegerField())
    rows = _undecided().annotate(span=span).values("span").order_by()
    return dict(rows.annotate(amount=Count("organization", distinct=True)).values_list("span", "amount"))


def companies_that_wait() -> int:
    """Return how many companies wait for a decision about a filing."""
    found: int = _undecided().aggregate(amount=Count("organization", distinct=True))["amount"]
    return found


def self_evaluations_registered(before: datetime) -> QuerySet[Any, Any]:
    """Return, to be used inside another statement, the self-evaluations that came to a registration before then."""
    granted = Term.objects.filter(granted_at__lt=before).order_by()
    return granted.values("filing__declaration__confirmation__assessment_id")


def came_by_month() -> dict[date, int]:
    """Return how many companies began to be registered in each month, by a day of it."""
    rows = Registration.objects.order_by().annotate(month=TruncMonth("valid_from"))
    return _by_month(rows)


def left_by_month(day: date) -> dict[date, int]:
    """Return how many companies ceased to be registered in each month until `day`, by a day of the month."""
    ended = Registration.objects.filter(over_on(day)).exclude(state__in=_LEFT).annotate(month=TruncMonth("valid_until"))
    moment = TruncMonth("changed_at", tzinfo=JAPAN, output_field=DateField())
    left = _by_month(Registration.objects.filter(state__in=_LEFT).annotate(month=moment))
    found = _by_month(ended)
    return {month: found.get(month, 0) + left.get(month, 0) for month in found.keys() | left.keys()}


def _by_month(rows: QuerySet[Any, Any]) -> dict[date, int]:
    counted = rows.order_by().values("month").annotate(amount=Count("organization", distinct=True))
    return dict(counted.values_list("month", "amount"))


def _undecided() -> QuerySet[Filing]:
    return Filing.objects.filter(state__in=[state.value for state in sorted(UNDECIDED)])


def _counts(columns: Mapping[str, Until]) -> dict[str, Count]:
    return {name: Count("organization", distinct=True, filter=_registered(until)) for name, until in columns.items()}


def _registered(until: Until) -> Q:
    """A suspended registration is one still; a withdrawn or returned one was one until it was changed last."""
    came = Q(valid_from__lte=until.came)
    if until.left is None:
        return came
    following = until.left + timedelta(days=1)
    left = Q(state__in=_LEFT, changed_at__lt=datetime.combine(following, time(), JAPAN))
    return came & ~over_on(until.left) & ~left
