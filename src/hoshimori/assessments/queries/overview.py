"""The list of self-evaluations with how far each has come; its cost does not grow with how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from hoshimori.assessments.models import Answer, Assessment
from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.progress import Progress
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One self-evaluation in the list."""

    id: UUID
    organization_id: UUID
    level: Level
    title: str
    state: AssessmentState
    edition_code: str
    continued_from_id: UUID | None
    begun_at: datetime
    changed_at: datetime
    progress: Progress


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list, to go on from: the last line that was shown."""

    changed_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Listing:
    """Up to 20 lines, the last changed first; `older` is where the next ones begin, None at the end."""

    lines: tuple[Line, ...]
    older: Place | None


def overview(actor: Actor, at: datetime, after: Place | None = None, size: int = PAGE) -> Listing:
    """Return self-evaluations the actor may see, the last changed first. Two statements, however many there are."""
    rows = visible_to(actor, at).order_by("-changed_at", "-id")
    if after is not None:
        rows = rows.filter(
            Q(changed_at__lt=after.changed_at) | Q(changed_at=after.changed_at, id__lt=after.id),
            changed_at__lte=after.changed_at,
        )
    found = list(rows[: size + 1])
    shown = found[:size]
    counts = _counted(shown)
    last = shown[-1] if len(found) > size else None
    return Listing(
        lines=tuple(_line(row, counts[row.pk]) for row in shown),
        older=Place(last.changed_at, last.pk) if last else None,
    )


def current(actor: Actor, at: datetime) -> UUID | None:
    """Return the self-evaluation of its own that the actor's organization works on: not closed, the last changed."""
    rows = visible_to(actor, at).filter(organization_id=actor.organization_id)
    open_ones = rows.exclude(state=AssessmentState.CLOSED.value)
    return open_ones.order_by("-changed_at", "-id").values_list("pk", flat=True).first()


def _counted(rows: Iterable[Assessment]) -> Mapping[UUID, Progress]:
    """Count the answers of these self-evaluations. One statement; a blank criterion has no row or a blank result."""
    by_id = {row.pk: row for row in rows}
    counts: dict[UUID, dict[str, int]] = {pk: {} for pk in by_id}
    counted = (
        Answer.objects.filter(assessment_id__in=list(by_id))
        .values_list("assessment_id", "result", "taken_over")
        .annotate(Count("pk"))
        .order_by()
    )
    for pk, result, taken_over, number in counted:
        kind = "to_confirm" if taken_over else Result(result).name.lower()
        counts[pk][kind] = number + counts[pk].get(kind, 0)
    return {pk: _progress(row, counts[pk]) for pk, row in by_id.items()}


def _progress(row: Assessment, counts: Mapping[str, int]) -> Progress:
    total = len(edition(row.edition_id).criteria_of(Level(row.level)))
    given = {kind: number for kind, number in counts.items() if kind != "blank"}
    return Progress(total=total, **given)


def _line(row: Assessment, progress: Progress) -> Line:
    return Line(
        id=row.pk,
        organization_id=row.organization_id,
        level=Level(row.level),
        title=row.title,
        state=AssessmentState(row.state),
        edition_code=row.edition_id,
        continued_from_id=row.continued_from_id,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        progress=progress,
    )


def titles(actor: Actor, at: datetime, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the titles of those among some self-evaluations that the actor may see. One statement at most."""
    wanted = list(ids)
    if not wanted:
        return {}
    return dict(visible_to(actor, at).filter(pk__in=wanted).values_list("pk", "title"))
