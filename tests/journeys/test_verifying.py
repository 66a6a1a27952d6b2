"""Somebody at Aoba checks what Minato handed over: a file, a text or a QR code, in the browser and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, FilePayload, Page, ViewportSize, expect

from tests.journeys.conftest import LOCALES, SCREENS
from tests.journeys.handed_over import COMMENT, HandedOver, by_minato, code_of, suspend
from tests.journeys.house import House, Visitor

Come = Callable[..., Visitor]
WORDS = {
    "ja": {
        "name": "みなと物流株式会社",
        "registered": "★3として登録されています",
        "not_believed": "この証明は信じられません",
        "suspended": "★3の登録は一時停止中です",
        "own": "会社のことば",
        "not_sent": "どこにも送りません",
        "sent": "サーバに送ります",
        "no_code": "QRコードが見つかりませんでした",
        "nobody_there": "台帳につながらない",
    },
    "en": {
        "name": "Minato Logistics Co., Ltd.",
        "registered": "Registered as ★3",
        "not_believed": "This cannot be believed",
        "suspended": "The registration as ★3 is suspended",
        "own": "The company's own words",
        "not_sent": "is sent anywhere",
        "sent": "is sent to this server",
        "no_code": "No QR code was found",
        "nobody_there": "could not be reached",
    },
}
NARROWEST = ViewportSize(width=320, height=640)


@pytest.fixture
def handed_over(house: House) -> HandedOver:
    return by_minato(house)


def comes(visitor: Come, language: str = "ja", screen: str = "wide", **options: Any) -> Visitor:
    who = visitor(language, screen, **options)
    who.page.goto("/verify/")
    if options.get("java_script_enabled", True):
        expect(who.page.locator("[data-there]")).to_be_hidden()
    return who


def chooses(page: Page, content: bytes, name: str = "minato.json", kind: str = "application/json") -> None:
    page.set_input_files("#file", FilePayload(name=name, mimeType=kind, buffer=content))


def title(page: Page) -> str:
    expect(page.locator("#verdict-title")).to_be_visible()
    return page.locator("#verdict-title").inner_text()


def faults(visitor: Visitor) -> list[str]:
    """Return what axe finds, and by how much the narrowest screen is too narrow."""
    found = visitor.hindrances()
    visitor.page.set_viewport_size(NARROWEST)
    too_wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{too_wide} too wide"] if too_wide > 0 else [])]


def test_a_file_says_who_is_registered_and_what_is_shown(
    visitor: Come, handed_over: HandedOver, language: str, screen: str
) -> None:
    said = WORDS[language]
    who = comes(visitor, language, screen)
    asked: list[tuple[str, str]] = []
    who.page.on("request", lambda request: asked.append((request.method, urlsplit(request.url).path)))
    expect(who.page.get_by_text(said["not_sent"])).to_be_visible()

    chooses(who.page, handed_over.file)

    assert title(who.page) == said["registered"]
    result = who.page.locator("article.verdict")
    for text in (said["name"], "2999912340002", handed_over.number, *handed_over.shown, said["own"], COMMENT):
        expect(result).to_contain_text(text)
    expect(result).not_to_contain_text(handed_over.not_shown)
    assert not re.search("認定|安全です|合格|certified|safe", result.inner_text())
    expect(result).to_be_focused()
    # Nothing is sent: what is asked for is the same whatever the certificate says.
    assert {method for method, _ in asked} == {"GET"}
    known = re.compile(r"/credentials/(?:jwks\.json|history-key|status/\d+)|/verify/titles-2026-03-27\.json")
    assert [path for _, path in asked if not known.fullmatch(path)] == []
    assert faults(who) == []


def test_the_same_stands_there_without_scripts(
    visitor: Come, handed_over: HandedOver, language: str, screen: str
) -> None:
    """What the server says is what the browser says, line by line; only the moment of looking differs."""
    by_server = comes(visitor, language, screen, java_script_enabled=False).page
    expect(by_server.get_by_text(WORDS[language]["sent"])).to_be_visible()
    by_browser = comes(visitor, language, screen).page

    chooses(by_server, handed_over.file)
    by_server.locator("form button.main[type=submit]").click()
    chooses(by_browser, handed_over.file)

    assert title(by_server) == title(by_browser) == WORDS[language]["registered"]
    assert lines(by_server) == lines(by_browser)


def lines(page: Page) -> list[str]:
    """Return what the result says, without times of day."""
    text = re.sub(r"\d{1,2}:\d{2}", "", page.locator("article.verdict").inner_text())
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_a_changed_file_is_not_believed_and_tells_nothing(
    visitor: Come, handed_over: HandedOver, language: str, screen: str
) -> None:
    who = comes(visitor, language, screen)

    chooses(who.page, handed_over.changed)

    assert title(who.page) == WORDS[language]["not_believed"]
    expect(who.page.locator("article.verdict")).not_to_contain_text(handed_over.number)
    expect(who.page.locator("article.verdict [data-part=todo] li")).to_have_count(2)
    assert faults(who) == []


def test_a_suspended_registration_is_said_to_be_suspended(
    visitor: Come, house: House, handed_over: HandedOver, language: str
) -> None:
    suspend(house, handed_over)
    who = comes(visitor, language)

    chooses(who.page, handed_over.file)

    assert title(who.page) == WORDS[language]["suspended"]
    assert faults(who) == []


def test_a_file_is_dropped(visitor: Come, handed_over: HandedOver) -> None:
    page = comes(visitor).page
    carried = page.evaluate_handle(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "minato.json", { type: "application/json" }));
          return carried;
        }""",
        handed_over.file.decode(),
    )

    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": carried})

    assert title(page) == WORDS["ja"]["registered"]


