"""Sato looks at what is missing, has reports made, hands over and takes back."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import answering, beginning, reporting
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.reports import reports_of
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.actor import SYSTEM, Actor
from tests.cast import Cast, sign_in
from tests.queue import drain

MET = Given(AnswerText(Result.MET, reason="就業規則の第12条に定めた。"))
PAGES = ("", "missing/", "hand-over/")


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    aobas = beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    answering.save(assessment_id=aobas, criterion_no="1-2-3-1", given=MET, version=0, actor=cast.ito, at=at)
    return aobas


@pytest.fixture
def sato(client: Client, cast: Cast, at: datetime) -> Client:
    return sign_in(client, cast.sato, at)


def address(aobas: UUID, rest: str = "") -> str:
    return f"/assessments/{aobas}/report/{rest}"


def seen(page: str) -> str:
    """Return the digest that the page of handing over sends along."""
    return page.partition('name="seen" value="')[2].partition('"')[0]


class Chart(HTMLParser):
    """Reads what a chart says to somebody who does not see it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.named: list[str] = []
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg" and given.get("role") == "img":
            self.named += (given.get("aria-labelledby") or "").split()
        self._open = (given.get("id") or "") if tag in {"title", "desc"} else ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.ids[self._open] = data


def test_a_report_is_ordered_waits_and_is_downloaded(sato: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    ordered = sato.post(address(aobas, "order"), {"form": "PDF", "language": "ja"}, follow=True).content.decode()
    (line,) = reports_of(cast.sato, at, aobas)
    still = sato.get(address(aobas, f"{line.id}/"), {"seen": "ORDERED"})
    drain(at)
    ready = sato.get(address(aobas, f"{line.id}/"), {"seen": "ORDERED"}).content.decode()
    file = sato.get(address(aobas, f"{line.id}/file"))

    assert "順番待ち" in ordered
    assert still.status_code == 204
    assert "できました" in ready
    assert "今の内容と同じ" in ready
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined] # a FileResponse


