"""People record what time a criterion took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from hoshimori.assessments import events
from hoshimori.assessments.models import TimeSpent
from hoshimori.assessments.operations.answering import require_answering
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.effort import check_minutes
from hoshimori.journal.operations import Act, record
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def record_minutes(
    *, assessment_id: UUID, criterion_no: str, minutes: int, spent_on: date, actor: Actor, at: datetime
) -> None:
    """Record the actor's own minutes on a criterion; negative ones take back what was recorded by mistake.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: no time at all, more than a day, a day to come, or more taken back than was recorded.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        own = TimeSpent.objects.filter(assessment=assessment, criterion_no=criterion_no, person_id=actor.person_id)
        recorded = own.aggregate(sum=Sum("minutes"))["sum"] or 0

        require(actor, Action.RECORD_TIME)

        require_answering(assessment)
        check_minutes(minutes, spent_on=spent_on, today=day_in_japan(at), recorded=recorded)

        TimeSpent.objects.create(
            assessment=assessment,
            criterion_no=criterion_no,
            person_id=actor.person_id,
            minutes=minutes,
            spent_on=spent_on,
            recorded_at=at,
        )

        after = {"minutes": minutes, "spent_on": spent_on.isoformat()}
        act = Act(events.TIME_RECORDED, "answer", f"{assessment.pk}/{criterion_no}", after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
