"""Pieces of evidence with what surrounds them: who added them, what took their place, which criteria they speak for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from hoshimori.assessments.models import Evidence, EvidenceUse
from hoshimori.assessments.rules.finding import is_out_of_date
from hoshimori.assessments.rules.states import AssessmentState, ScanState
from hoshimori.schemes.queries import edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.assessments.rules.evidence import EvidenceValue
    from hoshimori.parties.queries.names import Named
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.calendar import Period


@dataclass(frozen=True, slots=True)
class Use:
    """One criterion a piece speaks for, in one self-evaluation.

    `is_old`: nothing newer is attached there, and it ends longer ago than the criterion's own period. Only where the
    self-evaluation is still being answered (`is_open`) does anybody have to do something about it.
    """

    assessment_id: UUID
    title: str
    level: int
    is_open: bool
    criterion: Criterion
    is_old: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence with what surrounds it. `replaced_by_id` is the newest piece that took its place."""

    value: EvidenceValue
    added_by: str
    replaced_by_id: UUID | None
    uses: tuple[Use, ...]


def kept(rows: Iterable[Evidence], people: Mapping[UUID, Named], today: date) -> tuple[Kept, ...]:
    """Return pieces with what surrounds them, in the same order. Two statements, however many there are."""
    values = [row.value for row in rows]
    ids = [value.id for value in values]
    uses = _uses(ids, today)
    later = Evidence.objects.filter(replaces_id__in=ids, removed_at=None).order_by("added_at", "id")
    replaced_by = dict(later.values_list("replaces_id", "id"))
    return tuple(
        Kept(
            value=value,
            added_by=people[value.added_by_id].name if value.added_by_id in people else "",
            replaced_by_id=replaced_by.get(value.id),
            uses=tuple(uses[value.id]),
        )
        for value in values
    )


def with_newest() -> QuerySet[EvidenceUse]:
    """Return the uses of evidence beside which nothing newer speaks for the same criterion."""
    beside = EvidenceUse.objects.filter(
        assessment_id=OuterRef("assessment_id"),
        criterion_no=OuterRef("criterion_no"),
        evidence__covers_until__gt=OuterRef("evidence__covers_until"),
    ).exclude(evidence__scan=ScanState.INFECTED.value)
    return EvidenceUse.objects.filter(~Exists(beside))


def period_of(criterion: Criterion) -> Period | None:
    """Return how often the criterion itself asks for a record; None where it does not."""
    return criterion.record.period if criterion.record else None


def _uses(ids: list[UUID], today: date) -> Mapping[UUID, list[Use]]:
    newest = with_newest().filter(pk=OuterRef("pk"))
    rows = (
        EvidenceUse.objects.filter(evidence_id__in=ids)
        .annotate(is_newest=Exists(newest))
        .select_related("assessment", "evidence")
        .order_by("-assessment__begun_at", "assessment_id", "criterion_no")
    )
    uses: dict[UUID, list[Use]] = defaultdict(list)
    for row in rows:
        assessment = row.assessment
        criterion = edition(assessment.edition_id).criteria[row.criterion_no]
        is_old = row.is_newest and is_out_of_date(row.evidence.covers_until, period_of(criterion), today)
        uses[row.evidence_id].append(
            Use(
                assessment_id=assessment.pk,
                title=assessment.title,
                level=assessment.level,
                is_open=assessment.state == AssessmentState.ANSWERING.value,
                criterion=criterion,
                is_old=is_old,
            )
        )
    return uses
