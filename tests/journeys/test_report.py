"""Sato sees what is missing and has a report made; Yamada of Minato, where all is met, hands over."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.house import Visitor

Come = Callable[..., Visitor]
SATO, YAMADA = "sato@aoba.example", "yamada@minato.example"
WORDS = {
    "ja": {
        "make": "作る",
        "ready": "できました",
        "same": "今の内容と同じ",
        "title": "自己評価報告書",
        "notice": "自己点検(公式の評価結果ではありません)",
        "missing": "足りないものがあと",
        "hand_over": "渡す",
        "handed_over": "第1回として渡しました",
        "take_back": "取り戻す",
        "unchanged": "内容は渡したときと同じです",
        "reason": "足りないものがあっても渡す理由を書いてください",
    },
    "en": {
        "make": "Make the report",
        "ready": "Ready",
        "same": "Same as now",
        "title": "Self-evaluation report",
        "notice": "Self-check (not an official result)",
        "missing": "are still missing",
        "hand_over": "Hand over",
        "handed_over": "Handed over as no. 1",
        "take_back": "Take it back",
        "unchanged": "Nothing has changed since",
        "reason": "Please write why you hand it over although something is missing",
    },
}


def reports_of(visitor: Visitor, who: str, language: str) -> Page:
    """Sign somebody in, in the language of the journey, and go to the reports of their company."""
    page = visitor.enter_as(who)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('form[action="/language/"]').first.evaluate("form => form.requestSubmit()")
        page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    page.goto("/report/")
    return page


def test_a_report_is_made_while_one_waits_and_what_is_missing_leads_to_its_answer(
    visitor: Come, language: str, screen: str, tmp_path: Path
) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = reports_of(sato, SATO, language)
    assert sato.hindrances() == []

    page.get_by_role("button", name=words["make"], exact=True).click()
    row = page.locator("tbody[aria-live] tr").first
    expect(row.get_by_text(words["ready"])).to_be_visible(timeout=30_000)
    expect(row.get_by_text(words["same"])).to_be_visible()
    with page.expect_download() as download:
        row.get_by_role("link").click()
    download.value.save_as(tmp_path / "report.pdf")

    said = re.sub(r"\s", "", "".join(part.extract_text() for part in PdfReader(tmp_path / "report.pdf").pages))
    assert words["title"].replace(" ", "") in said
    assert words["notice"].replace(" ", "") in said
    assert sato.hindrances() == []

    page.locator("a[href$='/report/missing/']").first.click()
    expect(page.get_by_text(words["missing"])).to_be_visible()
    assert sato.hindrances() == []
    link = page.locator(".report-items a").first
    criterion = str(link.locator(".no").text_content())
    link.click()
    expect(page).to_have_url(re.compile(rf"criterion={criterion}"))


def test_it_is_handed_over_as_one_whole_and_taken_back(visitor: Come, language: str) -> None:
    yamada, words = visitor(language), WORDS[language]
    page = reports_of(yamada, YAMADA, language)
    page.locator("a[href$='/report/hand-over/']").first.click()
    assert yamada.hindrances() == []

    if page.locator("#reason").count():
        page.locator("#reason").fill("残りは専門家と相談します。")
    page.get_by_role("button", name=words["hand_over"], exact=True).click()
    expect(page.get_by_role("heading", name=words["handed_over"])).to_be_visible()
    assert yamada.hindrances() == []
    page.get_by_role("button", name=words["take_back"]).click()

    expect(page.get_by_text(words["unchanged"])).to_be_visible()


def test_handing_over_although_something_is_missing_asks_why(visitor: Come, language: str) -> None:
    sato = visitor(language, "phone")
    page = reports_of(sato, SATO, language)
    page.locator("a[href$='/report/hand-over/']").first.click()
    page.locator("#reason").evaluate("field => field.removeAttribute('required')")

    page.get_by_role("button", name=WORDS[language]["hand_over"], exact=True).click()

    expect(page.locator("#reason-error")).to_contain_text(WORDS[language]["reason"])
    assert sato.hindrances() == []


def test_without_scripts_a_report_can_be_ordered_and_looked_for(visitor: Come) -> None:
    sato = visitor(java_script_enabled=False)
    page = reports_of(sato, SATO, "ja")

    page.get_by_role("button", name=WORDS["ja"]["make"], exact=True).click()
    page.wait_for_timeout(5000)
    page.reload()

    expect(page.locator("tbody[aria-live] tr").first.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"/file$")
    )
