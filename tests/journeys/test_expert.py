"""Kiyota confirms in a browser: she takes on, judges by keyboard and in bulk, returns; wide and on a phone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.asked_expert import COMMAND, EXPERT
from tests.journeys.house import House, Visitor
from tools import ROOT

Come = Callable[..., Visitor]
PART, FIRST, ONE = "4-1-3", "CRITERION-4-1-3-1", "CRITERION-4-1-3-2"
SAVED = re.compile("保存しました|Saved")
WHY = "画面の写しを見ました。"


@pytest.fixture
def confirmation_id(house: House) -> str:
    """What Midori asks Kiyota for, in the house's world."""
    world = {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": str(house.data), "HOSHIMORI_URL": house.url}
    settings = {"DJANGO_SETTINGS_MODULE": "hoshimori.config.settings"}
    command = [sys.executable, "-c", COMMAND]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | world | settings, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def taken_on(visitor: Visitor, confirmation_id: str, language: str = "ja", part: str = PART) -> Page:
    """Sign in as Kiyota, take on what Midori asks for, and go to a part of it."""
    page = visitor.enter_as(EXPERT)
    visitor.speak(language)
    page.goto("/expert/")
    page.locator(".next .btn.main").click()
    page.locator("form[action$='/take-on/'] button").click()
    page.wait_for_url(re.compile("/parts/scope/"))
    page.goto(f"/expert/confirmations/{confirmation_id}/parts/{part}/")
    return page


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#saved")).to_have_attribute("data-mood", "saved")


def write(page: Page, code: str, words: str) -> None:
    page.locator(f"#reason-{code}").press_sequentially(words)
    page.keyboard.press("Escape")


def test_she_takes_on_judges_in_bulk_and_returns(
    visitor: Come, confirmation_id: str, language: str, screen: str
) -> None:
    come = visitor(language, screen)
    page = come.enter_as(EXPERT)
    come.speak(language)
    page.goto("/expert/")
    found = come.hindrances()
    with page.expect_navigation():
        page.locator(".next .btn.main").click()
    found += come.hindrances()
    with page.expect_navigation():
        page.locator("form[action$='/take-on/'] button").click()
    found += come.hindrances()
    page.goto(f"/expert/confirmations/{confirmation_id}/parts/{PART}/")
    found += come.hindrances()

    page.locator(f"#{ONE} .pick.not").click()
    page.locator(f"#reason-{ONE}").fill("電話だけでは2種類になりません。")
    page.locator(f"#reason-{ONE}").blur()
    saved(page)
    page.locator("#at-once summary").click()
    page.locator("#at-once .pick.met").click()
    page.locator("#reason-ALL").fill(WHY)
    page.locator("button[value=all]").click()
    expect(page.locator(f"#{FIRST} .state")).to_have_text(re.compile("同意|Agreed"))
    expect(page.locator(f"#{ONE} .state")).to_have_text(re.compile("同意しない|Not agreed"))
    page.goto(f"/expert/confirmations/{confirmation_id}/conclude/")
    found += come.hindrances()
    page.locator("input[name=manner][value=EVIDENCE_SEEN]").check()
    page.locator("button[formaction$='/conclude/return/']").click()

    expect(page.locator("main")).to_contain_text("電話だけでは2種類になりません。")
    found += come.hindrances()
    assert found == []


def test_the_keyboard_is_enough(visitor: Come, confirmation_id: str) -> None:
    page = taken_on(visitor(), confirmation_id)

    page.keyboard.press("j")
    page.keyboard.press("1")
    write(page, FIRST, "規程1と2を見ました。")
    saved(page)
    page.keyboard.press("n")
    page.keyboard.press("2")
    write(page, ONE, "足りません。")
    saved(page)
    page.keyboard.press("k")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == f"reason-{FIRST}"
    page.keyboard.press("Escape")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(f"#{FIRST} .state")).to_have_text("同意")
    expect(page.locator(f"#reason-{FIRST}")).to_have_value("規程1と2を見ました。")
    page.reload()
    expect(page.locator(f"#{ONE} .state")).to_have_text("同意しない")
    expect(page.locator("#counts")).to_contain_text("81")


def test_keys_lead_from_requirement_to_requirement(visitor: Come, confirmation_id: str) -> None:
    page = taken_on(visitor(), confirmation_id)

    for _ in range(6):
        page.keyboard.press("j")

    expect(page).to_have_url(re.compile("/parts/4-1-(?!3)"))


def test_what_is_typed_stays_on_this_device_until_it_is_saved(visitor: Come, confirmation_id: str) -> None:
    page = taken_on(visitor(), confirmation_id)

    page.locator(f"#reason-{FIRST}").fill("まだ途中")
    page.context.set_offline(True)
    page.locator(f"#{FIRST} .pick.met").click()
    expect(page.locator("#saved")).to_have_attribute("data-mood", "waiting")
    page.context.set_offline(False)
    page.reload()

    expect(page.locator(f"#reason-{FIRST}")).to_have_value("まだ途中")
    expect(page.locator(f"#{FIRST} input[value=AGREED]")).to_be_checked()
    page.locator(".judge-foot .btn.main").click()
    page.goto(f"/expert/confirmations/{confirmation_id}/parts/{PART}/")
    expect(page.locator(f"#{FIRST} .state")).to_have_text("同意")


def test_two_windows_lose_nothing(visitor: Come, confirmation_id: str) -> None:
    page = taken_on(visitor(), confirmation_id)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(f"#{FIRST} .pick.not").click()
    other.locator(f"#reason-{FIRST}").fill("別の画面の理由")
    other.locator(f"#reason-{FIRST}").blur()
    saved(other)

    page.evaluate("localStorage.clear()")
    page.locator(f"#{FIRST} .pick.met").click()
    page.locator(f"#reason-{FIRST}").fill("こちらの理由")
    page.locator(f"#reason-{FIRST}").blur()

    expect(page.locator(f"#{FIRST} [role=alert]")).to_contain_text("別の画面の理由")
    expect(page.locator(f"#reason-{FIRST}")).to_have_value("こちらの理由")


def test_without_a_script_everything_can_be_judged(visitor: Come, confirmation_id: str) -> None:
    page = taken_on(visitor(java_script_enabled=False), confirmation_id)

    page.locator(f"#{FIRST} .pick.met").click()
    page.locator(f"#reason-{FIRST}").fill(WHY)
    page.locator(f"#{ONE} .pick.met").click()
    page.locator(".judge-foot .btn.main").click()

    expect(page.locator(f"#error-{ONE}")).to_be_visible()
    page.locator(f"#reason-{ONE}").fill(WHY)
    page.locator(".judge-foot .btn.main").click()
    page.goto(f"/expert/confirmations/{confirmation_id}/parts/{PART}/")
    expect(page.locator(f"#{ONE} .state")).to_have_text("同意")
    expect(page.locator(f"#{FIRST} .state")).to_have_text("同意")