def test_a_report_leaves_as_a_download_with_safe_headers(sato: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = reporting.order(assessment_id=aobas, form="XLSX", language="en", actor=cast.sato, at=at)
    drain(at)

    file = sato.get(address(aobas, f"{report_id}/file"))

    assert file["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert file["Content-Disposition"].startswith('attachment; filename="self-evaluation-report_20261123_')
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in file["Cache-Control"]
    assert "private" in file["Cache-Control"]
    file.close()


def test_an_old_report_says_that_the_content_changed(sato: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=cast.sato, at=at)
    drain(at)
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)

    page = sato.get(address(aobas)).content.decode()

    assert "内容が変わりました" in page
    assert "今の内容と同じ" not in page


def test_what_could_not_be_made_can_be_tried_again(sato: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=cast.sato, at=at)
    reporting.start(report_id=report_id, actor=SYSTEM, at=at)
    reporting.fail(report_id=report_id, actor=SYSTEM, at=at)
    failed = sato.get(address(aobas)).content.decode()

    again = sato.post(address(aobas, f"{report_id}/try-again"), follow=True).content.decode()

    assert "作成できませんでした" in failed
    assert "順番待ち" in again


def test_a_form_that_does_not_exist_is_said_beside_the_field(sato: Client, aobas: UUID) -> None:
    page = sato.post(address(aobas, "order"), {"form": "HTML", "language": "ja"})

    assert page.status_code == 422
    assert 'id="form-error"' in page.content.decode()


def test_the_chart_can_be_read_by_who_does_not_see_it(sato: Client, aobas: UUID) -> None:
    page = sato.get(address(aobas)).content.decode()

    chart = Chart(page)

    assert chart.named
    assert all(chart.ids[name] for name in chart.named)
    assert "style=" not in page


def test_what_is_missing_leads_to_where_it_is_seen_to(sato: Client, aobas: UUID) -> None:
    page = sato.get(address(aobas, "missing/")).content.decode()

    assert "★3までに、足りないものがあと82件あります" in page
    assert f'href="/assessments/{aobas}/answers/1-2-3/?criterion=1-2-3-1"' in page
    assert f'href="/assessments/{aobas}/scope/"' in page
    assert "★4でさらに求められること: 72項目" in page


def test_sato_hands_over_with_a_reason_and_takes_back(sato: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    digest = seen(sato.get(address(aobas, "hand-over/")).content.decode())
    without = sato.post(address(aobas, "hand-over/"), {"seen": digest, "reason": " "})
    given = {"seen": digest, "reason": "残りは専門家と相談します。"}
    handed_over = sato.post(address(aobas, "hand-over/"), given, follow=True).content.decode()
    state = sheet(cast.sato, at, aobas).state
    taken_back = sato.post(address(aobas, "take-back"), follow=True).content.decode()

    assert without.status_code == 422
    assert "足りないものがあっても渡す理由を書いてください" in without.content.decode()
    assert state == AssessmentState.SUBMITTED
    assert "第1回として渡しました" in handed_over
    assert "残りは専門家と相談します。" in handed_over
    assert "内容は渡したときと同じです" in taken_back


def test_what_changed_under_satos_eyes_is_not_handed_over_and_her_words_are_kept(
    sato: Client, cast: Cast, aobas: UUID, at: datetime
) -> None:
    digest = seen(sato.get(address(aobas, "hand-over/")).content.decode())
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)

    page = sato.post(address(aobas, "hand-over/"), {"seen": digest, "reason": "残りは相談します。"})

    assert page.status_code == 409
    shown = page.content.decode()
    assert "だれかが自己評価を変えました" in shown
    assert "残りは相談します。" in shown
    assert seen(shown) != digest


def test_a_change_after_handing_over_is_in_sight_on_every_page(
    sato: Client, cast: Cast, aobas: UUID, at: datetime
) -> None:
    digest = seen(sato.get(address(aobas, "hand-over/")).content.decode())
    sato.post(address(aobas, "hand-over/"), {"seen": digest, "reason": "相談のため。"})
    sato.post(address(aobas, "take-back"))
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)

    pages = [sato.get(address(aobas, rest)).content.decode() for rest in PAGES]

    assert all("渡したあとに内容が変わりました" in page for page in pages)


def test_a_contributor_reads_everything_and_hands_nothing_over(
    client: Client, cast: Cast, aobas: UUID, at: datetime
) -> None:
    ito = sign_in(client, cast.ito, at)

    page = ito.get(address(aobas, "hand-over/")).content.decode()

    assert "代表者か取りまとめ担当が渡します" in page
    assert 'name="seen"' not in page
    assert ito.post(address(aobas, "hand-over/"), {"seen": "", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_nothing_under_any_address(client: Client, cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    report_id = reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=cast.sato, at=at)
    drain(at)
    outsider: Actor = getattr(cast, who)
    other = sign_in(client, outsider, at)

    reads = [other.get(address(aobas, rest)) for rest in (*PAGES, f"{report_id}/", f"{report_id}/file")]
    writes = [
        other.post(address(aobas, rest), {"form": "PDF", "language": "ja", "seen": "", "reason": "x"})
        for rest in ("order", "hand-over/", "take-back", f"{report_id}/try-again")
    ]

    assert {answer.status_code for answer in reads + writes} == {404}


@pytest.mark.parametrize("rest", PAGES)
def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, aobas: UUID, rest: str) -> None:
    answer = client.get(address(aobas, rest))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/?next=")


def test_the_page_takes_as_many_statements_for_many_reports_as_for_one(
    sato: Client, cast: Cast, aobas: UUID, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def statements() -> int:
        with django_assert_max_num_queries(30) as asked:
            sato.get(address(aobas))
        return len(asked)

    reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=cast.sato, at=at)
    few = statements()
    for form, language in (("PDF", "en"), ("XLSX", "ja"), ("XLSX", "en")):
        reporting.order(assessment_id=aobas, form=form, language=language, actor=cast.sato, at=at)
    drain(at)

    assert statements() == few
