"""Sato's way through the pages of the workbook: along, filled in, back, looked at, accepted."""

from __future__ import annotations

import io
from datetime import datetime
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import answering, beginning
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.workbooks import desk, workbook
from hoshimori.assessments.rules.answers import AnswerText, Result
from tests.cast import Cast, sign_in
from tests.exchange.official import Official
from tests.exchange.workbooks import changed

POLICY, SECRECY = "1-3-1-1", "1-2-3-1"
MET = AnswerText(Result.MET, reason="就業規則の第12条に定めた。")


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    aobas = beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    given = Given(MET)
    answering.save(assessment_id=aobas, criterion_no=SECRECY, given=given, version=0, actor=cast.ito, at=at)
    return aobas


def excel(aobas: UUID, rest: str = "") -> str:
    return f"/assessments/{aobas}/excel/{rest}"


def xlsx(content: bytes, name: str = "自己評価.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_sato_takes_it_along_fills_it_in_and_brings_it_back(
    cast: Cast, aobas: UUID, client: Client, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)
    taken = b"".join(sato.get(excel(aobas, "self-evaluation-ja.xlsx")).streaming_content)  # type: ignore[attr-defined] # a FileResponse
    filled = changed(taken, {POLICY: {"自己評価": "だいたい"}, SECRECY: {"自己評価": "△"}})

    page = sato.post(excel(aobas, "hand-in"), {"file": xlsx(filled)}, follow=True)
    preview = page.redirect_chain[-1][0]
    decided = sato.post(f"{preview}accept", {"take": [f"{SECRECY}:1", f"{POLICY}:0"]}, follow=True)

    shown = page.content.decode()
    assert "「だいたい」は読めない記号です" in shown
    assert "「△」は不適合として取り込みます" in shown
    assert "1行を取り込みました" in decided.content.decode()
    answers = sheet(cast.sato, at, aobas)
    assert answers.answer(SECRECY).text.result == Result.NOT_MET
    assert POLICY not in answers.answers


def test_the_workbook_is_a_download_that_no_browser_runs(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    response = sign_in(client, cast.ito, at).get(excel(aobas, "self-evaluation-en.xlsx"))

    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined] # a FileResponse
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert book.sheetnames[:2] == ["★3 self-evaluation", "About this file"]


def test_a_file_that_is_no_workbook_comes_back_with_a_reason(
    cast: Cast, aobas: UUID, client: Client, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)

    response = sato.post(excel(aobas, "hand-in"), {"file": xlsx("番号,評価\n4-1-3-2,○\n".encode("cp932"), "a.csv")})

    assert response.status_code == 422
    assert "文字だけのファイル(CSV)です" in response.content.decode()
    assert desk(cast.sato, at, aobas).imports == []


