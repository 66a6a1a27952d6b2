"""How Aoba's self-evaluation comes to be handed over, asked about, judged, confirmed and declared.

Each builder does what the one before it does and one step more, by doing the operations. The expert who is given has to
be eligible already (`tests.cast.make_eligible`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hoshimori.assessments.operations import answering, beginning, scoping, submitting
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.snapshot import snapshot
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.scope import Statement
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.confirmations.operations import asking, concluding, declaring, judging
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import Manner, Verdict
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.actor import Actor

LACKING = "証跡は面談のときに見せます。"
AGREED = "書類と画面で確かめました。"
MET = Given(AnswerText(Result.MET, reason="規程に定め、記録で確かめている。"))
MENDED = Given(AnswerText(Result.MET, reason="指摘のあと、記録を付け始めた。"))


def answered(actor: Actor, at: datetime, level: int = 3) -> UUID:
    """Return a new self-evaluation of the actor's company with a scope and every criterion met."""
    begun = beginning.begin(level=level, title="2026年度", actor=actor, at=at)
    scoping.describe(assessment_id=begun, statement=Statement(text="本社の全員。"), version=0, actor=actor, at=at)
    for criterion in edition(current_edition()).criteria_of(Level(level)):
        answering.save(assessment_id=begun, criterion_no=criterion.no, given=MET, version=0, actor=actor, at=at)
    return begun


def answer(assessment_id: UUID, no: str, given: Given, actor: Actor, at: datetime) -> None:
    """The actor answers a criterion, or answers it anew."""
    version = sheet(actor, at, assessment_id).answer(no).version
    answering.save(assessment_id=assessment_id, criterion_no=no, given=given, version=version, actor=actor, at=at)


def hand_over(assessment_id: UUID, actor: Actor, at: datetime) -> str:
    """Hand over what stands now; returns the digest of what was handed over."""
    seen = digest_of(snapshot(actor, at, assessment_id))
    return submitting.submit(assessment_id=assessment_id, seen_digest=seen, reason=LACKING, actor=actor, at=at)


def hand_over_anew(assessment_id: UUID, actor: Actor, at: datetime, change: Callable[[], object] | None = None) -> str:
    """Take back what was handed over, change it, and hand it over once more."""
    submitting.take_back(assessment_id=assessment_id, actor=actor, at=at)
    if change is not None:
        change()
    return hand_over(assessment_id, actor, at)


def handed_over(actor: Actor, at: datetime) -> UUID:
    """Return a self-evaluation with everything met, handed over by the actor."""
    assessment_id = answered(actor, at)
    hand_over(assessment_id, actor, at)
    return assessment_id


@dataclass(frozen=True)
class Asked:
    """A confirmation with who asked for it and who is its expert."""

    assessment_id: UUID
    confirmation_id: UUID
    actor: Actor
    expert: Actor


def ask_about(assessment_id: UUID, actor: Actor, expert: Actor, at: datetime) -> Asked:
    """The actor asks the expert about what is handed over."""
    expert_id = expert.membership_id
    confirmation_id = asking.ask(assessment_id=assessment_id, expert_id=expert_id, message="", actor=actor, at=at)
    return Asked(assessment_id, confirmation_id, actor, expert)


def asked(actor: Actor, expert: Actor, at: datetime) -> Asked:
    """The actor hands over and asks the expert."""
    return ask_about(handed_over(actor, at), actor, expert, at)


def taken_on(actor: Actor, expert: Actor, at: datetime) -> Asked:
    """The expert takes it on."""
    matter = asked(actor, expert, at)
    judging.take_on(confirmation_id=matter.confirmation_id, actor=expert, at=at)
    return matter


def judge(
    matter: Asked,
    at: datetime,
    subjects: Iterable[Key] | None = None,
    verdict: Verdict = Verdict.AGREED,
    reason: str = AGREED,
) -> None:
    """The expert says the same about some things, or about everything that is not judged yet."""
    now = detail(matter.expert, at, matter.confirmation_id)
    keys: Sequence[Key] = [one.key for one in now.subjects if one.key not in now.judgements]
    if subjects is not None:
        keys = list(subjects)
    judging.judge(
        confirmation_id=matter.confirmation_id,
        subjects=keys,
        verdict=verdict,
        reason=reason,
        versions={key: value.version for key, value in now.judgements.items()},
        actor=matter.expert,
        at=at,
    )


def judged(actor: Actor, expert: Actor, at: datetime) -> Asked:
    """The expert agrees with everything."""
    matter = taken_on(actor, expert, at)
    judge(matter, at)
    return matter


def confirm(matter: Asked, at: datetime) -> str:
    """Return the digest of the whole."""
    return concluding.confirm(
        confirmation_id=matter.confirmation_id,
        manner=Manner.EVIDENCE_SEEN,
        advice="来年は訓練の回数を増やすとよいでしょう。",
        actor=matter.expert,
        at=at,
    )


def confirmed(actor: Actor, expert: Actor, at: datetime) -> Asked:
    """The expert confirms."""
    matter = judged(actor, expert, at)
    confirm(matter, at)
    return matter


def returned(actor: Actor, expert: Actor, at: datetime, disagreed: Sequence[Key]) -> Asked:
    """The expert disagrees with some things, agrees with the others, and returns the whole."""
    matter = taken_on(actor, expert, at)
    judge(matter, at, disagreed, Verdict.NOT_AGREED, "記録が見当たりません。")
    judge(matter, at)
    concluding.send_back(
        confirmation_id=matter.confirmation_id,
        reason="",
        advice="記録の残し方から始めてください。",
        manner="",
        actor=expert,
        at=at,
    )
    return matter


def declare(matter: Asked, representative: Actor, at: datetime, authenticated_at: datetime | None = None) -> UUID:
    """The representative proves to be there and declares over what stands confirmed now; returns the declaration."""
    seen = detail(representative, at, matter.confirmation_id).line.whole_digest
    return declare_over(matter, seen, representative, at, authenticated_at)


def declare_over(
    matter: Asked, seen: str, representative: Actor, at: datetime, authenticated_at: datetime | None = None
) -> UUID:
    """The representative declares over what it saw."""
    return declaring.declare(
        confirmation_id=matter.confirmation_id,
        seen_digest=seen,
        title="代表取締役",
        authenticated_at=authenticated_at or at - timedelta(minutes=1),
        actor=representative,
        at=at,
    )


def declared(actor: Actor, expert: Actor, representative: Actor, at: datetime) -> Asked:
    """The representative declares."""
    matter = confirmed(actor, expert, at)
    declare(matter, representative, at)
    return matter
