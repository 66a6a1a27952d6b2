"""What stands in a report, in both forms and languages, whatever people have typed."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from hoshimori.assessments.exchange.reports import make
from hoshimori.assessments.rules.checks import Lack
from hoshimori.assessments.rules.reports import Form, Language
from hoshimori.assessments.rules.snapshot import Snapshot, digest_of
from hoshimori.schemes.rules import Edition
from tests.exchange.snapshots import EDITION, KEPT, PIECE, aobas, criterion

MADE_AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOT_OFFICIAL = {"ja": "自己点検(公式の評価結果ではありません)", "en": "Self-check (not an official result)"}
HOSTILE = [
    '#eval("1 + 1") #read("/etc/passwd") #import "x.typ": *',
    "*太字* _斜体_ $x^2$ `raw` <label> @ref // /* */ \\ ~ -- ---",
    "#panic() #set page(width: 1pt) ]) }) #{ ",
    '=HYPERLINK("http://example.invalid","x")',
    "+1-1 @SUM(A1) \t=1 \r\n=2",
    "<script>alert(1)</script> & \" ' ]]>",
    "😀 한국어 العربية \u202e\u200b\u0000 \ud7ff \ue000 か\u3099",
    "a" * 4000,
    "長" * 4000,
    "\n" * 50 + "末",
    "%(name)s %s %d {0} {name}",
]


# An edition of one category makes short reports: enough to see what becomes of a text.
SHORT = replace(EDITION, categories=EDITION.categories[-1:])
RECOVERY = "7-1-1-1"


def pages(snapshot: Snapshot, language: str = "ja", under: Edition = EDITION) -> PdfReader:
    return PdfReader(BytesIO(make(snapshot, under, Form.PDF, Language(language), MADE_AT)))


def short(*changed: dict[str, object], **others: object) -> Snapshot:
    """Return a self-evaluation under the short edition."""
    return aobas(3, *changed, under=SHORT, **others)


def text_of(reader: PdfReader) -> str:
    """Return what is written, without the white space that setting puts in or leaves out."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def cells(snapshot: Snapshot, language: str = "ja") -> dict[str, list[list[object]]]:
    book = load_workbook(BytesIO(make(snapshot, EDITION, Form.XLSX, Language(language), MADE_AT)))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def flat(sheets: dict[str, list[list[object]]]) -> str:
    return "\n".join(str(cell) for rows in sheets.values() for row in rows for cell in row if cell is not None)


FULL = aobas(
    3,
    criterion(
        "4-1-3-2",
        result="NOT_MET",
        reason="",
        plan="12月中に切り替えます。",
        responsible="伊藤 次郎",
        due_on="2026-12-25",
        minutes=90,
    ),
    criterion("4-1-2-4", result="NOT_APPLICABLE", reason="開発環境はありません。"),
    criterion("1-2-1-1", evidence=[PIECE, KEPT], minutes=45),
    criterion("1-2-1-2", to_confirm=True),
    criterion("1-2-1-3", result="", reason=""),
    criterion(
        "1-3-1-1", alternative={"goal": "守ります。", "means": "金庫に入れます。", "why_equal": "鍵は2人だけです。"}
    ),
    tasks=[{"criterion": "4-1-3-2", "what": "鍵を配る", "owner": "伊藤 次郎", "due_on": "2026-12-01"}],
    effort=[{"person": "佐藤 花子", "minutes": 90}, {"person": "伊藤 次郎", "minutes": 45}],
    handing_over={
        "number": 2,
        "by": "佐藤 花子",
        "role": "COORDINATOR",
        "at": "2026-11-23T01:00:00+00:00",
        "reason": "専門家と相談するため。",
        "findings": [{"code": lack.value, "criterion": "", "about": ""} for lack in Lack],
    },
)
SAID_JA = [
    "青葉部品株式会社",
    "3999912340001",
    "神奈川県",
    "21〜50人",
    "製造業",
    "2026年度",
    "法人全体",
    "本社と川崎工場の事務所。",
    "本社(横浜市鶴見区)",
    "検査室の測定機につながるPC2台",
    "ネットワークから切り離しました。",
    "81項目のうち、適合77、不適合1、該当なし1、もう一度確認1、未回答1",
    "適合または該当なしになっていない評価基準が3項目あります",
    "12月中に切り替えます。",
    "2026年12月25日",
    "開発環境はありません。",
    "MFA設定画面の写し.png(2026年4月1日〜2026年9月30日)",
    "3fa90c1e77aa1b2c",
    "会社で保管:総務部書庫B-2",
    "金庫に入れます。",
    "鍵は2人だけです。",
    "鍵を配る",
    "2時間15分",
    "専門家と相談するため。",
    "第2回として渡しました",
    "取りまとめ担当",
]


