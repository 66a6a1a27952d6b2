"""Kiyota judges Aoba's self-evaluation thing by thing, returns it with reasons, and confirms it once all is well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import alternatives, evidence, scoping, submitting
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.operations.excluding import exclude
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.assessments.rules.scope import Omission, Statement
from hoshimori.confirmations.operations import asking, concluding, judging, looking
from hoshimori.confirmations.operations.judging import JudgementConflict
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.judging import JudgementValue, Key
from hoshimori.confirmations.rules.states import About, ConfirmationState, Manner, Verdict
from hoshimori.files.intake import Upload
from hoshimori.journal.queries import of_subject
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests import confirming
from tests.cast import Cast, Experts, make_eligible
from tests.confirming import Asked

ONE, OTHER = "1-2-3-1", "1-3-1-1"
CRITERION, NEXT = Key(About.CRITERION, ONE), Key(About.CRITERION, OTHER)
ALTERNATIVE, EXCLUSION = Key(About.ALTERNATIVE, ONE), Key(About.EXCLUSION, "0")
WHY = "入退室の記録が見当たりません。"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota, eligible until October 2027."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def matter(cast: Cast, kiyota: Actor, at: datetime) -> Asked:
    """What Kiyota took on: everything met, with an alternative, an exclusion, a file."""
    begun = confirming.answered(cast.sato, at)
    omission = Omission("検査室のPC 2台", "OUT_OF_SUPPORT_CUT_OFF", "更新できません。", "切り離しました。")
    exclude(assessment_id=begun, omission=omission, actor=cast.sato, at=at)
    text = AlternativeText("鍵を守る。", "金庫に入れる。", "鍵は2人だけが持つ。")
    alternatives.propose(assessment_id=begun, criterion_no=ONE, text=text, version=0, actor=cast.sato, at=at)
    evidence.add_file(
        assessment_id=begun,
        criterion_no=ONE,
        upload=Upload("誓約書.pdf", BytesIO(PDF), len(PDF)),
        covers=Covers(date(2026, 1, 1), date(2026, 11, 1)),
        actor=cast.sato,
        at=at,
    )
    confirming.hand_over(begun, cast.sato, at)
    asked = confirming.ask_about(begun, cast.sato, kiyota, at)
    judging.take_on(confirmation_id=asked.confirmation_id, actor=kiyota, at=at)
    return asked


def judge(
    matter: Asked,
    at: datetime,
    subjects: Sequence[Key] = (CRITERION,),
    versions: Mapping[Key, int] | None = None,
    **others: str,
) -> Mapping[Key, JudgementValue]:
    return judging.judge(
        confirmation_id=matter.confirmation_id,
        subjects=subjects,
        verdict=others.get("verdict", Verdict.AGREED),
        reason=others.get("reason", confirming.AGREED),
        versions=versions or {},
        actor=matter.expert,
        at=at,
    )


def send_back(matter: Asked, at: datetime, reason: str = "", manner: str = "") -> None:
    concluding.send_back(
        confirmation_id=matter.confirmation_id, reason=reason, advice="", manner=manner, actor=matter.expert, at=at
    )


def confirm(matter: Asked, at: datetime, manner: str = Manner.VISIT) -> str:
    return concluding.confirm(
        confirmation_id=matter.confirmation_id, manner=manner, advice="", actor=matter.expert, at=at
    )


def test_one_reason_serves_several_criteria(matter: Asked, at: datetime) -> None:
    saved = judge(matter, at, [CRITERION, NEXT, ALTERNATIVE, EXCLUSION])

    now = detail(matter.expert, at, matter.confirmation_id)
    assert now.judgements == saved
    assert {value.reason for value in saved.values()} == {confirming.AGREED}
    assert now.line.judged == 2


def test_what_was_not_handed_over_is_not_judged(matter: Asked, at: datetime) -> None:
    for stranger in (Key(About.ALTERNATIVE, OTHER), Key(About.EXCLUSION, "1"), Key(About.CRITERION, "1-1-1-1")):
        with pytest.raises(NotFound):
            judge(matter, at, [CRITERION, stranger])

    assert detail(matter.expert, at, matter.confirmation_id).judgements == {}


def test_a_judgement_has_a_verdict_and_a_written_reason(matter: Asked, at: datetime) -> None:
    with pytest.raises(Invalid, match="REASON_MISSING"):
        judge(matter, at, reason=" ")
    with pytest.raises(Invalid, match="VERDICT_MISSING"):
        judge(matter, at, verdict="")
    with pytest.raises(Invalid, match="NOTHING_CHOSEN"):
        judge(matter, at, [])


def test_of_two_windows_the_second_learns_what_the_first_said(matter: Asked, at: datetime) -> None:
    judge(matter, at, [CRITERION])

    with pytest.raises(JudgementConflict) as conflict:
        judge(matter, at, [CRITERION, NEXT], verdict=Verdict.NOT_AGREED, reason=WHY)

    assert conflict.value.current[CRITERION].reason == confirming.AGREED
    assert NEXT not in detail(matter.expert, at, matter.confirmation_id).judgements
    changed = judge(matter, at, [CRITERION, NEXT], {CRITERION: 1}, verdict=Verdict.NOT_AGREED, reason=WHY)
    assert (changed[CRITERION].version, changed[NEXT].version) == (2, 1)


def test_the_same_said_twice_changes_nothing(matter: Asked, at: datetime) -> None:
    judge(matter, at)

    again = judge(matter, at + timedelta(minutes=1))

    assert (again[CRITERION].version, again[CRITERION].judged_at) == (1, at)
    told = of_subject(
        kind="confirmation", subject_id=str(matter.confirmation_id), about_id=matter.actor.organization_id
    )
    assert [entry.act for entry in told].count("confirmations:judgement:given") == 1


def test_the_company_reads_judgements_once_it_is_returned(matter: Asked, at: datetime) -> None:
    judge(matter, at, [CRITERION], verdict=Verdict.NOT_AGREED, reason=WHY)
    assert detail(matter.actor, at, matter.confirmation_id).judgements == {}

    send_back(matter, at, manner=Manner.PAPER_ONLY)

    read = detail(matter.actor, at, matter.confirmation_id)
    assert read.judgements[CRITERION].reason == WHY
    assert (read.line.state, read.line.times_returned) == (ConfirmationState.RETURNED, 1)
    assert read.line.manner == Manner.PAPER_ONLY
    with pytest.raises(NotPossibleNow):
        judge(matter, at, [NEXT])


def test_of_what_was_handed_over_again_unjudged_the_company_reads_nothing(matter: Asked, at: datetime) -> None:
    judge(matter, at, [CRITERION], verdict=Verdict.NOT_AGREED, reason=WHY)
    confirming.hand_over_anew(matter.assessment_id, matter.actor, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=matter.actor, at=at)

    read, own = (detail(who, at, matter.confirmation_id).former for who in (matter.actor, matter.expert))

    assert read is not None
    assert own is not None
    assert (read.judgements, own.judgements[CRITERION].reason) == ({}, WHY)


def test_nothing_is_returned_without_a_reason(matter: Asked, at: datetime) -> None:
    judge(matter, at, [CRITERION])
    with pytest.raises(Invalid, match="RETURN_REASON_MISSING"):
        send_back(matter, at)
    with pytest.raises(Invalid, match="MANNER_MISSING"):
        send_back(matter, at, reason="規程の版が違います。", manner="BY_TELEPHONE")

    send_back(matter, at, reason="規程の版が違います。")

    assert detail(matter.actor, at, matter.confirmation_id).line.reason == "規程の版が違います。"


def test_what_was_agreed_with_and_did_not_change_is_taken_over(cast: Cast, matter: Asked, at: datetime) -> None:
    judge(matter, at, [NEXT], verdict=Verdict.NOT_AGREED, reason=WHY)
    confirming.judge(matter, at)
    send_back(matter, at)
    text = AlternativeText("鍵を守る。", "金庫に入れ、記録を付ける。", "鍵は2人だけが持つ。")

    def mend() -> None:
        confirming.answer(matter.assessment_id, OTHER, confirming.MENDED, cast.ito, at)
        alternatives.propose(
            assessment_id=matter.assessment_id, criterion_no=ONE, text=text, version=1, actor=cast.sato, at=at
        )

    confirming.hand_over_anew(matter.assessment_id, cast.sato, at, mend)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)

    taken = judging.take_over_unchanged(confirmation_id=matter.confirmation_id, actor=matter.expert, at=at)

    assert len(taken) == 80
    assert {CRITERION, NEXT, ALTERNATIVE}.isdisjoint(taken)
    assert taken[EXCLUSION].reason == confirming.AGREED
    now = detail(matter.expert, at, matter.confirmation_id)
    assert now.judgements == taken
    with pytest.raises(NotPossibleNow, match="NOTHING_TO_TAKE_OVER"):
        judging.take_over_unchanged(confirmation_id=matter.confirmation_id, actor=matter.expert, at=at)


def test_at_the_first_handing_over_there_is_nothing_to_take_over(matter: Asked, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="NOTHING_TO_TAKE_OVER"):
        judging.take_over_unchanged(confirmation_id=matter.confirmation_id, actor=matter.expert, at=at)


def test_what_is_judged_already_is_not_overwritten_by_what_was_said_before(matter: Asked, at: datetime) -> None:
    confirming.judge(matter, at)
    send_back(matter, at, reason="役員会の承認を待ちます。")
    confirming.hand_over_anew(matter.assessment_id, matter.actor, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=matter.actor, at=at)
    judge(matter, at, [CRITERION], verdict=Verdict.NOT_AGREED, reason=WHY)

    judging.take_over_unchanged(confirmation_id=matter.confirmation_id, actor=matter.expert, at=at)

    assert detail(matter.expert, at, matter.confirmation_id).judgements[CRITERION].reason == WHY


def test_the_expert_is_shown_that_the_scope_changed(cast: Cast, matter: Asked, at: datetime) -> None:
    judge(matter, at)

    def widen() -> None:
        statement = Statement(text="本社と工場の全員。")
        scoping.describe(assessment_id=matter.assessment_id, statement=statement, version=1, actor=cast.sato, at=at)

    confirming.hand_over_anew(matter.assessment_id, cast.sato, at, widen)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)

    former = detail(matter.expert, at, matter.confirmation_id).former
    assert former is not None
    assert former.has_scope_changed


def test_confirmed_it_says_what_was_judged_by_whom_and_how(matter: Asked, at: datetime) -> None:
    confirming.judge(matter, at)

    digest = confirm(matter, at)

    line = detail(matter.actor, at, matter.confirmation_id).line
    assert (line.state, line.manner, line.whole_digest) == (ConfirmationState.CONFIRMED, Manner.VISIT, digest)
    assert line.concluded_at == at
    read = detail(matter.actor, at, matter.confirmation_id)
    assert len(read.judgements) == 83
    with pytest.raises(NotPossibleNow):
        confirm(matter, at)
    with pytest.raises(NotPossibleNow):
        judging.decline(confirmation_id=matter.confirmation_id, reason=WHY, actor=matter.expert, at=at)


@pytest.mark.parametrize("left_out", [CRITERION, ALTERNATIVE, EXCLUSION])
def test_nothing_may_be_left_unjudged(matter: Asked, at: datetime, left_out: Key) -> None:
    subjects = detail(matter.expert, at, matter.confirmation_id).subjects
    judge(matter, at, [one.key for one in subjects if one.key != left_out])

    with pytest.raises(NotPossibleNow, match="NOT_ALL_JUDGED") as refusal:
        confirm(matter, at)

    assert refusal.value.particulars == {"amount": 1}


@pytest.mark.parametrize("refused", [CRITERION, ALTERNATIVE, EXCLUSION])
def test_nothing_may_be_disagreed_with(matter: Asked, at: datetime, refused: Key) -> None:
    judge(matter, at, [refused], verdict=Verdict.NOT_AGREED, reason=WHY)
    confirming.judge(matter, at)

    with pytest.raises(NotPossibleNow, match="NOT_ALL_AGREED"):
        confirm(matter, at)


def test_agreeing_that_a_criterion_is_not_met_makes_no_star(cast: Cast, kiyota: Actor, at: datetime) -> None:
    begun = confirming.answered(cast.sato, at)
    confirming.answer(begun, ONE, Given(AnswerText(Result.NOT_MET, plan="来月に定める。")), cast.ito, at)
    confirming.hand_over(begun, cast.sato, at)
    matter = confirming.ask_about(begun, cast.sato, kiyota, at)
    judging.take_on(confirmation_id=matter.confirmation_id, actor=kiyota, at=at)
    confirming.judge(matter, at)

    with pytest.raises(NotPossibleNow, match="CRITERIA_NOT_MET") as refusal:
        confirm(matter, at)

    assert refusal.value.particulars == {"criteria": ONE}


def test_how_it_was_done_is_said(matter: Asked, at: datetime) -> None:
    confirming.judge(matter, at)

    with pytest.raises(Invalid, match="MANNER_MISSING"):
        confirm(matter, at, manner="")


def test_what_was_taken_back_or_handed_over_anew_is_not_confirmed(matter: Asked, at: datetime) -> None:
    confirming.judge(matter, at)
    submitting.take_back(assessment_id=matter.assessment_id, actor=matter.actor, at=at)
    with pytest.raises(NotPossibleNow, match="NOT_HANDED_OVER"):
        confirm(matter, at)
    confirming.hand_over(matter.assessment_id, matter.actor, at)

    with pytest.raises(NotPossibleNow, match="HANDED_OVER_ANEW"):
        confirm(matter, at)


def opened(matter: Asked, sha256: str, actor: Actor, at: datetime) -> bytes:
    opened = looking.open_evidence(confirmation_id=matter.confirmation_id, sha256=sha256, actor=actor, at=at)
    return b"".join(opened.pieces)


def test_the_expert_opens_exactly_the_evidence_that_was_handed_over(cast: Cast, matter: Asked, at: datetime) -> None:
    snapshot = detail(matter.expert, at, matter.confirmation_id).snapshot
    (piece,) = next(part["evidence"] for part in snapshot["criteria"] if part["no"] == ONE)
    later = evidence_added_later(cast, matter, at)

    assert opened(matter, piece["sha256"], matter.expert, at) == PDF
    with pytest.raises(NotFound):
        opened(matter, later, matter.expert, at)
    with pytest.raises(NotFound):
        opened(matter, "", matter.expert, at)
    told = of_subject(kind="confirmation", subject_id=str(matter.confirmation_id), about_id=cast.sato.organization_id)
    assert (told[0].act, told[0].after["name"]) == ("confirmations:evidence:opened", "誓約書.pdf")
    with pytest.raises(NotPermitted):
        opened(matter, piece["sha256"], cast.sato, at)
    judging.decline(confirmation_id=matter.confirmation_id, reason=WHY, actor=matter.expert, at=at)
    with pytest.raises(NotFound):
        opened(matter, piece["sha256"], matter.expert, at)


def evidence_added_later(cast: Cast, matter: Asked, at: datetime) -> str:
    """Return the SHA-256 of a file that the company attached after it took the self-evaluation back."""
    submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)
    content = PDF + b"%later\n"
    added = evidence.add_file(
        assessment_id=matter.assessment_id,
        criterion_no=OTHER,
        upload=Upload("議事録.pdf", BytesIO(content), len(content)),
        covers=Covers(),
        actor=cast.sato,
        at=at,
    )
    return added.sha256


def test_a_confirmation_takes_as_many_statements_for_one_judgement_as_for_all(
    matter: Asked, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    judge(matter, at)
    with django_assert_num_queries(4):
        detail(matter.expert, at, matter.confirmation_id)
    confirming.judge(matter, at)
    with django_assert_num_queries(4):
        detail(matter.expert, at, matter.confirmation_id)
