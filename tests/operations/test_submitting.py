"""Aoba hands its self-evaluation over, takes it back, and sees when it no longer is what was handed over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import answering, beginning, commenting, scoping, submitting, tasks, timing
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.snapshot import present, snapshot
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.scope import Named, Statement
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.shared.actor import Actor
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast

MET = Given(AnswerText(Result.MET, reason="就業規則の第12条に定めた。"))
CRITERION = "1-2-3-1"
REASON = "残りは専門家と相談してから答えます。"


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3: a scope, one answer by Ito, and nothing more."""
    begun = beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    scoping.describe(assessment_id=begun, statement=Statement(text="本社の全員。"), version=0, actor=cast.sato, at=at)
    answering.save(assessment_id=begun, criterion_no=CRITERION, given=MET, version=0, actor=cast.ito, at=at)
    return begun


def hand_over(assessment_id: UUID, actor: Actor, at: datetime, reason: str = REASON) -> str:
    seen = digest_of(snapshot(actor, at, assessment_id))
    return submitting.submit(assessment_id=assessment_id, seen_digest=seen, reason=reason, actor=actor, at=at)


def test_what_is_handed_over_is_frozen_with_its_digest(cast: Cast, aobas: UUID, at: datetime) -> None:
    digest = hand_over(aobas, cast.sato, at)

    now = present(cast.mori, at, aobas)

    assert now.handed_over is not None
    assert (now.handed_over.number, now.handed_over.digest, now.handed_over.has_changed) == (1, digest, False)
    assert sheet(cast.sato, at, aobas).state == AssessmentState.SUBMITTED
    with pytest.raises(NotPossibleNow):
        answering.save(assessment_id=aobas, criterion_no=CRITERION, given=MET, version=1, actor=cast.ito, at=at)


def test_findings_and_the_reason_to_hand_over_nevertheless_become_part_of_it(
    cast: Cast, aobas: UUID, at: datetime
) -> None:
    with pytest.raises(Invalid, match="HAND_OVER_REASON_MISSING"):
        hand_over(aobas, cast.sato, at, reason=" \n")
    hand_over(aobas, cast.sato, at)

    last = present(cast.sato, at, aobas).handed_over

    assert last is not None
    assert last.handing_over is not None
    assert last.handing_over["reason"] == REASON
    assert (last.handing_over["by"], last.handing_over["role"]) == ("佐藤 花子", "COORDINATOR")
    assert len(last.handing_over["findings"]) == 81
    assert {"code": "EVIDENCE_MISSING", "criterion": CRITERION, "about": ""} in last.handing_over["findings"]


def test_what_somebody_changed_after_one_looked_is_not_handed_over_unseen(
    cast: Cast, aobas: UUID, at: datetime
) -> None:
    seen = digest_of(snapshot(cast.sato, at, aobas))
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)

    with pytest.raises(Conflict, match="CHANGED_SINCE_SEEN"):
        submitting.submit(assessment_id=aobas, seen_digest=seen, reason=REASON, actor=cast.sato, at=at)


def test_taken_back_and_left_as_it_is_it_still_is_what_was_handed_over(cast: Cast, aobas: UUID, at: datetime) -> None:
    hand_over(aobas, cast.sato, at)

    submitting.take_back(assessment_id=aobas, actor=cast.mori, at=at)
    before = present(cast.sato, at, aobas).handed_over
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)
    after = present(cast.sato, at, aobas).handed_over

    assert before is not None
    assert after is not None
    assert (before.has_changed, after.has_changed) == (False, True)


def test_handed_over_again_it_has_the_next_number(cast: Cast, aobas: UUID, at: datetime) -> None:
    hand_over(aobas, cast.sato, at)
    submitting.take_back(assessment_id=aobas, actor=cast.sato, at=at)

    hand_over(aobas, cast.mori, at + timedelta(days=1))

    last = present(cast.sato, at, aobas).handed_over
    assert last is not None
    assert (last.number, last.has_changed) == (2, False)


def test_it_can_be_handed_over_and_taken_back_once_at_a_time(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotPossibleNow):
        submitting.take_back(assessment_id=aobas, actor=cast.sato, at=at)
    hand_over(aobas, cast.sato, at)

    with pytest.raises(NotPossibleNow):
        hand_over(aobas, cast.sato, at)


def test_tasks_and_remarks_go_on_after_it_was_handed_over(cast: Cast, aobas: UUID, at: datetime) -> None:
    hand_over(aobas, cast.sato, at)

    tasks.add(assessment_id=aobas, criterion_no="", duty=Duty("証跡を集める"), actor=cast.ito, at=at)

    last = present(cast.sato, at, aobas).handed_over
    assert last is not None
    assert not last.has_changed


def test_remarks_among_colleagues_are_no_part_of_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    before = digest_of(snapshot(cast.sato, at, aobas))

    commenting.write(assessment_id=aobas, criterion_no=CRITERION, text="@佐藤 これでよいですか", actor=cast.ito, at=at)

    assert digest_of(snapshot(cast.sato, at, aobas)) == before


def test_the_same_content_has_the_same_digest_whoever_looks_and_whenever(cast: Cast, aobas: UUID, at: datetime) -> None:
    assert snapshot(cast.sato, at, aobas) == snapshot(cast.ito, at + timedelta(days=30), aobas)


def test_time_is_summed_by_criterion_and_by_person(cast: Cast, aobas: UUID, at: datetime) -> None:
    today = day_in_japan(at)
    for who, minutes in ((cast.ito, 30), (cast.sato, 45), (cast.ito, 25), (cast.ito, -10)):
        timing.record_minutes(
            assessment_id=aobas, criterion_no=CRITERION, minutes=minutes, spent_on=today, actor=who, at=at
        )

    whole = snapshot(cast.sato, at, aobas)

    assert next(part["minutes"] for part in whole["criteria"] if part["no"] == CRITERION) == 90
    assert whole["effort"] == [{"person": "伊藤 次郎", "minutes": 45}, {"person": "佐藤 花子", "minutes": 45}]


def test_a_contributor_hands_nothing_over(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        hand_over(aobas, cast.ito, at)
    hand_over(aobas, cast.sato, at)
    with pytest.raises(NotPermitted):
        submitting.take_back(assessment_id=aobas, actor=cast.ito, at=at)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_nothing_to_hand_over(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)

    with pytest.raises(NotFound):
        snapshot(outsider, at, aobas)
    with pytest.raises(NotFound):
        submitting.submit(assessment_id=aobas, seen_digest="", reason=REASON, actor=outsider, at=at)
    with pytest.raises(NotFound):
        submitting.take_back(assessment_id=aobas, actor=outsider, at=at)


def test_a_snapshot_takes_as_many_statements_for_one_answer_as_for_many(
    cast: Cast, aobas: UUID, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(13):
        few = present(cast.sato, at, aobas)
    for no in ("1-2-1-1", "1-2-1-2", "1-2-1-3", "1-3-1-1"):
        answering.save(assessment_id=aobas, criterion_no=no, given=MET, version=0, actor=cast.ito, at=at)
        scoping.name(assessment_id=aobas, named=Named("SITE", f"工場 {no}"), actor=cast.sato, at=at)
    with django_assert_num_queries(13):
        many = present(cast.sato, at, aobas)

    assert few.snapshot != many.snapshot
