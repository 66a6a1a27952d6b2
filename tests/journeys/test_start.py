"""A clerk's Wednesday: see what is next, write the scope down, give tasks, look back; in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import Visitor

Come = Callable[..., Visitor]
EYES = pytest.mark.parametrize(("language", "screen"), [("ja", "wide"), ("en", "phone")])
SATO, ITO, MORI = "sato@aoba.example", "ito@aoba.example", "mori@aoba.example"
WORDS = {
    "ja": {
        "overdue": "期限を過ぎたやることが2件あります",
        "first": "★3とは",
        "missing": "★3までに残っていること",
        "beyond": "★4では、さらに何が要るか",
        "reason": "除外する理由を書いてください",
        "done": "終えた",
        "copy": "写す",
        "theirs": "いま保存されている内容",
        "closed": "終了",
        "confirm": "もう一度確認",
        "scope": "適用除外を追加",
    },
    "en": {
        "overdue": "2 tasks are overdue",
        "first": "What ★3 is",
        "missing": "What is still missing for ★3",
        "beyond": "What more ★4 would need",
        "reason": "Please write why it is left out",
        "done": "Done",
        "copy": "Copy",
        "theirs": "This is what stands there now",
        "closed": "Closed",
        "confirm": "To be confirmed again",
        "scope": "Added an exclusion",
    },
}


def come_in(visitor: Visitor, who: str, language: str) -> Page:
    """Sign somebody in, in the language of the journey, and go to where a day begins."""
    page = visitor.enter_as(who)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('form[action="/language/"]').first.evaluate("form => form.requestSubmit()")
        page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    page.goto("/today/")
    return page


def test_a_day_begins_with_one_thing_to_do(visitor: Come, language: str, screen: str) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = come_in(sato, SATO, language)

    expect(page.locator(".next h2")).to_have_text(words["overdue"])
    assert sato.hindrances() == []
    page.locator(".next .btn.main").click()
    rows = page.locator("table.tasks tbody tr")
    expect(rows).to_have_count(2)
    assert sato.hindrances() == []
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(1)
    rows.first.locator("th a").click()
    page.locator("#due_on").fill("2027-03-31")
    assert sato.hindrances() == []
    page.locator("main .btn.main").click()
    page.goto("/today/")

    expect(page.locator(".next h2")).not_to_contain_text(words["overdue"])


@EYES
def test_one_reads_what_is_asked_and_what_is_missing(visitor: Come, language: str, screen: str) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = come_in(sato, SATO, language)

    page.goto("/first-steps/")
    expect(page.get_by_role("heading", name=words["first"], exact=True)).to_be_visible()
    assert sato.hindrances() == []
    page.goto("/assessments/")
    assert sato.hindrances() == []
    page.locator("table a").first.click()
    expect(page.get_by_role("heading", name=words["missing"])).to_be_visible()
    expect(page.get_by_role("heading", name=words["beyond"])).to_be_visible()
    for summary in page.locator("details.fold > summary").all():
        summary.click()

    expect(page.locator(".asked-list dt")).to_have_count(72)
    assert sato.hindrances() == []


@EYES
def test_the_scope_is_written_down_with_an_exclusion(visitor: Come, language: str, screen: str) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = come_in(sato, SATO, language)
    page.goto("/scope/")
    assert sato.hindrances() == []

    page.locator("#name-SITE").fill("第二倉庫")
    page.locator("#part-SITE form.search button").click()
    expect(page.locator("#part-SITE .named")).to_contain_text("第二倉庫")
    page.locator("#part-exclusions > .pane-body > .row .btn").click()
    page.locator("#what").fill("入退室管理用のPC")
    page.locator('input[value="SEPARATE_NETWORK"]').check()
    page.locator("#limits_risk").fill("社内LANにつないでいない。")
    page.locator("form.sheet").evaluate("form => form.noValidate = true")
    page.locator("form.sheet .btn.main").click()
    expect(page.locator("#reason-error")).to_contain_text(words["reason"])
    expect(page.locator("#limits_risk")).to_have_value("社内LANにつないでいない。")
    assert sato.hindrances() == []
    page.locator("#reason").fill("ビルの管理会社の持ち物のため。")
    page.locator("form.sheet .btn.main").click()

    expect(page.locator(".excluded").last).to_contain_text("入退室管理用のPC")
    page.goto("/history/?about=scope")
    expect(page.locator("table.history tbody tr").first).to_contain_text(words["scope"])
    page.locator("table.history details").first.locator("summary").click()
    expect(page.locator("table.history details[open]")).to_contain_text("ビルの管理会社の持ち物のため。")
    assert sato.hindrances() == []


def test_two_people_at_the_scope_lose_nothing(visitor: Come) -> None:
    sato, mori, words = visitor("ja"), visitor("en"), WORDS["en"]
    hers, his = come_in(sato, SATO, "ja"), come_in(mori, MORI, "en")
    for page in (hers, his):
        page.goto("/scope/")

    hers.locator("#text").fill("本社と倉庫。")
    hers.locator("#part-statement button.main").click()
    his.locator("#text").fill("グループ全体。")
    his.locator("#part-statement button.main").click()

    expect(his.get_by_text(words["theirs"])).to_be_visible()
    expect(his.locator("#part-statement .notice")).to_contain_text("本社と倉庫。")
    expect(his.locator("#text")).to_have_value("グループ全体。")
    assert mori.hindrances() == []
    his.locator("#part-statement button.main").click()
    hers.reload()
    expect(hers.locator("#text")).to_have_value("グループ全体。")


def test_ones_tasks_stand_in_ones_calendar_until_its_address_is_ended(visitor: Come) -> None:
    ito = visitor("ja")
    page = come_in(ito, ITO, "ja")
    page.goto("/calendar/")
    assert ito.hindrances() == []

    page.locator('form[action$="/open/"] button').click()
    address = page.locator("#address").input_value()
    assert ito.hindrances() == []
    file = page.request.get(address, headers={"Cookie": ""})
    page.reload()
    shown_again = page.locator("#address").count()
    page.locator('form[action$="/end/"] button').click()
    ended = page.request.get(address)

    assert file.text().startswith("BEGIN:VCALENDAR\r\n")
    assert file.text().count("BEGIN:VEVENT") == 2
    assert shown_again == 0
    assert ended.status == 404


@pytest.mark.parametrize(("language", "script"), [("ja", True), ("en", False)])
def test_star_3_goes_on_as_star_4_and_can_be_closed(visitor: Come, language: str, *, script: bool) -> None:
    sato, words = visitor(language, java_script_enabled=script), WORDS[language]
    page = sato.enter_as(SATO)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('form[action="/language/"] button').first.click()
    page.goto("/assessments/")
    page.locator("table a").first.click()

    page.locator('a[href$="?level=4"]').click()
    if script:
        assert sato.hindrances() == []
    page.locator("#title").fill("★4 への準備")
    page.locator("form.sheet .btn.main").click()
    expect(page.locator("h1")).to_contain_text("★4 ★4 への準備")
    page.goto("/today/")
    expect(page.locator(".numbers")).to_contain_text(words["confirm"])
    page.goto("/assessments/")
    page.locator("table a").first.click()
    page.locator('a[href$="/close/"]').click()
    if script:
        assert sato.hindrances() == []
    page.locator("form.sheet .btn.main").click()

    expect(page.locator(".page-head .tag")).to_contain_text(words["closed"])


@EYES
def test_where_nothing_is_worked_on_every_page_says_what_to_do(visitor: Come, language: str, screen: str) -> None:
    sato, words = visitor(language, screen), WORDS[language]
    page = come_in(sato, SATO, language)
    page.goto("/assessments/")
    page.locator("table a").first.click()
    page.locator('a[href$="/close/"]').click()
    page.locator("form.sheet .btn.main").click()

    page.goto("/today/")
    page.locator(".next .btn.main").click()
    expect(page.get_by_role("heading", name=words["first"], exact=True)).to_be_visible()
    for way in ("/today/", "/tasks/", "/tasks/new/", "/history/?from_on=2040-01-01"):
        page.goto(way)
        assert sato.hindrances() == []
        expect(page.locator(".empty, .next")).to_be_visible()