def test_the_pages_say_everything_of_the_snapshot() -> None:
    reader = pages(FULL)
    said = text_of(reader)

    assert [word for word in SAID_JA if word not in said] == []
    assert [no for no in EDITION.criteria if EDITION.criteria[no].level == 3 and no not in said] == []
    assert digest_of(FULL)[:32] in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_says_that_it_is_no_official_result_which_page_it_is_and_of_which_content(language: str) -> None:
    reader = pages(FULL, language)
    last = len(reader.pages)

    for number, page in enumerate(reader.pages, start=1):
        said = re.sub(r"\s", "", page.extract_text())
        assert NOT_OFFICIAL[language].replace(" ", "") in said
        assert f"{number}/{last}" in said
        assert digest_of(FULL)[:16] in said
        assert "2026-03-27" in said


def test_the_english_report_leaves_only_what_people_typed_in_japanese() -> None:
    typed = re.compile(r"[^\u3040-\u30ff\u4e00-\u9fff]+")
    scope = {**FULL["scope"], "statement": "Headquarters.", "items": [], "exclusions": []}
    whole = aobas(title="FY2026", scope=scope)
    for part in whole["criteria"]:
        part["reason"] = "Signed by all."

    assert typed.fullmatch(text_of(pages(whole, "en")))


def test_the_report_is_a_tagged_document_with_title_language_and_bookmarks() -> None:
    reader = pages(FULL)
    root = cast("DictionaryObject", reader.trailer["/Root"])

    assert str(cast("DictionaryObject", root["/MarkInfo"])["/Marked"]) == "True"
    assert str(root["/Lang"]) == "ja-JP"
    assert reader.metadata is not None
    assert reader.metadata.title == "自己評価報告書 ★3 青葉部品株式会社"
    assert b"pdfuaid:part" in cast("StreamObject", root["/Metadata"]).get_data()
    assert len(reader.outline) >= 6


def test_all_153_criteria_are_set_within_a_second_and_a_half() -> None:
    whole = aobas(4, *(criterion(no, evidence=[PIECE, KEPT], plan="計画です。" * 20) for no in EDITION.criteria))
    make(whole, EDITION, Form.PDF, Language.JA, MADE_AT)

    began = time.process_time()
    content = make(whole, EDITION, Form.PDF, Language.JA, MADE_AT)

    assert time.process_time() - began < 1.5
    assert len(PdfReader(BytesIO(content)).pages) > 30


@pytest.mark.parametrize("form", list(Form))
def test_the_same_snapshot_gives_the_same_bytes(form: Form) -> None:
    first = make(FULL, EDITION, form, Language.JA, MADE_AT)

    assert make(FULL, EDITION, form, Language.JA, MADE_AT) == first
    assert make(FULL, EDITION, form, Language.JA, MADE_AT + timedelta(days=1)) != first


