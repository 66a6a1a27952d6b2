"""Sato sees Aoba's self-evaluations at a glance; closing one keeps it readable; others see none."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoshimori.assessments.operations import answering, beginning, closing
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.overview import current, overview
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.parties.operations import access
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast

MET = Given(AnswerText(Result.MET, reason="就業規則に定めた。"))
NOT_MET = Given(AnswerText(Result.NOT_MET))
BLANK = Given(AnswerText(note="あとで調べる。"))


def begun(actor: Actor, at: datetime, title: str = "2026年度", level: int = 3) -> UUID:
    return beginning.begin(level=level, title=title, actor=actor, at=at)


def answer(actor: Actor, assessment_id: UUID, criterion_no: str, given: Given, at: datetime) -> None:
    answering.save(assessment_id=assessment_id, criterion_no=criterion_no, given=given, version=0, actor=actor, at=at)


def test_the_list_counts_as_the_sheet_does(cast: Cast, at: datetime) -> None:
    first = begun(cast.sato, at)
    answer(cast.sato, first, "1-2-3-1", MET, at)
    answer(cast.ito, first, "4-1-3-2", NOT_MET, at)
    answer(cast.ito, first, "4-1-3-4", BLANK, at)
    second = beginning.continue_from(assessment_id=first, level=4, title="★4へ", actor=cast.sato, at=at)
    answering.confirm(assessment_id=second, criterion_no="1-2-3-1", version=1, actor=cast.ito, at=at)

    lines = {line.id: line for line in overview(cast.mori, at).lines}

    for one in (first, second):
        assert lines[one].progress == sheet(cast.mori, at, one).progress
    assert (lines[second].continued_from_id, lines[second].level) == (first, 4)


def test_the_last_changed_comes_first_in_pages(cast: Cast, at: datetime) -> None:
    ids = [begun(cast.sato, at + timedelta(minutes=number // 2), f"{number}") for number in range(7)]

    seen, place = [], None
    while True:
        listing = overview(cast.sato, at, place, size=2)
        seen += [line.id for line in listing.lines]
        place = listing.older
        if place is None:
            break

    assert len(seen) == len(set(seen)) == 7
    assert set(seen[:1]) == {ids[6]}
    assert set(seen[1:3]) == {ids[4], ids[5]}


def test_the_list_takes_as_many_statements_for_one_as_for_many(cast: Cast, at: datetime) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            overview(cast.sato, at)
        return len(captured)

    begun(cast.sato, at)
    for_one = statements()
    for number in range(6):
        answer(cast.sato, begun(cast.sato, at, f"{number}"), "1-2-3-1", MET, at)

    assert (for_one, statements()) == (2, 2)


@pytest.mark.parametrize("who", ["kuro", "hayashi", "ono"])
def test_others_see_an_empty_list(cast: Cast, at: datetime, who: str) -> None:
    begun(cast.sato, at)
    outsider: Actor = getattr(cast, who)

    assert overview(outsider, at).lines == ()
    assert current(outsider, at) is None


def test_an_officer_with_open_access_sees_the_list_and_closes_nothing(cast: Cast, at: datetime) -> None:
    aobas = begun(cast.sato, at)
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせへの回答", hours=1, actor=cast.hayashi, at=at
    )

    assert [line.id for line in overview(cast.hayashi, at).lines] == [aobas]
    assert current(cast.hayashi, at) is None
    with pytest.raises(NotPermitted):
        closing.close(assessment_id=aobas, actor=cast.hayashi, at=at)
    assert overview(cast.hayashi, at + timedelta(hours=1)).lines == ()


def test_what_is_closed_is_worked_on_no_more(cast: Cast, at: datetime) -> None:
    older, newer = begun(cast.sato, at), begun(cast.sato, at + timedelta(minutes=1))

    closing.close(assessment_id=newer, actor=cast.mori, at=at + timedelta(minutes=2))

    assert current(cast.sato, at) == older
    assert overview(cast.sato, at).lines[0].state == AssessmentState.CLOSED
    with pytest.raises(NotPossibleNow):
        answer(cast.sato, newer, "1-2-3-1", MET, at)
    with pytest.raises(NotPossibleNow):
        closing.close(assessment_id=newer, actor=cast.mori, at=at)


def test_only_who_leads_closes_and_nobody_closes_what_is_anothers(cast: Cast, at: datetime) -> None:
    aobas = begun(cast.sato, at)

    with pytest.raises(NotPermitted):
        closing.close(assessment_id=aobas, actor=cast.ito, at=at)
    with pytest.raises(NotFound):
        closing.close(assessment_id=aobas, actor=cast.kuro, at=at)
    with pytest.raises(NotFound):
        closing.reopen(assessment_id=aobas, actor=cast.kuro, at=at)
