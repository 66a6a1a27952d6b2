"""Sato takes the workbook along, fills it in and takes it back in; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from hoshimori.assessments.operations import answering, beginning, closing, importing
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.workbooks import Proposed, desk, proposed, workbook
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.importing import Standing
from hoshimori.assessments.rules.states import ImportState
from hoshimori.journal.models import Entry
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.exchange.workbooks import changed

POLICY, SECRECY, DEVELOPMENT = "1-3-1-1", "1-2-3-1", "4-1-2-4"
MET = AnswerText(Result.MET, reason="就業規則の第12条に定め、全員が署名した。")
NOT_MET = AnswerText(Result.NOT_MET, reason="", plan="来月に定める。")


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, with one answer of Ito's."""
    aobas = beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    say(aobas, SECRECY, MET, cast.ito, at)
    return aobas


def say(assessment_id: UUID, no: str, text: AnswerText, actor: Actor, at: datetime) -> None:
    version = sheet(actor, at, assessment_id).answer(no).version
    answering.save(assessment_id=assessment_id, criterion_no=no, given=Given(text), version=version, actor=actor, at=at)


def hand_in(cast: Cast, at: datetime, aobas: UUID, changes: Mapping[str, Mapping[str, str]]) -> UUID:
    """Return the import of the workbook as it was exported just now, with other words in some cells."""
    content = changed(workbook(cast.sato, at, aobas, "ja").content, changes)
    return importing.hand_in(assessment_id=aobas, file_name="自己評価.xlsx", content=content, actor=cast.sato, at=at)


def look(cast: Cast, at: datetime, aobas: UUID, handed_in: UUID, *, erase_blanks: bool = False) -> Proposed:
    return proposed(cast.sato, at, aobas, handed_in, erase_blanks=erase_blanks)


def chosen(page: Proposed) -> dict[str, int]:
    """Return every row that can be taken without a second look, as the page offers it."""
    return {row.no: row.before.version for row in page.proposal.standing(Standing.CHANGED)}


def accept(cast: Cast, at: datetime, aobas: UUID, handed_in: UUID, rows: Mapping[str, int]) -> importing.Accepted:
    return importing.accept(
        assessment_id=aobas, import_id=handed_in, chosen=rows, erase_blanks=False, actor=cast.sato, at=at
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_was_exported_changes_nothing_when_it_comes_back(
    cast: Cast, aobas: UUID, at: datetime, language: str
) -> None:
    file = workbook(cast.sato, at, aobas, language)

    handed_in = importing.hand_in(
        assessment_id=aobas, file_name=file.name, content=file.content, actor=cast.sato, at=at
    )

    page = look(cast, at, aobas, handed_in)
    assert {row.standing for row in page.proposal.rows} == {Standing.SAME}
    assert len(page.proposal.rows) == 81
    assert page.proposal.stray == ()


def test_nothing_is_written_before_somebody_accepts(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {POLICY: {"自己評価": "○", "理由": "方針を定めた。"}})
    before = sheet(cast.sato, at, aobas).answers

    page = look(cast, at, aobas, handed_in)
    accepted = accept(cast, at, aobas, handed_in, chosen(page))

    assert set(before) == {SECRECY}
    assert accepted == importing.Accepted([POLICY], [])
    assert sheet(cast.sato, at, aobas).answer(POLICY).text == AnswerText(Result.MET, "方針を定めた。")
    assert desk(cast.sato, at, aobas).imports[0].state == ImportState.ACCEPTED


def test_accepting_is_journalled_row_by_row_with_before_and_after(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})

    accept(cast, at, aobas, handed_in, {SECRECY: 1})

    row, whole = Entry.objects.order_by("-id")[:2][::-1]
    assert (row.act, row.before, row.after) == ("assessments:answer:saved", {"result": "MET"}, {"result": "NOT_MET"})
    assert (whole.act, whole.after["taken"]) == ("assessments:workbook:accepted", 1)


