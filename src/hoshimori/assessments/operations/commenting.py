"""Colleagues write to each other about a criterion; nothing of it is ever handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Comment
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.comments import checked_comment, mentioned_in
from hoshimori.assessments.rules.states import AssessmentState, takes_comments
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries import members_visible_to
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def write(*, assessment_id: UUID, criterion_no: str, text: str, actor: Actor, at: datetime) -> UUID:
    """Write a remark about a criterion; colleagues named in it with an @ are spoken to. Returns its id.

    What was handed over can still be talked about. The journal says that a remark was written, not what it says.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation is closed.
        Invalid: the remark says nothing or is too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)

        require(actor, Action.COMMENT)

        if not takes_comments(AssessmentState(assessment.state)):
            raise NotPossibleNow("ASSESSMENT_CLOSED")
        words = checked_comment(text)

        comment = Comment.objects.create(
            assessment=assessment, criterion_no=criterion_no, author_id=actor.person_id, text=words, written_at=at
        )
        colleagues = {member.person_id: member.person for member in members_visible_to(actor)}
        mentioned = mentioned_in(words, {person_id: person.name for person_id, person in colleagues.items()})
        comment.mentioned.set(colleagues[person_id] for person_id in mentioned)

        after = {"criterion": criterion_no, "mentioned": sorted(str(person) for person in mentioned)}
        act = Act(events.COMMENT_WRITTEN, "comment", str(comment.pk), after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return comment.pk
