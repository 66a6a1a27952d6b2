"""Aoba's people answer criteria; whoever comes second loses nothing; a stranger sees nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from hoshimori.assessments.operations import answering, beginning
from hoshimori.assessments.operations.answering import AnswerConflict, Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted
from tests.cast import Cast

MET = Given(AnswerText(Result.MET, reason="就業規則の第12条に定め、全員が署名した。"))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def test_ito_answers_and_sato_sees_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    saved = answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=MET, version=0, actor=cast.ito, at=at)

    seen = sheet(cast.sato, at, aobas)

    assert saved.version == 1
    assert seen.answer("1-2-3-1").text == MET.text
    assert (seen.progress.total, seen.progress.met, seen.progress.open) == (81, 1, 80)


def test_two_people_at_one_criterion_both_keep_their_words(cast: Cast, aobas: UUID, at: datetime) -> None:
    answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=MET, version=0, actor=cast.ito, at=at)
    other = Given(AnswerText(Result.NOT_MET, plan="来月に定める。"))

    with pytest.raises(AnswerConflict) as conflict:
        answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=other, version=0, actor=cast.sato, at=at)

    assert conflict.value.current.text == MET.text
    assert sheet(cast.sato, at, aobas).answer("1-2-3-1").text == MET.text


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_no_such_self_evaluation(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)

    with pytest.raises(NotFound):
        sheet(outsider, at, aobas)
    with pytest.raises(NotFound):
        answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=MET, version=0, actor=outsider, at=at)


def test_a_contributor_begins_no_self_evaluation(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        beginning.begin(level=3, title="2026年度", actor=cast.ito, at=at)


def test_not_applicable_needs_a_conditional_criterion_and_a_basis(cast: Cast, aobas: UUID, at: datetime) -> None:
    without_basis = Given(AnswerText(Result.NOT_APPLICABLE))
    with_basis = Given(AnswerText(Result.NOT_APPLICABLE, reason="開発環境はありません。"))

    with pytest.raises(Invalid, match="BASIS_MISSING"):
        answering.save(
            assessment_id=aobas, criterion_no="4-1-2-4", given=without_basis, version=0, actor=cast.sato, at=at
        )
    with pytest.raises(Invalid, match="NOT_CONDITIONAL"):
        answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=with_basis, version=0, actor=cast.sato, at=at)
    answering.save(assessment_id=aobas, criterion_no="4-1-2-4", given=with_basis, version=0, actor=cast.sato, at=at)

    assert sheet(cast.sato, at, aobas).progress.not_applicable == 1


def test_star_4_asks_criteria_that_star_3_does_not(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotFound):
        answering.save(assessment_id=aobas, criterion_no="1-1-1-1", given=MET, version=0, actor=cast.sato, at=at)


def test_what_was_taken_over_counts_only_once_it_is_confirmed(cast: Cast, aobas: UUID, at: datetime) -> None:
    given = replace(MET, responsible_id=cast.ito.person_id)
    answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=given, version=0, actor=cast.sato, at=at)

    later = beginning.continue_from(assessment_id=aobas, level=4, title="★4へ", actor=cast.sato, at=at)
    before = sheet(cast.sato, at, later).progress
    answering.confirm(assessment_id=later, criterion_no="1-2-3-1", version=1, actor=cast.ito, at=at)
    after = sheet(cast.sato, at, later).progress

    assert (before.total, before.met, before.to_confirm) == (153, 0, 1)
    assert (after.met, after.to_confirm) == (1, 0)