def test_rows_with_problems_are_not_taken_and_the_others_can_be(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {POLICY: {"自己評価": "だいたい"}, SECRECY: {"自己評価": "×"}})

    accepted = accept(cast, at, aobas, handed_in, {POLICY: 0, SECRECY: 1})

    answers = sheet(cast.sato, at, aobas)
    assert accepted.taken == [SECRECY]
    assert answers.answer(SECRECY).text.result == Result.NOT_MET
    assert POLICY not in answers.answers


def test_whoever_is_responsible_stays_responsible(cast: Cast, aobas: UUID, at: datetime) -> None:
    given = Given(MET, responsible_id=cast.ito.person_id, due_on=at.date())
    answering.save(assessment_id=aobas, criterion_no=SECRECY, given=given, version=1, actor=cast.sato, at=at)
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"理由": "全員が署名した。"}})

    accept(cast, at, aobas, handed_in, {SECRECY: 2})

    answer = sheet(cast.sato, at, aobas).answer(SECRECY)
    assert (answer.text.reason, answer.version) == ("全員が署名した。", 3)
    assert (answer.responsible_id, answer.due_on) == (cast.ito.person_id, at.date())


def test_what_a_colleague_changed_since_the_preview_is_shown_again_and_not_lost(
    cast: Cast, aobas: UUID, at: datetime
) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}, POLICY: {"自己評価": "○"}})
    seen = chosen(look(cast, at, aobas, handed_in))
    say(aobas, SECRECY, replace(MET, note="伊藤が補った。"), cast.ito, at)

    accepted = accept(cast, at, aobas, handed_in, seen)

    page = look(cast, at, aobas, handed_in)
    assert (accepted.taken, accepted.conflicts) == ([POLICY], [SECRECY])
    assert sheet(cast.sato, at, aobas).answer(SECRECY).text.note == "伊藤が補った。"
    assert page.line.state == ImportState.PROPOSED
    assert [row.no for row in page.proposal.standing(Standing.CONFLICT)] == [SECRECY]
    assert accept(cast, at, aobas, handed_in, {SECRECY: 2}).taken == [SECRECY]


def test_what_a_colleague_changed_on_the_screen_since_the_export_stays(cast: Cast, aobas: UUID, at: datetime) -> None:
    file = changed(workbook(cast.sato, at, aobas, "ja").content, {POLICY: {"自己評価": "○"}})
    say(aobas, SECRECY, replace(MET, note="伊藤が補った。"), cast.ito, at)

    handed_in = importing.hand_in(assessment_id=aobas, file_name="a.xlsx", content=file, actor=cast.sato, at=at)

    proposal = look(cast, at, aobas, handed_in).proposal
    assert [row.no for row in proposal.standing(Standing.KEPT)] == [SECRECY]
    assert [row.no for row in proposal.standing(Standing.CHANGED)] == [POLICY]


def test_what_changed_in_both_places_is_a_conflict(cast: Cast, aobas: UUID, at: datetime) -> None:
    file = changed(workbook(cast.sato, at, aobas, "ja").content, {SECRECY: {"補足": "表で書いた。"}})
    say(aobas, SECRECY, replace(MET, note="画面で書いた。"), cast.ito, at)

    handed_in = importing.hand_in(assessment_id=aobas, file_name="a.xlsx", content=file, actor=cast.sato, at=at)

    (row,) = look(cast, at, aobas, handed_in).proposal.standing(Standing.CONFLICT)
    assert (row.before.text.note, row.after.note) == ("画面で書いた。", "表で書いた。")


def test_a_blank_cell_erases_only_when_that_was_chosen(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "", "理由": ""}})

    careful = look(cast, at, aobas, handed_in).proposal
    bold = look(cast, at, aobas, handed_in, erase_blanks=True).proposal

    assert careful.standing(Standing.CHANGED, Standing.CONFLICT) == ()
    assert [(row.no, row.after) for row in bold.standing(Standing.CHANGED)] == [(SECRECY, AnswerText())]


