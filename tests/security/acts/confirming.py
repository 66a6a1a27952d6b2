"""Acts about confirmations and declarations, with an expert of the company itself."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from hoshimori.assessments.operations import evidence
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.confirmations.operations import asking, concluding, declaring, judging, looking
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, Manner, Verdict
from hoshimori.files.intake import Upload
from hoshimori.shared.actor import Actor
from tests import confirming
from tests.cast import make_eligible
from tests.confirming import Asked
from tests.security.acts.experts import in_house
from tests.security.acts.telling import CRITERION, Doing, Stage, tells

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ONE = Key(About.CRITERION, CRITERION)
WHY = "記録が見当たりません。"


def eligible(stage: Stage) -> Actor:
    """Return an expert of the company on stage, whom the operator made eligible."""
    expert = in_house(stage)
    make_eligible(expert, stage.cast.hayashi, stage.at)
    return expert


def matter(stage: Stage, expert: Actor) -> Asked:
    """Return what the expert took on: the company's self-evaluation with everything met."""
    return confirming.taken_on(stage.cast.sato, expert, stage.at)


def by(stage: Stage, ours: Asked) -> dict[str, Any]:
    return {"confirmation_id": ours.confirmation_id, **stage.who(ours.expert)}


def need(stage: Stage) -> UUID:
    assessment_id = confirming.handed_over(stage.cast.sato, stage.at)
    return asking.show_need(assessment_id=assessment_id, message="", **stage.sato)


@tells(asking.show_need)
def a_need_is_put_on_the_list(stage: Stage) -> Doing:
    assessment_id = confirming.handed_over(stage.cast.sato, stage.at)
    return lambda: asking.show_need(assessment_id=assessment_id, message="年内に希望します。", **stage.sato)


@tells(asking.ask)
def an_expert_is_asked(stage: Stage) -> Doing:
    assessment_id, expert_id = confirming.handed_over(stage.cast.sato, stage.at), eligible(stage).membership_id
    return lambda: asking.ask(assessment_id=assessment_id, expert_id=expert_id, message="", **stage.sato)


@tells(asking.withdraw)
def a_need_is_withdrawn(stage: Stage) -> Doing:
    confirmation_id = need(stage)
    return lambda: asking.withdraw(confirmation_id=confirmation_id, reason="知人に頼みます。", **stage.sato)


@tells(asking.hand_over_again)
def the_expert_is_given_what_was_handed_over_anew(stage: Stage) -> Doing:
    ours = matter(stage, eligible(stage))
    confirming.hand_over_anew(ours.assessment_id, stage.cast.sato, stage.at)
    return lambda: asking.hand_over_again(confirmation_id=ours.confirmation_id, **stage.sato)


@tells(judging.take_on)
def an_expert_takes_a_need_on(stage: Stage) -> Doing:
    confirmation_id, expert = need(stage), eligible(stage)
    return lambda: judging.take_on(confirmation_id=confirmation_id, **stage.who(expert))


@tells(judging.decline)
def an_expert_declines(stage: Stage) -> Doing:
    ours = matter(stage, eligible(stage))
    return lambda: judging.decline(reason=WHY, **by(stage, ours))


@tells(judging.judge)
def an_expert_judges_two_things_at_once(stage: Stage) -> Doing:
    ours, other = matter(stage, eligible(stage)), Key(About.CRITERION, "1-3-1-1")
    return lambda: judging.judge(
        subjects=[ONE, other], verdict=Verdict.AGREED, reason=confirming.AGREED, versions={}, **by(stage, ours)
    )


@tells(judging.take_over_unchanged)
def an_expert_agrees_again_with_what_did_not_change(stage: Stage) -> Doing:
    ours = confirming.returned(stage.cast.sato, eligible(stage), stage.at, [ONE])
    confirming.hand_over_anew(ours.assessment_id, stage.cast.sato, stage.at)
    asking.hand_over_again(confirmation_id=ours.confirmation_id, **stage.sato)
    return lambda: judging.take_over_unchanged(**by(stage, ours))


@tells(concluding.send_back)
def an_expert_returns_it(stage: Stage) -> Doing:
    ours = matter(stage, eligible(stage))
    confirming.judge(ours, stage.at, [ONE], Verdict.NOT_AGREED, WHY)
    return lambda: concluding.send_back(reason="", advice="", manner="", **by(stage, ours))


@tells(concluding.confirm)
def an_expert_confirms_it(stage: Stage) -> Doing:
    ours = confirming.judged(stage.cast.sato, eligible(stage), stage.at)
    return lambda: concluding.confirm(manner=Manner.VISIT, advice="", **by(stage, ours))


@tells(declaring.declare)
def management_declares(stage: Stage) -> Doing:
    ours, mori = confirming.confirmed(stage.cast.sato, eligible(stage), stage.at), stage.cast.mori
    seen = detail(mori, stage.at, ours.confirmation_id).line.whole_digest
    return lambda: declaring.declare(
        confirmation_id=ours.confirmation_id,
        seen_digest=seen,
        title="代表取締役",
        authenticated_at=stage.at - timedelta(minutes=1),
        **stage.who(mori),
    )


@tells(looking.open_evidence)
def an_expert_opens_evidence(stage: Stage) -> Doing:
    begun, expert = confirming.answered(stage.cast.sato, stage.at), eligible(stage)
    piece = evidence.add_file(
        assessment_id=begun,
        criterion_no=CRITERION,
        upload=Upload("規程.pdf", BytesIO(PDF), len(PDF)),
        covers=Covers(),
        **stage.sato,
    )
    confirming.hand_over(begun, stage.cast.sato, stage.at)
    ours = confirming.ask_about(begun, stage.cast.sato, expert, stage.at)
    judging.take_on(**by(stage, ours))
    return lambda: b"".join(looking.open_evidence(sha256=piece.sha256, **by(stage, ours)).pieces)
