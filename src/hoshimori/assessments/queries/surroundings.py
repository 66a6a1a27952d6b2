"""What stands around the answers of a self-evaluation: evidence, tasks, remarks, time, alternatives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, DateField, F, IntegerField, Max, Sum, Value
from django.db.models.functions import Cast

from hoshimori.assessments.models import Alternative, Comment, EvidenceUse, Task, TimeSpent
from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.rules.finding import Around
from hoshimori.assessments.rules.states import ScanState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.shared.actor import Actor

_NONE = Value(0, output_field=IntegerField())
_NO_DAY = Cast(Value(None, output_field=DateField()), DateField())


def around_answers(actor: Actor, sheet: Sheet) -> Mapping[str, Around]:
    """Return what stands around each answer, by criterion number. One statement, however many criteria there are.

    What colleagues say to each other and the time they spent is told to nobody outside the company.
    """
    figures: dict[str, dict[str, Any]] = defaultdict(dict)
    for kind, criterion_no, amount, done, until in _counts(actor, sheet):
        if kind == "evidence":
            figures[criterion_no].update(evidence=amount, covers_until=until)
        elif kind == "tasks":
            figures[criterion_no].update(tasks=amount, tasks_done=done)
        elif kind == "alternatives":
            figures[criterion_no].update(has_alternative=True)
        else:
            figures[criterion_no][kind] = amount
    return {criterion_no: Around(**values) for criterion_no, values in figures.items()}


def _counts(actor: Actor, sheet: Sheet) -> QuerySet[Any, tuple[Any, ...]]:
    of_sheet = {"assessment_id": sheet.id}
    evidence = EvidenceUse.objects.filter(**of_sheet).exclude(evidence__scan=ScanState.INFECTED.value)
    tasks = Task.objects.filter(**of_sheet, dropped_at=None)
    counts = [
        _grouped(tasks, "tasks", amount=Count("pk"), done=Count("done_at")),
        _grouped(Alternative.objects.filter(**of_sheet), "alternatives", amount=Count("pk")),
    ]
    if may(actor, Action.COMMENT):
        counts.append(_grouped(Comment.objects.filter(**of_sheet), "comments", amount=Count("pk")))
    if may(actor, Action.RECORD_TIME):
        counts.append(_grouped(TimeSpent.objects.filter(**of_sheet), "minutes", amount=Sum("minutes")))
    newest = Max("evidence__covers_until")
    return _grouped(evidence, "evidence", amount=Count("pk"), until=newest).union(*counts, all=True)


def _grouped(
    rows: QuerySet[Any],
    kind: str,
    *,
    amount: Combinable,
    done: Combinable = _NONE,
    until: Combinable = _NO_DAY,
) -> QuerySet[Any, tuple[Any, ...]]:
    by_criterion = rows.order_by().values(criterion=F("criterion_no"))
    figures = {"kind": Value(kind, output_field=CharField()), "amount": amount, "done": done, "until": until}
    counted: QuerySet[Any, tuple[Any, ...]] = by_criterion.annotate(**figures).values_list(
        "kind", "criterion", "amount", "done", "until"
    )
    return counted
