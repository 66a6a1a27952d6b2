"""People make accounts, prove who they are, invite each other and switch between organizations, in a browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.authenticator import PERIOD, digits
from tests.journeys.house import House, Visitor

Come = Callable[..., Visitor]
PASSWORD = "a hedgehog in the rain"
HIKARI = {"corporate_number": "4999912349999", "name_ja": "ひかり工業株式会社"}
AOBA, KAEDE = re.compile("青葉部品|Aoba"), re.compile("かえでソフト|Kaede")
WORDS = {
    "ja": {
        "welcome": "ようこそ",
        "prove": "2種類目の確認を設定してください",
        "codes": "予備コード",
        "mine": "会社とメンバー",
    },
    "en": {
        "welcome": "Welcome",
        "prove": "Add a second kind of proof",
        "codes": "Recovery codes",
        "mine": "Company and members",
    },
}


def code_from(house: House, seen: int) -> str:
    """Return the code of the next mail that carries one; the world's notices may come in between."""
    for _ in range(100):
        for mail in house.mails()[seen:]:
            if found := re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail, re.MULTILINE):
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail with a code came")


def main_button(page: Page) -> None:
    page.locator("main .btn.main").first.click()


def sign_up(visitor: Visitor, language: str, address: str, start: str = "/account/sign-up/") -> None:
    page, seen = visitor.page, len(visitor.house.mails())
    page.goto(start)
    page.locator("#id_name").fill("上田 六郎")
    page.locator("#id_email").fill(address)
    page.locator("#id_password1").fill(PASSWORD)
    page.locator("#id_language").select_option(language)
    assert visitor.hindrances() == []
    main_button(page)
    page.locator("#id_code").fill(code_from(visitor.house, seen))
    assert visitor.hindrances() == []
    main_button(page)


def test_somebody_new_brings_a_company_in_and_sets_up_an_app(visitor: Come, language: str, screen: str) -> None:
    ueda, words = visitor(language, screen), WORDS[language]
    page = ueda.page

    sign_up(ueda, language, "ueda@hikari.example")
    expect(page.locator("h1")).to_contain_text(words["welcome"])
    assert ueda.hindrances() == []

    main_button(page)
    for name, value in HIKARI.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#prefecture").select_option("27")
    page.locator("#size_class").select_option("UP_TO_20")
    page.locator("#industry").select_option("E")
    assert ueda.hindrances() == []
    main_button(page)

    expect(page.locator("h1")).to_have_text(words["prove"])
    assert ueda.hindrances() == []
    page.locator('main a[href="/account/factors/app/add/"]').click()
    key = page.locator("#app-key").inner_text()
    page.locator("#id_code").fill(digits(key))
    assert ueda.hindrances() == []
    main_button(page)

    expect(page.locator("h1")).to_have_text(words["codes"])
    expect(page.locator("#codes li")).to_have_count(10)
    assert ueda.hindrances() == []
    with page.expect_download() as saved:
        page.locator("a[download]").click()
    kept = saved.value.path().read_text(encoding="utf-8")
    assert re.findall(r"\d{8}", kept) == re.findall(r"\d{8}", page.locator("#codes").inner_text())

    main_button(page)
    expect(page.locator("#codes")).to_have_count(0)
    page.goto("/company/")
    expect(page.locator("h1")).to_have_text(HIKARI["name_ja"])
    assert ueda.hindrances() == []

    again = visitor(language, screen)
    again.page.goto("/account/sign-in/")
    again.page.locator("#id_login").fill("ueda@hikari.example")
    again.page.locator("#id_password").fill(PASSWORD)
    assert again.hindrances() == []
    main_button(again.page)
    again.page.locator("#id_code").fill(digits(key, time.time() + PERIOD))
    assert again.hindrances() == []
    main_button(again.page)
    expect(again.page.locator("header .org")).to_be_visible()
    again.page.goto("/company/")
    expect(again.page.locator("h1")).to_have_text(HIKARI["name_ja"])


