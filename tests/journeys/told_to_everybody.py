"""What anyone reads of a registration without signing in: the same on its page, in JSON, CSV, on paper and by QR."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from hoshimori.parties.rules import PREFECTURES
from hoshimori.shared.calendar import day_in_words

STATES = {
    "VALID": {"ja": "有効", "en": "Valid"},
    "SUSPENDED": {"ja": "一時停止", "en": "Suspended"},
    "RETURNED": {"ja": "返上", "en": "Returned"},
}
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")


def looked_up(page: Page, words: str) -> None:
    """Look something up as one types it; come to the page of the one registration that is found."""
    page.goto("/register/")
    page.locator("#q").fill(words)
    page.locator("form[role=search] button[type=submit]").click()
    found = page.locator(".found-registrations tbody a")
    expect(found).to_have_count(1)
    found.click()


def told(page: Page) -> dict[str, Any]:
    """Return what another program is told at the address of the page that is shown."""
    said = page.request.get(f"{page.url}registration.json").json()
    assert isinstance(said, dict)
    return said


def line_of_csv(page: Page, number: str) -> dict[str, str]:
    """Return the registration's line of the whole register."""
    body = page.request.get("/register/register.csv").body().decode("utf-8-sig")
    (line,) = (line for line in csv.DictReader(io.StringIO(body)) if line["number"] == number)
    return line


def in_words(said: dict[str, Any], language: str) -> set[str]:
    """Return every public field as a reader of this language sees it, without gaps; what is empty is not shown."""
    from_on, last_on = (date.fromisoformat(said[name]) for name in ("valid_from", "last_valid_on"))
    return {
        bare(words)
        for words in (
            said["number"],
            f"★{said['level']}",
            STATES[said["state"]][language],
            day_in_words(from_on, language),
            day_in_words(last_on, language),
            said["corporate_number"],
            said["name_ja"],
            said["name_en"],
            PREFECTURES[said["prefecture"]].in_language(language),
            said[f"scope_summary_{language}"],
        )
    }


def on_screen(page: Page) -> str:
    """Return the text of the page without gaps; the star that is drawn there stands for the character."""
    drawn = re.sub(r'<svg class="icon icon--star".*?</svg>', "★", page.locator("main").inner_html(), flags=re.DOTALL)
    return bare(re.sub(r"<[^>]+>", "", drawn))


def on_paper(page: Page, language: str) -> str:
    """Return the text of the certificate without gaps."""
    link = page.locator(f'a[href$="certificate-{language}.pdf"]')
    with page.expect_download() as download:
        link.click()
    return bare("".join(sheet.extract_text() for sheet in PdfReader(download.value.path()).pages))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def drawn_squares(page: Page) -> list[list[bool]]:
    """Return the QR code of the page, square by square, as its drawing has it."""
    drawing = page.request.get(str(page.locator('figure img[src$="address.svg"]').get_attribute("src"))).text()
    size = re.search(r'viewBox="0 0 (\d+) \1"', drawing)
    assert size is not None
    squares = [[False] * int(size[1]) for _ in range(int(size[1]))]
    for left, top, length in RUN.findall(drawing):
        squares[int(top)][int(left) : int(left) + int(length)] = [True] * int(length)
    return squares


def squares_of(address: str) -> list[list[bool]]:
    """Return the QR code that holds an address."""
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    return [[bool(square) for square in row] for row in code.get_matrix()]


def all_say_the_same(page: Page, language: str) -> dict[str, Any]:
    """Hold page, JSON, CSV and both certificates against each other, and the QR code against the page's address."""
    said, here = told(page), page.url
    fields = {name: value for name, value in said.items() if name not in {"address", "as_of"}}
    assert line_of_csv(page, said["number"]) == {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in fields.items()
    }
    shown = on_screen(page)
    assert {words for words in in_words(said, language) if words not in shown} == set()
    for paper in ("ja", "en"):
        text = on_paper(page, paper)
        assert {words for words in in_words(said, paper) if words not in text} == set()
        assert bare(said["address"]) in text
    assert said["address"] == here
    assert drawn_squares(page) == squares_of(said["address"])
    return said
