"""Takes the pictures in docs/images: each page in both languages, wide and on a phone, from the demo's world."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tools import ROOT, chromium, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

FOLDER = ROOT / "docs" / "images"
SCREENS: dict[str, ViewportSize] = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOCALES = {"ja": "ja-JP", "en": "en-US"}


@dataclass(frozen=True)
class Picture:
    """One page: the name of its files, who looks at it, and where it is.

    `{self_evaluation}` stands for the address of the self-evaluation that the person's company works on.
    """

    name: str
    person: str
    path: str


SATO = "sato@aoba.example"
PICTURES = (
    Picture("today", SATO, "/today/"),
    Picture("first-steps", SATO, "/first-steps/"),
    Picture("answering", SATO, "{self_evaluation}answers/4-1-3/"),
    Picture("scope", SATO, "{self_evaluation}scope/"),
    Picture("excel", SATO, "{self_evaluation}excel/"),
    Picture("report", SATO, "{self_evaluation}report/"),
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
            for picture in PICTURES:
                take(browser, f"http://127.0.0.1:{port}", picture)
    return 0


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Write the four files of one picture."""
    for language, locale in LOCALES.items():
        for screen, size in SCREENS.items():
            context = browser.new_context(base_url=address, locale=locale, viewport=size, reduced_motion="reduce")
            page = context.new_page()
            enter(page, picture.person)
            speak(page, language)
            page.goto("/assessments/")
            own = page.locator("main a[href^='/assessments/0']").first.get_attribute("href")
            page.goto(picture.path.format(self_evaluation=own))
            file = FOLDER / f"{picture.name}-{language}-{screen}.png"
            page.screenshot(path=file)
            print(file.relative_to(ROOT), flush=True)
            context.close()


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
