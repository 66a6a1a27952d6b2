"""The official workbook with one misfortune each: read all the same, or refused, and every deviation told."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hoshimori.assessments.exchange.filling import Filling
from hoshimori.assessments.exchange.writing import write
from hoshimori.schemes.exchange.numbers import number_in, numbers_of_day
from hoshimori.schemes.exchange.workbook import Deviation, OfficialReading, read
from hoshimori.schemes.queries import edition, numbers_of_editions
from hoshimori.schemes.rules import Level
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid
from tests.cast import MOMENT
from tests.exchange.official import HEADERS, Official, sentence

FINAL, DRAFT = "2026-03-27", "2025-12-26-draft"


def reading(official: Official) -> OfficialReading:
    return read(official.saved(), edition(FINAL), numbers_of_editions())


def refusal_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read(content, edition(FINAL), numbers_of_editions())
    return refused.value.code


def bent(official: Official, no: str, place: int, value: str) -> Official:
    """Return the workbook with another value at the row of a criterion."""
    official.rows[official.row_number(no) - official.header_row - 1][place] = value
    return official


def all_is_well(found: OfficialReading) -> bool:
    return len(found.texts) == 153 and found.texts["4-1-3-2"] == sentence("4-1-3-2") and not found.deviations


def test_the_official_layout_is_read_as_it_is() -> None:
    found = reading(Official())

    assert all_is_well(found)
    assert found.sheet == "★3・★4要求事項・評価基準"


def test_columns_may_stand_elsewhere_and_more_may_follow() -> None:
    official = Official(headers=[*HEADERS, "参考文献", "自己評価", "理由"], first_column=5, header_row=6)

    assert all_is_well(reading(official))


def test_columns_may_stand_in_another_order() -> None:
    official = Official(headers=HEADERS[::-1])
    official.rows = [row[::-1] for row in official.rows]

    assert all_is_well(reading(official))


@pytest.mark.parametrize("header", ["評価基準", "評価基準の内容", "評価基準\n(案)", "評価項目", "Evaluation criteria"])
def test_the_sentences_are_known_by_many_headers(header: str) -> None:
    assert all_is_well(reading(Official(headers=[*HEADERS[:5], header, *HEADERS[6:]])))


def test_the_sentences_are_found_under_a_header_nobody_expected() -> None:
    assert all_is_well(reading(Official(headers=[*HEADERS[:5], "満たすべきこと", *HEADERS[6:]])))


def test_numbers_may_be_full_width_with_any_hyphen() -> None:
    official = Official()
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    for row in official.rows:
        row[4] = str(row[4]).translate(wide)

    assert all_is_well(reading(official))


def test_names_and_levels_may_stand_once_for_several_rows() -> None:
    def bend(sheet: Worksheet) -> None:
        for column in "BCDE":
            sheet.merge_cells(f"{column}3:{column}5")

    assert all_is_well(reading(Official(bend=bend)))


def test_a_requirement_number_that_became_a_date_is_put_right() -> None:
    official = Official()

    def bend(sheet: Worksheet) -> None:
        sheet.cell(official.row_number("4-1-3-2"), 4).value = date(2004, 1, 3)

    official.bend = bend

    assert all_is_well(reading(official))


def test_a_date_that_can_be_no_number_there_is_told() -> None:
    official = Official()
    row = official.row_number("4-1-3-2")

    def bend(sheet: Worksheet) -> None:
        sheet.cell(row, 4).value = date(2031, 12, 31)

    official.bend = bend

    (deviation,) = reading(official).deviations
    assert deviation == Deviation("REQUIREMENT", "4-1-3-2", f"D{row}", "4-1-3", "2031/12/31")


def test_hidden_rows_filters_titles_and_other_sheets_change_nothing() -> None:
    def bend(sheet: Worksheet) -> None:
        sheet.row_dimensions[10].hidden = True
        sheet.auto_filter.ref = "B2:N155"
        assert sheet.parent is not None
        sheet.parent.create_sheet("改訂履歴", 0).append(["評価基準No.", "改訂日"])

    assert all_is_well(reading(Official(bend=bend)))


def test_levels_may_be_marks_under_two_headers() -> None:
    official = Official(headers=[*HEADERS[:6], "★3", "★4", *HEADERS[8:]])
    for row in official.rows:
        row[7], row[6] = "○", "○" if row[6] == "★3" else "-"

    assert all_is_well(reading(official))


@pytest.mark.parametrize("word", ["★★★", "３", "レベル3", "★3・★4"])
def test_a_level_is_known_however_it_is_written(word: str) -> None:
    official = Official()
    for row in official.rows:
        row[6] = word if row[6] == "★3" else row[6]

    assert all_is_well(reading(official))


def test_another_level_is_told_with_its_cell() -> None:
    official = bent(Official(), "4-1-3-2", 6, "★4")

    (deviation,) = reading(official).deviations

    assert deviation == Deviation("LEVEL", "4-1-3-2", f"H{official.row_number('4-1-3-2')}", "★3", "★4")


def test_another_name_is_told_and_ours_stays() -> None:
    found = reading(bent(Official(), "1-1-1-1", 3, "ルールの整備"))

    (deviation,) = found.deviations
    assert (deviation.kind, deviation.here, deviation.official) == ("NAME", "社内ルール", "ルールの整備")


def test_a_name_with_its_number_before_it_is_no_other_name() -> None:
    assert all_is_well(reading(bent(Official(), "1-1-1-1", 3, "1-1-1 社内ルール")))


def test_missing_unknown_repeated_and_empty_numbers_are_told() -> None:
    official = Official()
    first, second, third = official.rows[0], official.rows[1], official.rows[2]
    gone = official.rows.pop(3)
    second[5] = None
    official.rows += [list(third), [*first[:4], "9-9-9-9", *first[5:]]]

    found = {(deviation.kind, deviation.no) for deviation in reading(official).deviations}

    assert found == {
        ("MISSING", gone[4]),
        ("WITHOUT_TEXT", second[4]),
        ("TWICE", third[4]),
        ("UNKNOWN", "9-9-9-9"),
    }


def test_the_sentences_of_requirements_are_kept_by_their_numbers() -> None:
    official = Official(headers=[*HEADERS[:4], *HEADERS[4:12], "要求事項の内容"])
    for row in official.rows:
        row[12] = (
            f"見本の文です。要求事項{row[2]}で求めることを、四十字より長く、ここに書いておきます。これで足ります。"
        )

    found = reading(official)

    assert len(found.texts) == 153 + 43
    assert found.texts["4-1-3"].startswith("見本の文です。要求事項4-1-3")
    assert found.deviations == []


def test_the_workbook_of_the_draft_is_recognized() -> None:
    assert refusal_of(Official(DRAFT).saved()) == "WORKBOOK_OF_ANOTHER_EDITION"


def test_our_own_workbook_is_not_taken_for_the_official_one() -> None:
    ours = Filling(new_id(), "青葉部品株式会社", "2026年度", edition(FINAL), Level.FOUR, {}, MOMENT)

    assert refusal_of(write(ours, "ja")) == "WORKBOOK_WITHOUT_WORDING"
    assert refusal_of(write(ours, "en")) == "WORKBOOK_WITHOUT_WORDING"


def test_a_workbook_without_sentences_is_refused() -> None:
    official = Official()
    for row in official.rows:
        row[5] = None

    assert refusal_of(official.saved()) == "WORKBOOK_WITHOUT_WORDING"


@pytest.mark.parametrize("text", ["4-1-3", "4-1-3-2-1", "4-1-3-x", "2026-03-27-1a", "", "1,2,3,4", "-1-2-3-4"])
def test_not_everything_with_hyphens_is_a_criterion_number(text: str) -> None:
    assert number_in(text, 4) is None


def test_a_day_may_have_been_typed_in_three_orders() -> None:
    assert numbers_of_day(date(2004, 1, 3)) == ("4-1-3", "1-3-4", "3-1-4")
