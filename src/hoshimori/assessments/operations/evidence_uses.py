"""Evidence the company has already speaks for another criterion too, or for one no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import EvidenceUse
from hoshimori.assessments.operations.answering import require_answering, touch
from hoshimori.assessments.operations.evidence import use
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.evidence import evidence_visible_to
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.evidence import PIECES_AT_ONCE
from hoshimori.journal.operations import Act, record, record_all
from hoshimori.shared.refusal import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment, Evidence
    from hoshimori.shared.actor import Actor


def attach(
    *, assessment_id: UUID, criterion_no: str, evidence_ids: Collection[UUID], actor: Actor, at: datetime
) -> int:
    """Let pieces of the company's own evidence speak for a criterion; returns how many did not do so before.

    Raises:
        NotFound: the self-evaluation, the criterion or one of the pieces does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: nothing is chosen, or too much at once.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        pieces = _pieces(assessment, evidence_ids, actor, at)

        require(actor, Action.KEEP_EVIDENCE)

        require_answering(assessment)
        if not pieces:
            raise Invalid("NOTHING_CHOSEN", field="pieces")

        acts = [act for piece in pieces for act in use(piece, assessment, criterion_no, actor, at)]
        touch(assessment, at)

        record_all(acts=acts, about_id=assessment.organization_id, actor=actor, at=at)
    return len(acts)


def detach(*, assessment_id: UUID, criterion_no: str, evidence_id: UUID, actor: Actor, at: datetime) -> None:
    """Let a piece of evidence no longer speak for a criterion. The company keeps the piece itself.

    Raises:
        NotFound: the self-evaluation does not exist for this actor, or the piece does not speak for the criterion.
        NotPossibleNow: the self-evaluation was handed over or closed.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        row = _use(assessment, criterion_no, evidence_id)

        require(actor, Action.KEEP_EVIDENCE)

        require_answering(assessment)

        row.delete()
        touch(assessment, at)

        record(act=detached_act(row), about_id=assessment.organization_id, actor=actor, at=at)


def detached_act(row: EvidenceUse) -> Act:
    """Return the journal's words for a piece that no longer speaks for a criterion."""
    before = {"evidence": str(row.evidence_id), "name": row.evidence.name}
    return Act(events.EVIDENCE_DETACHED, "answer", f"{row.assessment_id}/{row.criterion_no}", before=before)


def _pieces(assessment: Assessment, ids: Collection[UUID], actor: Actor, at: datetime) -> list[Evidence]:
    if len(ids) > PIECES_AT_ONCE:
        raise Invalid("TOO_MANY_CHOSEN", field="pieces", limit=PIECES_AT_ONCE)
    own = evidence_visible_to(actor, at).filter(organization_id=assessment.organization_id)
    pieces = list(own.filter(pk__in=ids).order_by("added_at", "id"))
    if len(pieces) != len(set(ids)):
        raise NotFound
    return pieces


def _use(assessment: Assessment, criterion_no: str, evidence_id: UUID) -> EvidenceUse:
    rows = EvidenceUse.objects.select_related("evidence")
    row = rows.filter(assessment=assessment, criterion_no=criterion_no, evidence_id=evidence_id).first()
    if row is None:
        raise NotFound
    return row
