"""Tsubasa Motors asks Minato Logistics for three criteria; Minato shows two, and later ends it.

Aizawa of Tsubasa finds Minato in the public register; Yamada of Minato sees exactly what would be shown before she
consents, and every look at it afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.journeys.house import House, Visitor

Come = Callable[..., Visitor]

AIZAWA, YAMADA = "aizawa@tsubasa.example", "yamada@minato.example"
NARROWEST: ViewportSize = {"width": 320, "height": 900}
FIRST, SECOND, THIRD = "4-1-1-1", "4-1-3-2", "5-1-1-1"
LAST = "2027-01-31"
WORDS = {
    "ja": {
        "minato": "みなと物流",
        "tsubasa": "つばさ自動車",
        "purpose": "配送の委託先を見直すため。",
        "comment": "3つめは、来月の打ち合わせで説明します。",
        "nothing": "まだ表示されているものはありません",
        "preview": "相手にはこのように見えます",
        "own": "会社自身の言葉です",
        "on_the_page": "画面で見た",
        "as_a_file": "ファイルに保存した",
        "ended": "終了",
        "said": "夜間の警報を、1か月見落としていました。",
        "mended": "警報を当番の電話に転送するようにしました。",
    },
    "en": {
        "minato": "Minato Logistics",
        "tsubasa": "Tsubasa",
        "purpose": "We review whom we trust with deliveries.",
        "comment": "We explain the third one when we meet next month.",
        "nothing": "Nothing is shown yet",
        "preview": "This is how it would be shown",
        "own": "The company's own words",
        "on_the_page": "On the page",
        "as_a_file": "Saved as a file",
        "ended": "Ended",
        "said": "We overlooked alarms at night for a month.",
        "mended": "Alarms are now passed on to the phone of whoever is on duty.",
    },
}


@dataclass
class Both:
    """Both sides, each in a browser of their own, and what would keep somebody from using their pages."""

    come: Come
    language: str
    screen: str
    hindrances: list[str] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.language]

    def enter_as(self, address: str) -> Visitor:
        visitor = self.come(self.language, self.screen)
        visitor.enter_as(address)
        visitor.speak(self.language)
        return visitor

    def look(self, visitor: Visitor) -> None:
        page = visitor.page
        self.hindrances += [f"{page.url} {found}" for found in visitor.hindrances()]
        size = page.viewport_size or NARROWEST
        page.set_viewport_size(NARROWEST)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.hindrances.append(f"{page.url} too wide for a narrow screen")
        page.set_viewport_size(size)


@pytest.fixture
def both(visitor: Come, language: str, screen: str, house: House) -> Both:
    del house
    return Both(visitor, language, screen)


def test_an_orderer_is_shown_what_a_company_consents_to_and_no_more(both: Both, tmp_path: Path) -> None:
    aizawa, yamada = both.enter_as(AIZAWA), both.enter_as(YAMADA)

    ask(both, aizawa)
    asked = aizawa.page.url
    before = told(aizawa.page, asked)
    expect(aizawa.page.locator("main")).to_contain_text(both.words["nothing"])
    see_what_is_asked(both, yamada)
    changes_its_mind_about_refusing(both, yamada)
    see_exactly_what_would_be_shown(both, yamada)
    assert told(aizawa.page, asked) == before
    consent(yamada.page)
    is_shown_two_and_not_the_third(both, aizawa, asked)
    save_as_a_file(both, aizawa, tmp_path / "minato.json")
    sees_who_looked(both, yamada)
    end(both, yamada)

    assert told(aizawa.page, asked) == before
    both.look(aizawa)
    assert both.hindrances == []


def ask(both: Both, aizawa: Visitor) -> None:
    """From the public register to an ask for three criteria."""
    page = aizawa.page
    page.goto("/register/?q=みなと物流")
    page.locator("table th a").first.click()
    page.locator('section[aria-labelledby="more"] a').click()
    both.look(aizawa)
    page.locator("main form button.main").evaluate("button => { button.form.noValidate = true; button.click() }")
    expect(page.locator(".problems")).to_be_visible()
    both.look(aizawa)
    for no in (FIRST, SECOND, THIRD):
        choose(page, no)
    page.locator("#purpose").fill(both.words["purpose"])
    page.locator("#until").fill(LAST)
    page.locator("main form button.main").click()
    expect(page).to_have_url(re.compile("/orderer/asks/"))
    both.look(aizawa)


def choose(page: Page, no: str) -> None:
    box = page.locator(f'input[value="CRITERION:{no}"]')
    if not box.is_visible():
        page.locator("details:not([open])", has=page.locator(f'input[value="CRITERION:{no}"]')).locator(
            "summary"
        ).first.click()
    box.check()


def told(page: Page, address: str) -> str:
    """Return what somebody reads on a page."""
    page.goto(address)
    return str(page.locator("main").inner_text())


def see_what_is_asked(both: Both, yamada: Visitor) -> None:
    page = yamada.page
    page.goto("/disclosures/")
    both.look(yamada)
    mine = page.locator(".disclosing-asks > li", has_text=both.words["purpose"])
    expect(mine).to_contain_text(both.words["tsubasa"])
    mine.locator("a.btn").click()
    for no in (FIRST, SECOND, THIRD):
        expect(page.locator(f'input[value="CRITERION:{no}"]')).to_be_checked()
    both.look(yamada)


def changes_its_mind_about_refusing(both: Both, yamada: Visitor) -> None:
    """The way to a refusal and back loses nothing."""
    page = yamada.page
    page.locator("#comment").fill(both.words["comment"])
    page.locator('button[value="decline"]').click()
    expect(page.locator('input[name="is_told"]').first).to_be_checked()
    both.look(yamada)
    page.locator('button[value="change"]').click()
    expect(page.locator("#comment")).to_have_value(both.words["comment"])


def see_exactly_what_would_be_shown(both: Both, yamada: Visitor) -> None:
    page = yamada.page
    page.locator(f'input[value="CRITERION:{THIRD}"]').uncheck()
    page.locator("details:has(select[name=own_about]) > summary").click()
    page.locator("select[name=own_about]").select_option("5-1-1-1")
    page.locator("textarea[name=own_nonconformity]").fill(both.words["said"])
    page.locator('button[value="look"]').evaluate("button => { button.form.noValidate = true }")
    page.locator("#until").fill("2031-01-01")
    page.locator('button[value="look"]').click()
    expect(page.locator(".problems")).to_be_visible()
    both.look(yamada)
    page.locator("#until").fill(LAST)
    page.locator("textarea[name=own_correction]").fill(both.words["mended"])
    page.locator('button[value="look"]').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(both.words["preview"])
    two_and_not_the_third(page.locator(".shown"), both)
    both.look(yamada)


def two_and_not_the_third(shown: Locator, both: Both) -> None:
    tree = shown.locator(".shown-tree")
    for no in (FIRST, SECOND):
        expect(tree).to_contain_text(no)
    expect(tree).not_to_contain_text(THIRD)
    for own in ("comment", "said", "mended"):
        expect(shown.locator(".shown-own", has_text=both.words[own])).to_contain_text(both.words["own"])


def consent(page: Page) -> None:
    page.locator('button[value="consent"]').click()
    expect(page).to_have_url(re.compile(r"/disclosures/[0-9a-f-]{36}/$"))


def is_shown_two_and_not_the_third(both: Both, aizawa: Visitor, asked: str) -> None:
    page = aizawa.page
    page.goto("/orderer/")
    both.look(aizawa)
    page.goto(asked)
    two_and_not_the_third(page.locator(".shown"), both)
    expect(page.locator("main")).not_to_contain_text(both.words["nothing"])
    both.look(aizawa)


def save_as_a_file(both: Both, aizawa: Visitor, kept: Path) -> None:
    page = aizawa.page
    with page.expect_download() as download:
        page.locator(".shown a[download]").click()
    download.value.save_as(kept)

    file = json.loads(kept.read_text(encoding="utf-8"))
    assert file["format"] == "hoshimori/certificate/1"
    assert file["comment"] == both.words["comment"]
    assert file["own_words"][0]["nonconformity"] == both.words["said"]


def sees_who_looked(both: Both, yamada: Visitor) -> None:
    page = yamada.page
    page.reload()
    views = page.locator('section[aria-labelledby="views"] tbody tr')
    expect(views).to_have_count(2)
    for way in ("as_a_file", "on_the_page"):
        expect(views.filter(has_text=both.words[way])).to_contain_text(both.words["tsubasa"])
    both.look(yamada)
    page.goto("/disclosures/")
    both.look(yamada)
    page.locator("main table a", has_text=both.words["tsubasa"]).first.click()


def end(both: Both, yamada: Visitor) -> None:
    page = yamada.page
    page.locator("a.grave").click()
    both.look(yamada)
    page.locator("button.grave").click()
    expect(page.locator("h1")).to_contain_text(both.words["ended"])
    expect(page.locator("a[download]")).to_have_count(0)
    both.look(yamada)