def test_sending_nothing_asks_for_a_file(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    response = sign_in(client, cast.sato, at).post(excel(aobas, "hand-in"), {"blanks": "1"})

    assert response.status_code == 422
    assert "Excelファイルを選んでください" in response.content.decode()
    assert 'name="blanks" value="1" checked' in response.content.decode()


def test_a_row_that_a_colleague_changed_meanwhile_is_shown_again(
    cast: Cast, aobas: UUID, client: Client, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)
    filled = changed(workbook(cast.sato, at, aobas, "ja").content, {SECRECY: {"自己評価": "×"}})
    preview = sato.post(excel(aobas, "hand-in"), {"file": xlsx(filled)}).headers["Location"]
    given = Given(AnswerText(Result.MET, "就業規則の第12条に定めた。", note="伊藤が補った。"))
    answering.save(assessment_id=aobas, criterion_no=SECRECY, given=given, version=1, actor=cast.ito, at=at)

    page = sato.post(f"{preview}accept", {"take": f"{SECRECY}:1"}, follow=True)

    assert "ほかの人が変えた行が1行あります" in page.content.decode()
    assert "見ている間に変わりました" in page.content.decode()
    assert f'value="{SECRECY}:2"' in page.content.decode()
    assert sheet(cast.sato, at, aobas).answer(SECRECY).text.note == "伊藤が補った。"


def test_discarding_leaves_the_answers_and_says_so(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)
    filled = changed(workbook(cast.sato, at, aobas, "ja").content, {SECRECY: {"自己評価": "×"}})
    preview = sato.post(excel(aobas, "hand-in"), {"file": xlsx(filled)}).headers["Location"]

    page = sato.post(f"{preview}discard", follow=True)

    assert "回答は元のままです" in page.content.decode()
    assert "やめました" in page.content.decode()


def test_choosing_nothing_is_told_beside_the_rows(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)
    filled = changed(workbook(cast.sato, at, aobas, "ja").content, {SECRECY: {"自己評価": "×"}})
    preview = sato.post(excel(aobas, "hand-in"), {"file": xlsx(filled)}).headers["Location"]

    page = sato.post(f"{preview}accept", {"take": ["x", "1:", f"{SECRECY}:abc"]})

    assert page.status_code == 422
    assert "行が選ばれていません" in page.content.decode()


def test_the_official_wording_is_loaded_and_its_deviations_are_listed(
    cast: Cast, aobas: UUID, client: Client, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)
    official = Official()
    official.rows[0][6] = "★3"

    page = sato.post(excel(aobas, "official/load"), {"file": xlsx(official.saved(), "公式.xlsx")}, follow=True)

    shown = page.content.decode()
    assert "公式の文言を読み込みました" in shown
    assert "段階が違います" in shown
    assert "153 / 153" in shown


def test_the_workbook_of_the_draft_is_refused_by_name(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)

    page = sato.post(excel(aobas, "official/load"), {"file": xlsx(Official("2025-12-26-draft").saved())})

    assert page.status_code == 422
    assert "別の版(2025-12-26-draft)" in page.content.decode()


@pytest.mark.parametrize("rest", ["", "self-evaluation-ja.xlsx", "official/"])
def test_a_stranger_finds_nothing(cast: Cast, aobas: UUID, client: Client, at: datetime, rest: str) -> None:
    assert sign_in(client, cast.kuro, at).get(excel(aobas, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["hand-in", "official/load"])
def test_a_stranger_brings_nothing(cast: Cast, aobas: UUID, client: Client, at: datetime, rest: str) -> None:
    content = workbook(cast.sato, at, aobas, "ja").content

    response = sign_in(client, cast.kuro, at).post(excel(aobas, rest), {"file": xlsx(content)})

    assert response.status_code == 404


def test_a_contributor_may_take_it_along_but_not_bring_it(
    cast: Cast, aobas: UUID, client: Client, at: datetime
) -> None:
    ito = sign_in(client, cast.ito, at)
    content = workbook(cast.sato, at, aobas, "ja").content

    page, refused = ito.get(excel(aobas)), ito.post(excel(aobas, "hand-in"), {"file": xlsx(content)})

    assert "代表者か取りまとめ担当です" in page.content.decode()
    assert refused.status_code == 403


def test_there_are_two_languages_and_no_third(cast: Cast, aobas: UUID, client: Client, at: datetime) -> None:
    assert sign_in(client, cast.sato, at).get(excel(aobas, "self-evaluation-fr.xlsx")).status_code == 404


@pytest.mark.parametrize("level", [3, 4])
def test_the_database_is_asked_as_often_for_153_criteria_as_for_81(
    cast: Cast,
    client: Client,
    at: datetime,
    level: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    sato = sign_in(client, cast.sato, at)
    aobas = beginning.begin(level=level, title="2026年度", actor=cast.sato, at=at)
    every = {criterion.no: {"自己評価": "○"} for criterion in sheet(cast.sato, at, aobas).criteria}
    filled = changed(workbook(cast.sato, at, aobas, "ja").content, every)
    preview = sato.post(excel(aobas, "hand-in"), {"file": xlsx(filled)}).headers["Location"]

    with django_assert_max_num_queries(7):
        sato.get(preview)
    with django_assert_max_num_queries(17):  # SQLite takes answers and journal entries in two batches each
        sato.post(f"{preview}accept", {"take": [f"{no}:0" for no in every]})

    assert sheet(cast.sato, at, aobas).progress.met == len(every)