def test_a_text_is_pasted(visitor: Come, handed_over: HandedOver) -> None:
    page = comes(visitor).page

    page.fill("#text", f"\n{handed_over.alone} ")
    page.locator("form button.main[type=submit]").click()

    assert title(page) == WORDS["ja"]["registered"]
    expect(page.locator("article.verdict")).to_contain_text(WORDS["ja"]["name"])
    expect(page.locator("[data-part=shown]")).to_have_count(0)


def test_a_picture_of_a_code_is_read(visitor: Come, handed_over: HandedOver, context: BrowserContext) -> None:
    page = comes(visitor, "ja", "phone").page

    chooses(page, code_of(handed_over.alone, context, form="png"), "code.png", "image/png")

    assert title(page) == WORDS["ja"]["registered"]


@pytest.mark.parametrize("content", [b"", b"no picture at all"])
def test_a_picture_without_a_code_says_so(visitor: Come, content: bytes, language: str) -> None:
    page = comes(visitor, language).page

    chooses(page, content, "picture.png", "image/png")

    expect(page.get_by_text(WORDS[language]["no_code"])).to_be_visible()


def test_where_the_register_cannot_be_reached_nothing_is_said(visitor: Come, handed_over: HandedOver) -> None:
    page = comes(visitor).page
    page.context.set_offline(offline=True)

    chooses(page, handed_over.file)

    expect(page.get_by_text(WORDS["ja"]["nobody_there"])).to_be_visible()
    expect(page.locator("article.verdict")).to_have_count(0)


@pytest.fixture
def camera(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    handed_over: HandedOver,
    context: BrowserContext,
    tmp_path: Path,
) -> Iterator[Browser]:
    """A browser whose camera sees the code of Minato's certificate lying on a table."""
    film = tmp_path / "table.mjpeg"
    film.write_bytes(code_of(handed_over.alone, context, form="jpeg"))
    flags = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
    arguments = browser_type_launch_args | {"args": [*browser_type_launch_args["args"], *flags]}
    browser = browser_type.launch(**arguments)
    yield browser
    browser.close()


def with_camera(browser: Browser, house: House, *permissions: str) -> Page:
    options = SCREENS["phone"] | {"permissions": list(permissions)}
    page = browser.new_context(base_url=house.url, locale=LOCALES["ja"], **options).new_page()
    page.goto("/verify/")
    expect(page.locator("[data-there]")).to_be_hidden()
    return page


def test_the_camera_is_asked_for_only_once_somebody_wants_it_and_reads_the_code(camera: Browser, house: House) -> None:
    page = with_camera(camera, house, "camera")
    expect(page.locator("video")).to_be_hidden()

    page.locator("[data-scan]").click()

    assert title(page) == WORDS["ja"]["registered"]
    expect(page.locator("video")).to_be_hidden()
    assert page.locator("video").evaluate("video => video.srcObject") is None


def test_who_does_not_lend_the_camera_is_shown_the_other_way(visitor: Come) -> None:
    page = comes(visitor).page

    page.locator("[data-scan]").click()

    expect(page.get_by_text("カメラを使えません")).to_be_visible()
    expect(page.locator("[data-scan]")).to_be_visible()