def with_passkeys(page: Page) -> None:
    """Give the browser a device of its own with a fingerprint that always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def at_a_name(house: House) -> str:
    """Return the address with a name for its host: a passkey belongs to a name, never to a number."""
    return f"http://localhost:{urlsplit(house.url).port}"


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "after the password"])
def test_a_passkey_opens_the_door(visitor: Come, house: House, language: str, alone: bool) -> None:  # noqa: FBT001 - a story's two ends
    ito = visitor(language)
    page, here = ito.page, at_a_name(house)
    with_passkeys(page)

    page.goto(f"{here}/demo/")
    page.locator('form:has(input[value="ito@aoba.example"]) button').click()
    page.goto(f"{here}/account/factors/passkeys/add/")
    page.locator("#id_name").fill("事務所のパソコン")
    if alone:
        page.locator("#id_passwordless").check()
    assert ito.hindrances() == []
    main_button(page)
    expect(page.locator("#codes li")).to_have_count(10)
    page.goto(f"{here}/account/factors/")
    expect(page.locator("main")).to_contain_text("事務所のパソコン")
    assert ito.hindrances() == []
    page.locator('form[action="/account/sign-out/"] button').click()

    page.goto(f"{here}/account/sign-in/")
    if alone:
        page.locator("form[data-options-from] button").click()
    else:
        page.locator("#id_login").fill("ito@aoba.example")
        page.locator("#id_password").fill(house.password)
        main_button(page)
        page.locator("form[data-passkey] button").click()
    expect(page.locator("header .org")).to_be_visible()

    page.goto(f"{here}/company/")
    expect(page.locator("h1")).to_contain_text(AOBA)
    page.goto(f"{here}/account/password/change/")
    assert ito.hindrances() == []


def test_a_device_that_does_not_answer_is_no_dead_end(visitor: Come, house: House) -> None:
    ito = visitor()
    page = ito.page
    page.goto(f"{at_a_name(house)}/account/sign-in/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")

    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('closed')); }")
    page.locator("form[data-options-from] button").click()

    expect(page.locator("[data-passkey-problem]")).to_be_visible()
    assert ito.hindrances() == []


def test_an_invitation_by_link_and_the_way_back_to_it(visitor: Come, language: str, screen: str) -> None:
    sato, ueda = visitor(language, screen), visitor(language, screen)

    sato.enter_as("sato@aoba.example").goto("/company/invite/")
    sato.page.locator("#email").fill("ueda@elsewhere.example")
    sato.page.locator("input[value=CONTRIBUTOR]").check()
    sato.page.locator("#by_mail").uncheck()
    assert sato.hindrances() == []
    main_button(sato.page)
    link = sato.page.locator("#link").input_value()
    assert sato.hindrances() == []

    ueda.page.goto(link)
    expect(ueda.page.locator("main")).to_contain_text("佐藤 花子")
    assert ueda.hindrances() == []
    way = ueda.page.locator("main .btn.main").get_attribute("href")
    assert way
    sign_up(ueda, language, "ueda@elsewhere.example", way)
    expect(ueda.page).to_have_url(link)
    assert ueda.hindrances() == []
    main_button(ueda.page)
    expect(ueda.page.locator("header .org")).to_be_visible()
    ueda.page.goto("/company/")
    expect(ueda.page.locator("main")).to_contain_text("上田 六郎")

    sato.page.goto("/company/")
    expect(sato.page.locator("main")).to_contain_text("上田 六郎")
    assert sato.hindrances() == []


def test_one_person_acts_for_two_organizations_one_at_a_time(visitor: Come, language: str) -> None:
    tanaka, ito = visitor(language), visitor(language)
    tanaka.enter_as("tanaka@kaede.example").goto("/company/invite/")
    tanaka.page.locator("#email").fill("ito@aoba.example")
    tanaka.page.locator("input[value=CONTRIBUTOR]").check()
    main_button(tanaka.page)
    link = tanaka.page.locator("#link").input_value()

    ito.enter_as("ito@aoba.example").goto(link)
    main_button(ito.page)
    header = ito.page.locator("header .org")
    expect(header).to_contain_text(KAEDE)

    ito.page.goto("/account/roles/")
    assert ito.hindrances() == []
    ito.page.locator("main form button").click()

    expect(header).to_contain_text(AOBA)
    ito.page.goto("/account/sessions/")
    assert ito.hindrances() == []
    ito.page.goto("/account/")
    assert ito.hindrances() == []
