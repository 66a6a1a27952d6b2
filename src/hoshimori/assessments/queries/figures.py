"""Exact counts of companies that evaluate themselves. Only stewardship may have them, and it rounds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, OuterRef, Subquery, Sum, Value, When

from hoshimori.assessments.models import Assessment, TimeSpent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

_COMPANIES = Count("organization", distinct=True)


def companies() -> int:
    """Return how many companies have begun a self-evaluation."""
    found: int = Assessment.objects.aggregate(companies=_COMPANIES)["companies"]
    return found


def companies_by_level() -> dict[str, int]:
    """Return the same at each level."""
    rows = Assessment.objects.order_by().values("level").annotate(companies=_COMPANIES)
    return {str(row["level"]): row["companies"] for row in rows}


def companies_by_effort(assessments: QuerySet[Any, Any], limits: Sequence[int]) -> dict[tuple[str, int], int]:
    """Return how many companies spent so many minutes, by size class and the place of the first limit above that.

    Of the given self-evaluations; those for which nobody recorded time are left out.
    """
    cases = [When(minutes__lt=limit, then=Value(place)) for place, limit in enumerate(limits)]
    span = Case(*cases, default=Value(len(limits)), output_field=IntegerField())
    rows = _with_minutes(assessments).annotate(span=span).values("organization__size_class", "span")
    return {
        (row["organization__size_class"], row["span"]): row["companies"] for row in rows.annotate(companies=_COMPANIES)
    }


def companies_with_effort(assessments: QuerySet[Any, Any]) -> dict[str, int]:
    """Return how many companies recorded time in the given self-evaluations, by size class."""
    rows = _with_minutes(assessments).values("organization__size_class").annotate(companies=_COMPANIES)
    return dict(rows.values_list("organization__size_class", "companies"))


def _with_minutes(assessments: QuerySet[Any, Any]) -> QuerySet[Assessment]:
    spent = TimeSpent.objects.filter(assessment=OuterRef("pk")).order_by().values("assessment")
    minutes = Subquery(spent.annotate(minutes=Sum("minutes")).values("minutes"))
    return Assessment.objects.filter(pk__in=assessments).annotate(minutes=minutes).filter(minutes__gt=0).order_by()
