"""The page on which a self-evaluation is handed over or taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.snapshot import present
from hoshimori.assessments.queries.submissions import submissions_of
from hoshimori.assessments.rules.checks import findings
from hoshimori.assessments.rules.snapshot import REASON_LIMIT, digest_of
from hoshimori.assessments.rules.states import AssessmentAction
from hoshimori.confirmations.queries.lines import going_on
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.report.missing import groups
from hoshimori.web.applicant.report.pages import head
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.submissions import SubmissionLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.report.missing import Group
    from hoshimori.web.applicant.report.pages import Head


@dataclass(frozen=True, slots=True)
class Ends:
    """What taking back ends: an expert's work, or a confirmation; `is_on_the_way`: a confirmation goes on at all."""

    is_on_the_way: bool
    expert_at_work: bool
    confirmation: bool


@dataclass(frozen=True)
class HandOverPage:
    """What handing over means now, and what was handed over before."""

    head: Head
    digest: str
    groups: Sequence[Group]
    submissions: Sequence[SubmissionLine]
    can_hand_over_now: bool
    can_take_back_now: bool
    ends: Ends
    reason_limit: int = REASON_LIMIT
    form: Form = field(default_factory=Form)


def hand_over_page(actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None) -> HandOverPage:
    """Return the page of handing over.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    whole, now = sheet(actor, at, assessment_id), present(actor, at, assessment_id)
    top = head(whole, now, actor, at)
    return HandOverPage(
        head=top,
        digest=digest_of(now.snapshot),
        groups=groups(whole, findings(now.snapshot, whole.edition, day_in_japan(at))),
        submissions=submissions_of(actor, at, assessment_id),
        can_hand_over_now=top.can_be_handed_over and AssessmentAction.SUBMIT in whole.allowed_actions,
        can_take_back_now=top.can_be_handed_over and AssessmentAction.TAKE_BACK in whole.allowed_actions,
        ends=_ends(actor, at, assessment_id),
        form=form or Form(),
    )


def _ends(actor: Actor, at: datetime, assessment_id: UUID) -> Ends:
    line = going_on(actor, at, assessment_id)
    state = line.state if line is not None and line.is_in_force else None
    return Ends(
        is_on_the_way=line is not None,
        expert_at_work=state == ConfirmationState.JUDGING,
        confirmation=state == ConfirmationState.CONFIRMED,
    )
