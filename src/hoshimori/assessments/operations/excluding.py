"""A company leaves something out of its scope, with category, reason and what limits the risk [M].

Whether an exclusion is accepted is judged later, by the expert (★3) or the evaluation body (★4).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Exclusion
from hoshimori.assessments.operations.answering import require_answering, touch
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.scope import excluded
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.journal.operations import Act, record
from hoshimori.shared.refusal import Conflict, NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.rules.scope import ExclusionValue, Omission
    from hoshimori.shared.actor import Actor


class ExclusionConflict(Conflict):
    """Somebody else changed the exclusion in the meantime; `current` is what stands there now."""

    def __init__(self, current: ExclusionValue) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current = current


def exclude(*, assessment_id: UUID, omission: Omission, actor: Actor, at: datetime) -> UUID:
    """Leave something out that is in scope in principle; returns the id of the exclusion.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: one of what, category, reason and what limits the risk is missing, not in its list, or too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)
        given = omission.checked()

        row = Exclusion.objects.create(assessment=assessment, added_at=at, **asdict(given))
        touch(assessment, at)

        act = Act(events.EXCLUSION_ADDED, "exclusion", f"{assessment.pk}/{row.pk}", after=asdict(given))
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.pk


def change(
    *, assessment_id: UUID, exclusion_id: UUID, omission: Omission, version: int, actor: Actor, at: datetime
) -> int:
    """Say an exclusion otherwise; `version` is the one the writer saw. Returns its new version.

    Raises:
        NotFound: the self-evaluation or the exclusion does not exist for this actor.
        ExclusionConflict: somebody else changed it since `version`.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: one of what, category, reason and what limits the risk is missing, not in its list, or too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        row = _exclusion(assessment, exclusion_id)

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)
        given = omission.checked()
        before = excluded(row)
        if given == before.omission:
            return before.version
        if before.version != version:
            raise ExclusionConflict(before)

        row.what, row.category, row.reason, row.limits_risk = asdict(given).values()
        row.version += 1
        row.save(update_fields=[*asdict(given), "version"])
        touch(assessment, at)

        subject = f"{assessment.pk}/{row.pk}"
        act = Act(events.EXCLUSION_CHANGED, "exclusion", subject, asdict(before.omission), asdict(given))
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.version


def include_again(*, assessment_id: UUID, exclusion_id: UUID, actor: Actor, at: datetime) -> None:
    """Take an exclusion back: what it left out is covered again.

    Raises:
        NotFound: the self-evaluation or the exclusion does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        row = _exclusion(assessment, exclusion_id)

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)

        before = asdict(excluded(row).omission)
        row.delete()
        touch(assessment, at)

        act = Act(events.EXCLUSION_REMOVED, "exclusion", f"{assessment.pk}/{exclusion_id}", before=before)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)


def _exclusion(assessment: Assessment, exclusion_id: UUID) -> Exclusion:
    row = Exclusion.objects.filter(assessment=assessment, pk=exclusion_id).first()
    if row is None:
        raise NotFound
    return row
