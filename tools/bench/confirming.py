"""Self-evaluations of 81 criteria that an expert is judging while it is measured, made by doing the operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

MATTERS = 8
WORDS = "規程に定め、担当者が毎月確かめて記録している。記録は文書管理システムに置き、三年のあいだ保つ。"
JUDGED = "書類と画面で確かめ、担当者に聞き取りました。"


def in_work(companies: Sequence[Actor], expert: Actor, at: datetime) -> list[str]:
    """Let companies hand over, and the expert judge every other criterion; returns the ids of the confirmations."""
    return [str(_judged_by_half(_handed_over(company, at), company, expert, at)) for company in companies[:MATTERS]]


def _handed_over(actor: Actor, at: datetime) -> UUID:
    from hoshimori.assessments.models import Answer
    from hoshimori.assessments.operations import beginning, scoping, submitting
    from hoshimori.assessments.queries.snapshot import snapshot
    from hoshimori.assessments.rules.scope import Statement
    from hoshimori.assessments.rules.snapshot import digest_of
    from hoshimori.schemes.queries import current_edition, edition
    from hoshimori.schemes.rules import Level

    begun = beginning.begin(level=3, title="確認してもらう自己評価", actor=actor, at=at)
    scoping.describe(assessment_id=begun, statement=Statement(text="本社の全員。"), version=0, actor=actor, at=at)
    criteria = edition(current_edition()).criteria_of(Level.THREE)
    Answer.objects.bulk_create(
        Answer(assessment_id=begun, criterion_no=criterion.no, result="MET", reason=WORDS, changed_at=at)
        for criterion in criteria
    )
    seen = digest_of(snapshot(actor, at, begun))
    submitting.submit(assessment_id=begun, seen_digest=seen, reason="証跡は面談で見せます。", actor=actor, at=at)
    return begun


def _judged_by_half(assessment_id: UUID, actor: Actor, expert: Actor, at: datetime) -> UUID:
    from hoshimori.confirmations.operations import asking, judging
    from hoshimori.confirmations.queries.detail import detail

    asked = asking.ask(assessment_id=assessment_id, expert_id=expert.membership_id, message="", actor=actor, at=at)
    judging.take_on(confirmation_id=asked, actor=expert, at=at)
    keys = [one.key for one in detail(expert, at, asked).subjects][::2]
    judging.judge(
        confirmation_id=asked, subjects=keys, verdict="AGREED", reason=JUDGED, versions={}, actor=expert, at=at
    )
    return asked
