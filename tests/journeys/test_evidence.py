"""Sato attaches evidence: files with their progress in sight, paper by its place, and last year's once more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.files.samples import PDF, PROGRAM, png
from tests.journeys.house import Visitor

SATO = "sato@aoba.example"
CRITERION = "1-3-1-1"
WORDS = {
    "ja": {
        "add": "証跡に追加する",
        "added": "追加しました。",
        "program": "プログラムのファイルです。",
        "lost": "通信が切れました。",
        "pointer": "会社に置いたまま登録する",
        "note": "証跡に登録する",
        "pick": "すでにある証跡から選ぶ",
        "use": "この評価基準でも使う",
        "used": "1件をこの評価基準でも使います。",
        "replace": "差し替える",
        "out": "外す",
        "earlier": "差し替え前の証跡",
        "save": "ダウンロード",
    },
    "en": {
        "add": "Add as evidence",
        "added": "Added.",
        "program": "This is a program.",
        "lost": "The connection broke off.",
        "pointer": "Note what stays at your company",
        "note": "Note as evidence",
        "pick": "Choose from evidence you already have",
        "use": "Use here too",
        "used": "1 piece is used here too.",
        "replace": "Replace",
        "out": "Take out",
        "earlier": "Took the place of",
        "save": "Download",
    },
}


def come_in(visitor: Visitor, language: str, criterion_no: str = CRITERION) -> Page:
    """Sign Sato in, in the language of the journey, and go to the evidence of a criterion."""
    page = visitor.enter_as(SATO)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('form[action="/language/"]').first.evaluate("form => form.requestSubmit()")
        page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    page.goto("/answers/")
    own = page.url.partition("/answers/")[0]
    page.goto(f"{own}/evidence/?criterion={criterion_no}")
    return page


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    payloads = [FilePayload(name=name, mimeType="application/octet-stream", buffer=content) for name, content in files]
    page.set_input_files("#files_file", payloads)


def names(page: Page) -> list[str]:
    return [name.strip() for name in page.locator("#here .evidence-name > a").all_inner_texts()]


@pytest.mark.parametrize(("language", "screen"), [("ja", "wide"), ("en", "phone")])
def test_files_are_sent_one_by_one_and_a_refused_one_says_why(
    visitor: Callable[..., Visitor], language: str, screen: str
) -> None:
    words = WORDS[language]
    guest = visitor(language, screen)
    page = come_in(guest, language)
    empty = guest.hindrances()

    page.fill("#files_covers_from", "2026-10-01")
    choose(page, ("点検の記録.pdf", PDF), ("道具.pdf", PROGRAM), ("画面.png", png()))
    page.get_by_role("button", name=words["add"]).click()
    lines = page.locator(".evidence-line")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text(words["added"])
    expect(lines.nth(1)).to_contain_text(words["program"])
    expect(lines.nth(2)).to_contain_text(words["added"])

    expect(page.locator("#here .evidence-name > a")).to_have_count(2)
    assert names(page) == ["点検の記録.pdf", "画面.png"]
    assert page.locator("#files_covers_from").input_value() == "2026-10-01"
    assert empty + guest.hindrances() == []


def test_when_all_files_are_taken_they_stand_in_the_list(visitor: Callable[..., Visitor]) -> None:
    page = come_in(visitor(), "ja")

    choose(page, ("点検の記録.pdf", PDF))
    with page.expect_navigation():
        page.get_by_role("button", name=WORDS["ja"]["add"]).click()

    assert names(page) == ["点検の記録.pdf"]
    assert page.locator(".evidence-line").count() == 0


def test_a_broken_connection_is_said_and_nothing_is_lost(visitor: Callable[..., Visitor]) -> None:
    guest = visitor()
    page = come_in(guest, "ja")

    choose(page, ("点検の記録.pdf", PDF))
    page.context.set_offline(True)
    page.get_by_role("button", name=WORDS["ja"]["add"]).click()
    expect(page.locator(".evidence-line")).to_contain_text(WORDS["ja"]["lost"])
    page.context.set_offline(False)
    guest.complaints.clear()  # that there was no connection, which is the story

    choose(page, ("点検の記録.pdf", PDF))
    with page.expect_navigation():
        page.get_by_role("button", name=WORDS["ja"]["add"]).click()
    assert names(page) == ["点検の記録.pdf"]


def test_without_scripts_files_are_added_and_refused_all_the_same(visitor: Callable[..., Visitor]) -> None:
    page = come_in(visitor(java_script_enabled=False), "ja")

    choose(page, ("点検の記録.pdf", PDF), ("道具.pdf", PROGRAM))
    page.get_by_role("button", name=WORDS["ja"]["add"]).click()

    expect(page.locator(".problems")).to_contain_text(WORDS["ja"]["program"])
    assert names(page) == ["点検の記録.pdf"]


@pytest.mark.parametrize(("language", "screen"), [("ja", "wide"), ("en", "phone")])
def test_paper_is_noted_with_a_digest_computed_on_ones_own_computer(
    visitor: Callable[..., Visitor], language: str, screen: str
) -> None:
    words = WORDS[language]
    guest = visitor(language, screen)
    page = come_in(guest, language)

    page.get_by_text(words["pointer"], exact=True).click()
    page.set_input_files("#pointer_source", FilePayload(name="原本.pdf", mimeType="application/pdf", buffer=PDF))
    expect(page.locator("#pointer_sha256")).to_have_value(hashlib.sha256(PDF).hexdigest())
    page.fill("#pointer_place", "総務部の金庫")
    opened = guest.hindrances()
    page.get_by_role("button", name=words["note"]).click()

    expect(page.locator("#here")).to_contain_text("総務部の金庫")
    assert names(page) == ["原本.pdf"]
    assert opened == []


def test_evidence_is_used_again_replaced_saved_and_taken_out(
    visitor: Callable[..., Visitor], language: str, screen: str
) -> None:
    words = WORDS[language]
    guest = visitor(language, screen)
    page = come_in(guest, language)

    page.get_by_text(words["pick"], exact=True).click()
    page.locator("input[name=pick_pieces]").first.check()
    page.get_by_role("button", name=words["use"]).click()
    expect(page.locator(".messages")).to_contain_text(words["used"])
    page.locator("#here").get_by_role("link", name=words["replace"]).click()
    choose(page, ("新しい記録.pdf", PDF))
    piece = guest.hindrances()
    page.get_by_role("button", name=words["replace"], exact=True).first.click()
    expect(page.get_by_text(words["earlier"])).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=words["save"]).click()
    page.locator(".evidence-uses a").first.click()
    replaced = names(page)
    page.locator("#here").get_by_role("button", name=words["out"]).click()

    assert download.value.suggested_filename == "新しい記録.pdf"
    assert download.value.path().read_bytes() == PDF
    assert replaced == ["新しい記録.pdf"]
    expect(page.locator("#here .empty")).to_be_visible()
    assert piece == []


def test_all_evidence_of_the_company_stands_in_one_list(
    visitor: Callable[..., Visitor], language: str, screen: str
) -> None:
    guest = visitor(language, screen)
    page = come_in(guest, language)

    page.goto("/evidence/")
    everything = page.locator(".evidence-name").count()
    page.locator(".chip").nth(1).click()
    old = page.locator(".evidence-name").count()

    assert everything > old > 0
    assert guest.hindrances() == []


def test_a_page_on_which_a_file_waits_looks_again_by_itself(visitor: Callable[..., Visitor]) -> None:
    page = come_in(visitor(), "ja")
    choose(page, ("点検の記録.pdf", PDF))
    with page.expect_navigation():
        page.get_by_role("button", name=WORDS["ja"]["add"]).click()
    clean = page.content()
    own = page.url

    # The first answer is that of a house with a scanner that has not answered yet; every later one is this house's own.
    waiting = clean.replace('<section id="here"', '<section id="here" data-waits')
    page.route(own, lambda route: route.fulfill(body=waiting, content_type="text/html; charset=utf-8"), times=1)
    page.goto(own)
    expect(page.locator("[data-waits]")).to_have_count(1)

    expect(page.locator("[data-waits]")).to_have_count(0, timeout=15_000)
    assert names(page) == ["点検の記録.pdf"]
