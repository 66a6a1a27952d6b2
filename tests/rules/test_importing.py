"""What accepting a workbook would change: blanks erase nothing unasked, both sides are seen, nothing is half."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.assessments.rules.importing import (
    FIELDS,
    Baseline,
    Filled,
    Judged,
    Problem,
    Remark,
    Standing,
    fingerprint,
    judge,
    merged,
    propose,
)
from hoshimori.schemes.exchange.editions import read
from hoshimori.schemes.rules import Level

EDITION = read("2026-03-27")
NO = "1-2-3-1"
CELLS = {"result": "O5", "reason": "P5", "plan": "Q5", "note": "R5"}
OLD = AnswerText(Result.MET, "前の理由", "前の予定", "前の補足")
WORDS = st.sampled_from(["", " ", "あ", "前の理由", "一\n二"])
TEXTS = st.builds(AnswerText, st.sampled_from([Result.BLANK, Result.MET, Result.NOT_MET]), WORDS, WORDS, WORDS)


def row(text: AnswerText, baseline: Baseline | None = None, **others: object) -> Filled:
    return replace(Filled(5, NO, "F5", text, CELLS, baseline=baseline), **others)  # type: ignore[arg-type] # fields of Filled


def judged(before: AnswerText, filled: Filled, version: int = 1, *, erase_blanks: bool = False) -> Judged:
    answer = AnswerValue(NO, before, version=version)
    return judge(EDITION.criteria[NO], answer, filled, erase_blanks=erase_blanks)


@given(TEXTS, TEXTS)
def test_a_blank_cell_erases_nothing_unasked(before: AnswerText, written: AnswerText) -> None:
    after = merged(before, row(written), erase_blanks=False)

    for name in FIELDS:
        wanted = getattr(written, name) if str(getattr(written, name)).strip() else getattr(before, name)
        assert getattr(after, name) == wanted


@given(TEXTS, TEXTS)
def test_asked_to_a_blank_cell_counts_like_any_other(before: AnswerText, written: AnswerText) -> None:
    assert merged(before, row(written), erase_blanks=True) == written


@given(TEXTS, TEXTS)
def test_what_has_no_column_is_never_touched(before: AnswerText, written: AnswerText) -> None:
    without = row(written, cells={"result": "B2"})

    after = merged(before, without, erase_blanks=True)

    assert (after.reason, after.plan, after.note) == (before.reason, before.plan, before.note)


@given(TEXTS)
def test_the_same_again_is_no_change(before: AnswerText) -> None:
    assert judged(before, row(before), erase_blanks=True).standing == Standing.SAME


def test_line_breaks_of_another_kind_are_no_change() -> None:
    before, written = replace(OLD, reason="一\r\n二\r三"), replace(OLD, reason="一\n二\n三")

    assert judged(before, row(written)).standing == Standing.SAME
    assert fingerprint(before) == fingerprint(written)


@pytest.mark.parametrize(
    ("screen", "workbook", "standing"),
    [
        ("as before", "as before", Standing.SAME),
        ("as before", "changed", Standing.CHANGED),
        ("changed", "as before", Standing.KEPT),
        ("changed", "changed otherwise", Standing.CONFLICT),
        ("changed", "changed", Standing.SAME),
    ],
)
def test_both_sides_of_a_change_are_seen(screen: str, workbook: str, standing: Standing) -> None:
    texts = {"as before": OLD} | {word: replace(OLD, note=word) for word in ("changed", "changed otherwise")}
    version = 1 if screen == "as before" else 2

    found = judged(texts[screen], row(texts[workbook], Baseline(1, fingerprint(OLD))), version)

    assert found.standing == standing


def test_a_problem_keeps_the_whole_row_from_being_taken() -> None:
    found = judged(OLD, row(AnswerText(Result.NOT_MET), problems=[Remark(Problem.FORMULA, "P5")]))

    assert not found.can_be_taken
    assert list(found.problems) == [Remark(Problem.FORMULA, "P5")]


@pytest.mark.parametrize(
    ("text", "code", "cell"),
    [
        (AnswerText(Result.NOT_APPLICABLE, "理由"), Problem.NOT_CONDITIONAL, "O5"),
        (AnswerText(Result.MET, "長" * 4_001), Problem.TOO_LONG, "P5"),
        (AnswerText(Result.MET, note="\x00"), Problem.UNREADABLE_CHARACTER, "R5"),
    ],
)
def test_what_the_scheme_does_not_allow_is_a_problem_at_its_cell(text: AnswerText, code: Problem, cell: str) -> None:
    (problem,) = judged(AnswerText(), row(text)).problems

    assert (problem.code, problem.cell) == (code, cell)


def test_rows_of_no_criterion_of_this_level_are_strays() -> None:
    rows = [row(OLD), row(OLD, no="1-1-1-1"), row(OLD, no="9-9-9-9"), row(OLD, no="")]

    proposal = propose(EDITION, Level.THREE, {}, rows, erase_blanks=False)

    assert [found.no for found in proposal.rows] == [NO]
    assert [stray.no for stray in proposal.stray] == ["1-1-1-1", "9-9-9-9", ""]
