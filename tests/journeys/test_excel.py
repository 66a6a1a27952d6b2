"""Sato works with the workbook she already has: along, filled in with mistakes, back, looked at, accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.exchange.official import Official
from tests.exchange.sample import with_mistakes
from tests.journeys.house import Visitor

SATO = "sato@aoba.example"
WORDS = {
    "ja": {
        "download": "日本語版",
        "read": "ファイルを読み取る",
        "mark": "「だいたい○」は読めない記号です",
        "basis": "「該当なし」の根拠がありません",
        "take": "選んだ行を取り込む",
        "taken": "行を取り込みました",
        "official": "公式の文言へ",
        "load": "読み込む",
        "loaded": "公式の文言を読み込みました",
        "csv": "文字だけのファイル(CSV)です",
    },
    "en": {
        "download": "In English",
        "read": "Read the file",
        "mark": "“だいたい○” cannot be read as a mark",
        "basis": "“Not applicable” needs a basis",
        "take": "Take in the chosen rows",
        "taken": "rows were taken in",
        "official": "To the official wording",
        "load": "Load it",
        "loaded": "The official wording is loaded",
        "csv": "This is a text file (CSV)",
    },
}


def come_in(visitor: Visitor, language: str) -> Page:
    """Sign Sato in, in the language of the journey, and go to Aoba's workbooks."""
    page = visitor.enter_as(SATO)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('form[action="/language/"]').first.evaluate("form => form.requestSubmit()")
        page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    page.goto("/excel/")
    return page


def hand_in(page: Page, name: str, content: bytes, button: str) -> None:
    page.set_input_files("#file", FilePayload(name=name, mimeType="application/octet-stream", buffer=content))
    page.get_by_role("button", name=button, exact=True).click()


def test_a_workbook_full_of_mistakes_comes_in_as_far_as_it_is_right(
    visitor: Callable[..., Visitor], language: str, screen: str, tmp_path: Path
) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = come_in(sato, language)
    with page.expect_download() as download:
        page.get_by_role("link", name=words["download"]).click()
    download.value.save_as(tmp_path / "workbook.xlsx")

    hand_in(page, "記入済み.xlsx", with_mistakes((tmp_path / "workbook.xlsx").read_bytes()), words["read"])

    expect(page.get_by_text(words["mark"])).to_be_visible()
    expect(page.get_by_text(words["basis"])).to_be_visible()
    expect(page.get_by_text("O8", exact=True)).to_be_visible()
    assert sato.hindrances() == []

    page.get_by_role("button", name=words["take"]).click()

    expect(page.get_by_text(words["taken"]).first).to_be_visible()
    assert sato.hindrances() == []


def test_a_file_that_is_no_workbook_is_refused_beside_its_field(visitor: Callable[..., Visitor], language: str) -> None:
    sato = visitor(language)
    page = come_in(sato, language)
    assert sato.hindrances() == []

    hand_in(page, "a.csv", "番号,評価\n4-1-3-2,○\n".encode(), WORDS[language]["read"])

    expect(page.locator("#file-error")).to_contain_text(WORDS[language]["csv"])
    assert sato.hindrances() == []


def test_the_official_wording_is_loaded_from_its_workbook(visitor: Callable[..., Visitor], language: str) -> None:
    sato, words = visitor(language), WORDS[language]
    page = come_in(sato, language)
    official = Official()
    official.rows[0][6] = "★3"

    page.get_by_role("link", name=words["official"]).click()
    assert sato.hindrances() == []
    hand_in(page, "公式.xlsx", official.saved(), words["load"])

    expect(page.get_by_text(words["loaded"])).to_be_visible()
    expect(page.get_by_text("153 / 153")).to_be_visible()
    expect(page.get_by_text("H3", exact=True)).to_be_visible()
    assert sato.hindrances() == []


def test_it_all_works_without_java_script(visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    sato = visitor("ja", java_script_enabled=False)
    page = sato.enter_as(SATO)
    page.goto("/excel/")
    with page.expect_download() as download:
        page.get_by_role("link", name=WORDS["ja"]["download"]).click()
    download.value.save_as(tmp_path / "workbook.xlsx")

    hand_in(page, "記入済み.xlsx", with_mistakes((tmp_path / "workbook.xlsx").read_bytes()), WORDS["ja"]["read"])
    page.get_by_role("button", name=WORDS["ja"]["take"]).click()

    expect(page.get_by_text(WORDS["ja"]["taken"]).first).to_be_visible()
