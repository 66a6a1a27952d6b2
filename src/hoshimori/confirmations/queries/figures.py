"""Exact counts about experts' confirmations. Only stewardship may have them, and it rounds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from hoshimori.confirmations.models import Confirmation
from hoshimori.confirmations.rules.states import ConfirmationState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from django.db.models import QuerySet

_IN_WORK = [ConfirmationState.JUDGING.value, ConfirmationState.RETURNED.value]
_COMPANIES = Count("organization", distinct=True)


def experts_by_load(limits: Sequence[int]) -> dict[int, int]:
    """Return how many experts have so many confirmations in work, by the place of the first limit above that.

    Where experts work for fewer companies than they are themselves, the companies count.
    """
    in_work = Confirmation.objects.filter(state__in=_IN_WORK).order_by()
    load = in_work.filter(expert=OuterRef("expert")).values("expert").annotate(amount=Count("pk")).values("amount")
    rows = in_work.annotate(load=Subquery(load)).annotate(span=_span("load", limits)).values("span")
    found = rows.annotate(experts=Count("expert", distinct=True), companies=_COMPANIES)
    return {row["span"]: min(row["experts"], row["companies"]) for row in found}


def companies_confirmed(before: datetime) -> dict[bool, tuple[int, int]]:
    """Return how many companies were confirmed before then, and how many of them after something was returned to them.

    By whether the expert was in-house.
    """
    returned = Count("organization", distinct=True, filter=Q(times_returned__gt=0))
    rows = _confirmed(before).values("is_in_house").annotate(all=_COMPANIES, returned=returned)
    return {row["is_in_house"]: (row["all"], row["returned"]) for row in rows}


def companies_by_time_taken(limits: Sequence[timedelta], before: datetime) -> dict[tuple[bool, int], int]:
    """Return how many companies were confirmed, by whether the expert was in-house, and by the time it took.

    From taking it on to confirming it, by the place of the first limit above that.
    """
    taken = ExpressionWrapper(F("concluded_at") - F("taken_on_at"), output_field=DurationField())
    rows = _confirmed(before).annotate(taken=taken).annotate(span=_span("taken", limits))
    found = rows.values("is_in_house", "span").annotate(companies=_COMPANIES)
    return {(row["is_in_house"], row["span"]): row["companies"] for row in found}


def _confirmed(before: datetime) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(state=ConfirmationState.CONFIRMED.value, concluded_at__lt=before).order_by()


def _span(value: str, limits: Sequence[int] | Sequence[timedelta]) -> Case:
    cases = [When(**{f"{value}__lt": limit}, then=Value(place)) for place, limit in enumerate(limits)]
    return Case(*cases, default=Value(len(limits)), output_field=IntegerField())
