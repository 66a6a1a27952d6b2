"""Takes the pictures in docs/images: each page in both languages, wide and on a phone, from the demo's world."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import FilePayload, sync_playwright

from tools import ROOT, chromium, server
from tools.palette import reduced

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

FOLDER = ROOT / "docs" / "images"
SCREENS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
LOCALES = {"ja": "ja-JP", "en": "en-US"}
PERSON = "sato@aoba.example"
MADE_WITHIN = 60_000


@dataclass(frozen=True)
class Picture:
    """One page: the name of its files, and how one comes to where it is shown."""

    name: str
    come_there: Callable[[Page], object]


def tab(path: str) -> Callable[[Page], object]:
    """Return the way to a page that is one step away."""
    return lambda page: page.goto(path)


def to_an_answer(page: Page) -> None:
    """Open a criterion of which much is written already."""
    page.goto("/answers/")
    page.goto(page.url.split("/answers/")[0] + "/answers/4-1-3/?criterion=4-1-3-2")


def to_a_filled_workbook(page: Page) -> None:
    """Hand in the demo's own workbook, with mistakes in it, and look at what it would change."""
    filled = page.request.get("/demo/filled-workbook.xlsx").body()
    page.goto("/excel/")
    name = "filled-workbook.xlsx"
    page.set_input_files("#file", FilePayload(name=name, mimeType="application/octet-stream", buffer=filled))
    page.locator("form[enctype] button.main").click()
    page.wait_for_url("**/imports/**")


def to_a_report(page: Page) -> None:
    """Have a report made, and wait until it is ready."""
    page.goto("/report/")
    page.locator("form[action$='/order'] button.main").click()
    page.locator("tbody tr:first-child a[download]").wait_for(timeout=MADE_WITHIN)
    page.reload()  # away with what is said only once


PICTURES = (
    Picture("today", tab("/today/")),
    Picture("first-steps", tab("/first-steps/")),
    Picture("answering", to_an_answer),
    Picture("scope", tab("/scope/")),
    Picture("excel", to_a_filled_workbook),
    Picture("report", to_a_report),
)


def main() -> int:
    """Start the demo in a folder of its own and take every picture."""
    executable = chromium.executable()
    if executable is None:
        sys.exit("no Chromium was found; HOSHIMORI_CHROMIUM names one")
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = server.free_port()
    with tempfile.TemporaryDirectory(prefix="hoshimori-pictures-") as folder:
        environment = {"HOSHIMORI_DATA": f"{folder}/data"}
        with (
            server.running(["demo", "--port", str(port)], environment, port, Path(folder) / "server.log"),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.FLAGS))
            for language in LOCALES:
                take_all(browser, f"http://127.0.0.1:{port}", language)
    return 0


def take_all(browser: Browser, address: str, language: str) -> None:
    """Write every picture in one language: gone to on a wide screen, then shown on both."""
    contexts = {screen: come_in(browser, address, language, screen) for screen in SCREENS}
    guide = contexts["wide"].pages[0]
    for picture in PICTURES:
        picture.come_there(guide)
        for screen, context in contexts.items():
            page = context.pages[0]
            page.goto(guide.url)
            page.wait_for_load_state("networkidle")
            file = FOLDER / f"{picture.name}-{language}-{screen}.png"
            file.write_bytes(reduced(page.screenshot()))
            print(f"{file.relative_to(ROOT)} {file.stat().st_size // 1024} KB", flush=True)
    for context in contexts.values():
        context.close()


def come_in(browser: Browser, address: str, language: str, screen: str) -> BrowserContext:
    """Return a browser in which somebody is signed in and reads this language."""
    context = browser.new_context(
        base_url=address, locale=LOCALES[language], reduced_motion="reduce", **SCREENS[screen]
    )
    page = context.new_page()
    enter(page, PERSON)
    speak(page, language)
    return context


def enter(page: Page, person: str) -> None:
    """Sign in with the demo's one click."""
    page.goto("/demo/")
    page.locator(f'form:has(input[value="{person}"]) button').click()


def speak(page: Page, language: str) -> None:
    """Change to this language, if the person reads the other one."""
    if page.locator("html").get_attribute("lang") != language:
        with page.expect_navigation():
            button = page.locator("form:has(input[name='language']) button").first
            button.evaluate("button => button.form.requestSubmit(button)")


if __name__ == "__main__":
    sys.exit(main())