def hostile(text: str) -> Snapshot:
    """Return a self-evaluation in which somebody typed this wherever something can be typed."""
    item = {"kind": "SITE", "name": text, "detail": text}
    exclusion = {"what": text, "category": "OTHER", "reason": text, "limits_risk": text}
    whole = short(
        criterion(
            RECOVERY,
            result="NOT_MET",
            reason=text,
            plan=text,
            note=text,
            responsible=text,
            alternative={"goal": text, "means": text, "why_equal": text},
            evidence=[{**PIECE, "name": text}, {**KEPT, "name": text, "place": text}],
        ),
        title=text,
        tasks=[{"criterion": "", "what": text, "owner": text, "due_on": ""}],
        effort=[{"person": text, "minutes": 1}],
        scope={"unit": "ENTITY", "statement": text, "items": [item], "exclusions": [exclusion]},
    )
    whole["organization"] = {**whole["organization"], "name_ja": text, "name_en": text}
    return whole


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_nothing_that_people_type_becomes_typst_code(text: str) -> None:
    said = text_of(pages(hostile(text), under=SHORT))

    plain = re.sub(r"\s", "", text) if text.isascii() and "\x00" not in text else ""
    assert plain[:40] in said
    assert "readthisreport" not in said
    assert NOT_OFFICIAL["ja"] in said


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_nothing_that_people_type_becomes_a_formula(text: str) -> None:
    content = make(hostile(text.replace("\x00", "")), SHORT, Form.XLSX, Language.JA, MADE_AT)

    book = load_workbook(BytesIO(content))

    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_whatever_is_typed_can_be_set(text: str) -> None:
    whole = short(criterion(RECOVERY, reason=text, evidence=[{**PIECE, "name": text}]), title=text)

    assert make(whole, SHORT, Form.PDF, Language.JA, MADE_AT).startswith(b"%PDF-1.7")


def test_a_letter_without_a_shape_is_shown_as_geta_and_explained() -> None:
    with_emoji = text_of(pages(short(criterion(RECOVERY, reason="済みです😀")), under=SHORT))

    assert "済みです〓" in with_emoji
    assert "〓は、この報告書の書体にない文字です" in with_emoji
    assert "〓" not in text_of(pages(short(), under=SHORT))


def test_the_workbook_says_the_same_and_counts_in_numbers() -> None:
    sheets = cells(FULL)

    summary = sheets["まとめ"]
    assert summary[-1][1:] == ["合計", 81, 77, 1, 1, 1, 1]
    answers = sheets["評価基準ごとの回答"]
    assert len(answers) == 2 + 81
    said = flat(sheets)
    for words in ("12月中に切り替えます。", "鍵を配る", "専門家と相談するため。", "総務部 書庫B-2", "金庫に入れます。"):
        assert words in said
    assert all(any(NOT_OFFICIAL["ja"] in str(cell) for row in rows for cell in row) for rows in sheets.values())


def test_the_english_workbook_speaks_english() -> None:
    sheets = cells(FULL, "en")

    assert list(sheets)[:4] == ["About this report", "Scope", "Summary", "Answers by criterion"]
    assert "Aoba Parts Co., Ltd." in flat(sheets)


def test_all_met_is_said_in_words_and_never_as_a_score() -> None:
    said = text_of(pages(short(), under=SHORT))

    assert "1項目すべてが適合または該当なしです" in said
    assert "%" not in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_self_evaluation_makes_a_report_too(language: str) -> None:
    nothing = {"unit": "", "statement": "", "items": [], "exclusions": []}
    blank = [criterion(no, result="", reason="") for no in EDITION.criteria if EDITION.criteria[no].level == 3]

    reader = pages(aobas(3, *blank, scope=nothing), language)

    assert len(reader.pages) > 5


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext was not found")
def test_another_reader_finds_the_same_words(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(make(FULL, EDITION, Form.PDF, Language.JA, MADE_AT))
    pdftotext = shutil.which("pdftotext") or ""

    said = subprocess.run([pdftotext, str(file), "-"], capture_output=True, check=True, text=True).stdout

    plain = re.sub(r"\s", "", said)
    assert [word for word in SAID_JA if word not in plain] == []