def test_not_applicable_needs_a_conditional_criterion_and_a_basis(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {POLICY: {"自己評価": "該当なし"}, DEVELOPMENT: {"自己評価": "該当なし"}})

    problems = {row.no: row.problems[0] for row in look(cast, at, aobas, handed_in).proposal.standing(Standing.PROBLEM)}

    assert {no: remark.code for no, remark in problems.items()} == {
        POLICY: "NOT_CONDITIONAL",
        DEVELOPMENT: "BASIS_MISSING",
    }
    assert problems[POLICY].cell.startswith("O")
    assert problems[DEVELOPMENT].cell.startswith("P")


def test_partly_met_comes_in_as_not_met_and_says_so(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {POLICY: {"自己評価": "△"}})

    (row,) = look(cast, at, aobas, handed_in).proposal.standing(Standing.CHANGED)

    assert row.after.result == Result.NOT_MET
    assert [hint.code for hint in row.filled.hints] == ["PARTLY_IS_NOT_MET"]


def test_a_workbook_of_star_4_leaves_its_own_criteria_aside_for_star_3(cast: Cast, aobas: UUID, at: datetime) -> None:
    other = beginning.begin(level=4, title="★4の準備", actor=cast.sato, at=at)
    content = changed(workbook(cast.sato, at, other, "ja").content, {"1-1-1-1": {"自己評価": "○"}})

    handed_in = importing.hand_in(assessment_id=aobas, file_name="a.xlsx", content=content, actor=cast.sato, at=at)

    page = look(cast, at, aobas, handed_in)
    assert (len(page.reading.rows), len(page.reading.left_aside)) == (81, 72)
    assert page.reading.is_of_another


def test_a_discarded_workbook_can_no_longer_be_accepted(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})

    importing.discard(assessment_id=aobas, import_id=handed_in, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow):
        accept(cast, at, aobas, handed_in, {SECRECY: 1})
    assert sheet(cast.sato, at, aobas).answer(SECRECY).text == MET


def test_accepting_nothing_is_no_accepting(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})

    with pytest.raises(Invalid, match="NO_ROWS_CHOSEN"):
        accept(cast, at, aobas, handed_in, {})


def test_a_closed_self_evaluation_takes_no_workbook(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow):
        accept(cast, at, aobas, handed_in, {SECRECY: 1})
    with pytest.raises(NotPossibleNow):
        hand_in(cast, at, aobas, {})


def test_a_contributor_takes_a_workbook_along_but_brings_none(cast: Cast, aobas: UUID, at: datetime) -> None:
    file = workbook(cast.ito, at, aobas, "ja")

    with pytest.raises(NotPermitted):
        importing.hand_in(assessment_id=aobas, file_name="a.xlsx", content=file.content, actor=cast.ito, at=at)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_neither_workbook_nor_import(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)
    content = workbook(cast.sato, at, aobas, "ja").content
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})

    with pytest.raises(NotFound):
        workbook(outsider, at, aobas, "ja")
    with pytest.raises(NotFound):
        importing.hand_in(assessment_id=aobas, file_name="a.xlsx", content=content, actor=outsider, at=at)
    with pytest.raises(NotFound):
        proposed(outsider, at, aobas, handed_in, erase_blanks=False)
    with pytest.raises(NotFound):
        importing.discard(assessment_id=aobas, import_id=handed_in, actor=outsider, at=at)


def test_an_import_belongs_to_its_self_evaluation(cast: Cast, aobas: UUID, at: datetime) -> None:
    handed_in = hand_in(cast, at, aobas, {SECRECY: {"自己評価": "×"}})
    other = beginning.begin(level=3, title="別の自己評価", actor=cast.sato, at=at)

    with pytest.raises(NotFound):
        accept(cast, at, other, handed_in, {SECRECY: 1})
