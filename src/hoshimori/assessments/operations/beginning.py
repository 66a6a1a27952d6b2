"""A self-evaluation begins: afresh, from an earlier one, or for another level."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Alternative, Answer, Assessment, EvidenceUse, Exclusion, Scope, ScopeItem
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.states import ASSESSMENT, AssessmentAction
from hoshimori.journal.operations import Act, record
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

TITLE_LIMIT = 120


def begin(*, level: int, title: str, actor: Actor, at: datetime) -> UUID:
    """Begin a blank self-evaluation of the actor's organization under the edition in force; returns its id.

    Raises:
        Invalid: the title is missing or too long, or there is no such level.
        NotPermitted: the actor's role may not begin one.
    """
    with transaction.atomic():
        code = current_edition()

        assessment = _create(level=level, title=title, code=code, earlier=None, actor=actor, at=at)
    return assessment.pk


def continue_from(*, assessment_id: UUID, level: int, title: str, actor: Actor, at: datetime) -> UUID:
    """Begin a self-evaluation from an earlier one, for the next year or for another level; returns its id.

    Scope, answers, alternatives and evidence are taken over. Every answer is marked "to be confirmed again" and does
    not count until somebody does. Answers to criteria that the edition in force no longer has stay behind.

    Raises:
        NotFound: the earlier one does not exist for this actor.
    """
    with transaction.atomic():
        earlier = seen_by(actor, at, assessment_id)
        if earlier.organization_id != actor.organization_id:
            raise NotFound
        code = current_edition()

        wanted = {criterion.no for criterion in edition(code).criteria_of(_level(level))}
        assessment = _create(level=level, title=title, code=code, earlier=earlier, actor=actor, at=at)
        _take_over_answers(earlier, assessment, wanted, at)
        _take_over_rows(earlier, assessment, wanted)
    return assessment.pk


def _level(level: int) -> Level:
    if level not in {known.value for known in Level}:
        raise Invalid("NOT_IN_LIST", field="level")
    return Level(level)


def _title(title: str) -> str:
    return one_line(title, field="title", limit=TITLE_LIMIT, missing="NAME_MISSING")


def _create(*, level: int, title: str, code: str, earlier: Assessment | None, actor: Actor, at: datetime) -> Assessment:
    require(actor, Action.BEGIN)

    wanted, name = _level(level), _title(title)

    assessment = Assessment.objects.create(
        organization_id=actor.organization_id,
        edition_id=code,
        level=wanted,
        title=name,
        state=ASSESSMENT.after(None, AssessmentAction.BEGIN).value,
        continued_from=earlier,
        begun_at=at,
        changed_at=at,
    )

    after = {
        "title": name,
        "level": int(wanted),
        "edition": code,
        "continued_from": str(earlier.pk) if earlier else None,
    }
    act = Act(events.ASSESSMENT_BEGUN, "assessment", str(assessment.pk), after=after)
    record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return assessment


def _take_over_answers(earlier: Assessment, later: Assessment, wanted: set[str], at: datetime) -> None:
    rows = earlier.answers.filter(criterion_no__in=wanted)
    Answer.objects.bulk_create(
        Answer(
            assessment=later,
            criterion_no=row.criterion_no,
            result=row.result,
            reason=row.reason,
            plan=row.plan,
            note=row.note,
            responsible_id=row.responsible_id,
            taken_over=row.result != Result.BLANK.value,
            changed_by_id=row.changed_by_id,
            changed_at=at,
        )
        for row in rows
    )


def _take_over_rows(earlier: Assessment, later: Assessment, wanted: set[str]) -> None:
    """Copy scope, alternatives and the use of evidence: same content, new rows of the later self-evaluation."""
    for row in Scope.objects.filter(assessment=earlier):
        row.pk = later.pk
        row.save(force_insert=True)
    ScopeItem.objects.bulk_create(_copies(earlier.scope_items.all(), later))
    Exclusion.objects.bulk_create(_copies(earlier.exclusions.all(), later))
    Alternative.objects.bulk_create(_copies(earlier.alternatives.filter(criterion_no__in=wanted), later))
    EvidenceUse.objects.bulk_create(_copies(earlier.evidence_uses.filter(criterion_no__in=wanted), later))


Row = TypeVar("Row", ScopeItem, Exclusion, Alternative, EvidenceUse)


def _copies(rows: QuerySet[Row], later: Assessment) -> list[Row]:
    copies = list(rows)
    for copy in copies:
        copy.pk, copy.assessment_id = new_id(), later.pk
    return copies
