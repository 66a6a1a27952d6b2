"""Filled workbooks as they come back: ours, those of other offices, and those that went through many hands."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from hoshimori.assessments.exchange import marks
from hoshimori.assessments.exchange.filling import Filling
from hoshimori.assessments.exchange.keeping import plain, restored
from hoshimori.assessments.exchange.reading import Asked, Reading, read
from hoshimori.assessments.exchange.writing import write
from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.assessments.rules.importing import Filled, Standing, propose
from hoshimori.schemes.queries import edition, numbers_of_editions
from hoshimori.schemes.rules import Edition, Level
from hoshimori.shared.refusal import Invalid
from tests.cast import MOMENT
from tests.exchange.tables import HEADERS, Table

FINAL, DRAFT = "2026-03-27", "2025-12-26-draft"
OURS = UUID("01985d3c-0000-7000-8000-000000000001")
A, B, C = "1-2-3-1", "1-3-1-1", "4-1-2-4"


@cache
def final() -> Edition:
    return edition(FINAL)


def asked(level: Level = Level.THREE) -> Asked:
    return Asked(OURS, final(), level, numbers_of_editions())


def reading(rows: Sequence[Sequence[str | float | date | None]], **table: object) -> Reading:
    return read(Table(rows, **table).saved(), asked())  # type: ignore[arg-type] # the fields of Table


def only(found: Reading) -> Filled:
    (row,) = found.rows
    return row


def problems(row: Filled) -> list[tuple[str, str]]:
    return [(remark.code, remark.cell) for remark in row.problems]


def refusal_of(content: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read(content, asked())
    return refused.value


# What was exported comes back.

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), max_size=40)


def filling(answers: dict[str, AnswerValue], level: Level = Level.FOUR, at: datetime = MOMENT) -> Filling:
    return Filling(OURS, "青葉部品株式会社", "2026年度", final(), level, answers, at)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.sampled_from(["ja", "en"]), st.sampled_from(Result), TEXTS, TEXTS, TEXTS)
@example("ja", Result.MET, "=1+1", "@SUM(A1)", "-2")
@example("ja", Result.NOT_MET, "一行目\r\n二行目\r三行目\n", "　全角　", "末尾の空白   ")
@example("en", Result.NOT_APPLICABLE, "😀𠮷", "_x000D_ _x0041_x0042_", "\t\x01")
@example("ja", Result.BLANK, "長" * 4_000, "", " ")
def test_what_was_exported_changes_nothing(language: str, result: Result, reason: str, plan: str, note: str) -> None:
    answers = {A: AnswerValue(A, AnswerText(result, reason, plan, note), version=3)}

    found = read(write(filling(answers), language), asked(Level.FOUR))

    for erase_blanks in (False, True):
        proposal = propose(final(), Level.FOUR, answers, found.rows, erase_blanks=erase_blanks)
        assert {row.standing for row in proposal.rows} == {Standing.SAME}
        assert len(proposal.rows) == 153


def test_a_full_workbook_goes_out_and_comes_back_in_well_under_a_second() -> None:
    answers = {
        no: AnswerValue(no, AnswerText(Result.MET, "理由を書きました。" * 20, "実施します。" * 20), version=1)
        for no in final().criteria
    }

    begun = time.perf_counter()
    content = write(filling(answers), "ja")
    written = time.perf_counter()
    found = read(content, asked(Level.FOUR))
    propose(final(), Level.FOUR, answers, found.rows, erase_blanks=False)
    done = time.perf_counter()

    assert written - begun < 1  # measured 0.05 s; the bound leaves room for a busy machine
    assert done - written < 1  # measured 0.08 s


def test_what_was_taken_over_is_marked_beside_the_answers_and_ignored_on_the_way_back() -> None:
    answers = {A: AnswerValue(A, AnswerText(Result.MET, "昨年の理由"), taken_over=True, version=1)}

    found = read(write(filling(answers, Level.THREE), "ja"), asked())

    proposal = propose(final(), Level.THREE, answers, found.rows, erase_blanks=False)
    assert {row.standing for row in proposal.rows} == {Standing.SAME}


def test_a_reading_can_be_kept_and_looked_at_later() -> None:
    found = read(write(filling({A: AnswerValue(A, AnswerText(Result.MET, "理由"), version=1)}), "ja"), asked())

    assert plain(restored(plain(found))) == plain(found)
    assert restored(plain(found)).rows[0] == found.rows[0]


# Marks.


@pytest.mark.parametrize(
    ("written", "result"),
    [
        *((mark, Result.MET) for mark in ["○", "◯", "〇", "⭕", " ○ ", "適合", "Met", "MET", "ｏ"]),
        *((mark, Result.NOT_MET) for mark in ["×", "✕", "✖", "✖️", "☓", "x", "X", "ｘ", "不適合", "Not met", "notmet"]),
        *((mark, Result.NOT_MET) for mark in ["△", "▲", "一部適合", "Partly met"]),
        *((mark, Result.NOT_APPLICABLE) for mark in ["該当なし", "該当 なし", "N/A", "n/a", "対象外"]),
        *((mark, Result.BLANK) for mark in ["", " ", "　", "-", "－", "ー", "—", "未回答"]),
    ],
)
def test_a_mark_is_read_however_it_is_written(written: str, result: Result) -> None:
    said = marks.read(written)

    assert said is not None
    assert said.result == result


@pytest.mark.parametrize("written", ["◎", "だいたい", "○×", "○(一部)", "1", "0.5", "50%", "yes?", "✓", "検討中"])
def test_a_mark_nobody_agreed_on_is_no_mark(written: str) -> None:
    assert marks.read(written) is None


# Problems, each at its cell.


def formula(address: str) -> Callable[[Worksheet], None]:
    def bend(sheet: Worksheet) -> None:
        sheet[address] = '=IF(1=1,"○","×")'

    return bend


def test_an_unknown_mark_is_a_problem_at_its_cell() -> None:
    assert problems(only(reading([[A, "たぶん○"]]))) == [("MARK_UNKNOWN", "B2")]


@pytest.mark.parametrize("cell", ["B2", "C2", "E2"])
def test_a_formula_where_an_answer_is_expected_is_a_problem_at_its_cell(cell: str) -> None:
    assert problems(only(reading([[A, "○", "理由"]], bend=formula(cell)))) == [("FORMULA", cell)]


def test_a_formula_that_makes_a_number_is_none() -> None:
    def bend(sheet: Worksheet) -> None:
        sheet["F2"] = "=1+1"

    assert problems(only(reading([[A, "○"]], bend=bend))) == []


def test_an_error_value_is_a_problem_at_its_cell() -> None:
    def bend(sheet: Worksheet) -> None:
        sheet["C2"] = "#REF!"
        sheet["C2"].data_type = "e"

    assert problems(only(reading([[A, "○"]], bend=bend))) == [("ERROR_VALUE", "C2")]


@pytest.mark.parametrize("answer", ["○", None])
def test_an_unknown_number_is_a_problem_with_answers_or_without(answer: str | None) -> None:
    found = reading([["9-9-9-9", answer], [A, None]])

    assert problems(found.rows[0]) == [("NUMBER_UNKNOWN", "A2")]


def test_an_answer_without_a_number_is_a_problem() -> None:
    found = reading([[A, "○"], [None, "×", "番号がない"]])

    assert problems(found.rows[1]) == [("NUMBER_MISSING", "A3")]


def test_a_number_that_became_a_date_is_a_problem_where_nobody_can_tell_which() -> None:
    found = reading([[A, "○"], [date(2004, 1, 3), "○"]])

    assert problems(found.rows[1]) == [("NUMBER_IS_A_DAY", "A3")]


def test_two_rows_of_one_number_that_differ_are_both_problems() -> None:
    found = reading([[A, "○"], [B, "○"], [A, "×"]])

    assert [problems(row) for row in found.rows] == [[("NUMBER_TWICE", "A2")], [], [("NUMBER_TWICE", "A4")]]
    assert found.rows[0].problems[0].shown == "A4"


def test_two_rows_of_one_number_that_agree_are_one() -> None:
    row = only(reading([[A, "○", "同じ"], [A, "○", "同じ"]]))

    assert problems(row) == []
    assert [hint.code for hint in row.hints] == ["SAME_ROW_TWICE"]


def test_one_answer_merged_over_two_criteria_is_taken_for_neither() -> None:
    found = reading([[A, "○"], [B, None]], bend=lambda sheet: sheet.merge_cells("B2:B3"))

    assert [problems(row) for row in found.rows] == [[("MERGED", "B2")], [("MERGED", "B3")]]


def test_a_text_that_is_too_long_is_a_problem_and_not_cut() -> None:
    found = reading([[A, "○", "長" * 4_001]])

    (row,) = propose(final(), Level.THREE, {}, found.rows, erase_blanks=False).rows
    assert [(remark.code, remark.cell) for remark in row.problems] == [("TOO_LONG", "C2")]


def test_a_dash_says_nothing_and_says_so() -> None:
    row = only(reading([[A, "－", "あとで書く"]]))

    assert (row.text.result, [hint.code for hint in row.hints]) == (Result.BLANK, ["DASH_IS_BLANK"])


# What real files have.


@pytest.mark.parametrize(
    "number",
    [
        "１－２－３－１",
        "1‐2‐3‐1",
        "1ー2ー3ー1",
        "1.2.3.1",
        "No.1-2-3-1",
        "【1-2-3-1】",
        " 1-2-3-1\n",
        "1 - 2 - 3 - 1",
        "01-02-03-01",
    ],
)
def test_a_number_is_known_however_it_is_written(number: str) -> None:
    assert only(reading([[number, "○"]])).no == A


@pytest.mark.parametrize(
    "header",
    [
        "自己評価",
        "自己評価結果",
        "自己\n評価",
        "自己評価(○△×)",
        "自己点検",
        "評価結果",
        "判定",
        "Self-evaluation",
        "self assessment",
        "Result",
    ],
)
def test_the_column_of_marks_is_known_by_many_headers(header: str) -> None:
    found = reading([[A, "○", "理由"]], headers=("No.", header, "評価の理由"))

    assert only(found).text == AnswerText(Result.MET, "理由")


def test_columns_may_stand_anywhere_and_others_between_them() -> None:
    headers = ("備考", "担当部署", "理由", "参考文献", "自己評価", "評価基準No.", "根拠及び実施する事")

    found = reading([["メモ", "総務", "理由", "ISO", "×", A, "実施"]], headers=headers, first_column=4, header_row=7)

    assert only(found).text == AnswerText(Result.NOT_MET, "理由", "実施", "メモ")
    assert only(found).cells["result"] == "H8"


def test_titles_may_stand_above_the_headers_and_sums_below_the_table() -> None:
    above = {"A1": "★3 自己評価 評価基準 一覧表(青葉部品)", "A2": "2026年11月", "C3": "自己評価の理由は必ず書くこと"}

    found = reading([[A, "○"], [None, None], ["合計", None]], header_row=5, above=above)

    assert [row.no for row in found.rows] == [A]


def test_headers_may_take_two_rows_with_merged_cells() -> None:
    def bend(sheet: Worksheet) -> None:
        sheet["A1"] = "評価基準"
        sheet.merge_cells("A1:B1")
        sheet["C1"] = "自己評価"
        sheet.merge_cells("C1:D1")

    found = reading([[A, "見本の文", "○", "理由"]], headers=("No.", "内容", "結果", "理由"), header_row=2, bend=bend)

    assert only(found).text == AnswerText(Result.MET, "理由")


def test_headers_may_be_repeated_in_the_middle_of_a_printed_table() -> None:
    assert [row.no for row in reading([[A, "○"], HEADERS, [B, "×"]]).rows] == [A, B]


def test_hidden_rows_and_filters_hide_nothing_from_the_reading() -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.auto_filter.ref = "A1:E3"

    assert [row.no for row in reading([[A, "○"], [B, "×"]], bend=bend).rows] == [A, B]


def test_the_sheet_with_the_criteria_is_found_among_others() -> None:
    others = {"表紙": [["自己評価", "理由"], ["記入日", "2026年"]], "凡例": [["○", "適合"], ["×", "不適合"]]}

    assert reading([[A, "○"]], sheet="記入シート", others=others).sheet == "記入シート"


def test_the_column_of_the_evaluator_is_not_taken_for_ours() -> None:
    headers = ("評価基準No.", "自己評価", "理由", "評価機関の判定", "理由")

    assert only(reading([[A, "×", "わが社", "○", "評価者"]], headers=headers)).text == AnswerText(
        Result.NOT_MET, "わが社"
    )


def test_numbers_and_days_in_text_columns_become_text() -> None:
    row = only(reading([[A, "○", 12, date(2026, 4, 1), 0.5]]))

    assert (row.text.reason, row.text.plan, row.text.note) == ("12", "2026/4/1", "0.5")
    assert [(hint.code, hint.cell) for hint in row.hints] == [("DAY_AS_TEXT", "D2")]


def test_the_number_is_found_by_its_column_even_when_two_are_headed_alike() -> None:
    found = reading([["1-2-3", A, "○"]], headers=("No.", "No.", "自己評価"))

    assert only(found).no == A


# The whole file.


def test_criteria_of_another_level_are_left_aside_and_named() -> None:
    found = reading([["1-1-1-1", "○"], [A, "○"]])

    assert ([row.no for row in found.rows], found.left_aside) == ([A], ["1-1-1-1"])


def test_columns_that_are_missing_are_named_and_erase_nothing() -> None:
    found = reading([[A, None]], headers=("評価基準No.", "自己評価"))
    answers = {A: AnswerValue(A, AnswerText(Result.MET, "残る理由"), version=1)}

    (row,) = propose(final(), Level.THREE, answers, found.rows, erase_blanks=True).rows

    assert found.missing == ["reason", "plan", "note"]
    assert row.after == AnswerText(Result.BLANK, "残る理由")


def test_a_workbook_of_another_edition_is_recognized_and_not_half_taken() -> None:
    rows = [[no, "○"] for no in edition(DRAFT).criteria]

    refused = refusal_of(Table(rows).saved())

    assert (refused.code, refused.particulars) == ("WORKBOOK_OF_ANOTHER_EDITION", {"edition": DRAFT})


def test_numbers_that_both_editions_have_are_taken_as_ours() -> None:
    shared = [no for no in final().criteria if no in edition(DRAFT).criteria]

    assert len(reading([[no, "○"] for no in shared]).rows) == 80


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (Table([["りんご", "○"]]), "WORKBOOK_WITHOUT_CRITERIA"),
        (Table([], headers=()), "WORKBOOK_WITHOUT_CRITERIA"),
        (Table([[A, "見本"]], headers=("評価基準No.", "評価基準")), "WORKBOOK_WITHOUT_ANSWERS"),
    ],
)
def test_a_file_without_criteria_or_answers_is_refused(table: Table, code: str) -> None:
    assert refusal_of(table.saved()).code == code


def test_a_file_of_another_self_evaluation_is_taken_without_what_it_remembers() -> None:
    other = replace(filling({A: AnswerValue(A, AnswerText(Result.MET), version=5)}), assessment_id=UUID(int=7))

    found = read(write(other, "ja"), asked(Level.FOUR))

    assert found.is_of_another
    assert all(row.baseline is None for row in found.rows)
