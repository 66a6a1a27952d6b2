"""Whoever comes to any page, by mouse, keyboard or screen reader, wide or on a phone, can read it and use it.

One page of each kind is looked at, from link to link: by axe (WCAG 2.2 AA and good practice), for its title, language
and heading, and for text that runs out of a narrow window. Axe sees every kind wide and on a phone, where two people or
two languages come to the same pages once each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from tests.journeys.house import Visitor
from tests.journeys.walking import kind, pages

Come = Callable[..., Visitor]
SATO, ITO, TANAKA = "sato@aoba.example", "ito@aoba.example", "tanaka@kaede.example"
YAMADA, MINATO = "yamada@minato.example", "minato@minato.example"
KIYOTA, MIURA = "kiyota@hoshizora.example", "miura@hoshizora.example"
HAYASHI, ONO, NOBODY = "hayashi@operator.example", "ono@ministry.example", ""
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=320, height=640)


def self_evaluation(page: Page) -> str:
    """Return the address of the self-evaluation that the person's company works on."""
    page.goto("/scope/")
    return page.url.removesuffix("scope/")


def aobas_pages(page: Page) -> list[str]:
    """A workbook handed in, a report made, evidence, an answer that is not met: what links alone do not lead to."""
    filled = page.request.get("/demo/filled-workbook.xlsx").body()
    page.goto("/excel/")
    payload = FilePayload(name="filled.xlsx", mimeType="application/octet-stream", buffer=filled)
    page.set_input_files("#file", payload)
    page.locator("form[enctype] button.main").click()
    expect(page.locator(".excel-decide")).to_be_visible()
    preview = page.url
    page.goto("/report/")
    page.locator("form[action$='/order'] button.main").click()
    expect(page.locator("tbody a[download]")).to_be_visible(timeout=30_000)
    about = self_evaluation(page)
    return [
        "/today/",
        preview,
        f"{about}evidence/?criterion=4-3-4-1",
        f"{about}evidence/?criterion=4-1-3-2",
        f"{about}answers/4-1-3/?criterion=4-1-3-2",
        "/tasks/?which=OVERDUE",
        "/history/?about=evidence",
    ]


def itos_pages(page: Page) -> list[str]:
    return ["/today/", f"{self_evaluation(page)}evidence/?criterion=4-3-4-1"]


def hayashis_pages(page: Page) -> list[str]:
    """The officer looks into Aoba with a reason."""
    page.goto("/operator/organizations/?words=青葉")
    page.locator("main table a").first.click()
    page.locator("main textarea").first.fill("利用者からの問い合わせに答えるため。")
    page.locator("main form button.main").click()
    expect(page.locator("main")).to_contain_text("青葉部品")
    return ["/operator/", page.url]


def firsts(*addresses: str) -> Callable[[Page], list[str]]:
    return lambda _page: list(addresses)


WAYS = {SATO: aobas_pages, ITO: itos_pages, HAYASHI: hayashis_pages}


def faults(visitor: Visitor, language: str, sizes: tuple[ViewportSize, ...]) -> Iterator[str]:
    """Yield what is wrong with the page that is shown: what axe finds at these sizes, and on the narrowest screen."""
    page = visitor.page
    if page.locator("html").get_attribute("lang") != language:
        yield "another language"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} main headings"
    if page.title().partition(" — ")[::2] in {("", "Hoshimori"), (page.title(), "")}:
        yield f"title {page.title()}"
    for size in sizes:
        page.set_viewport_size(size)
        yield from (f"{size['width']}: {hindrance}" for hindrance in visitor.hindrances())
    page.set_viewport_size(NARROWEST)
    if too_wide := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
        yield f"320: {too_wide} pixels too wide: {outsiders(page)}"
    page.set_viewport_size(WIDE)


def outsiders(page: Page) -> list[str]:
    """Name what stands out of the window."""
    script = """() => [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-frame, pre'))
        .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script))


@pytest.mark.parametrize(
    ("who", "language", "sizes", "at_least"),
    [
        (SATO, "ja", (WIDE,), 45),
        (SATO, "en", (PHONE,), 45),
        (TANAKA, "en", (WIDE,), 40),
        (ITO, "ja", (PHONE,), 35),
        (YAMADA, "ja", (WIDE,), 47),
        (MINATO, "en", (PHONE,), 47),
        (KIYOTA, "ja", (WIDE, PHONE), 28),
        (MIURA, "en", (PHONE,), 27),
        (HAYASHI, "ja", (WIDE, PHONE), 40),
        (ONO, "en", (WIDE, PHONE), 15),
        (NOBODY, "ja", (WIDE,), 16),
        (NOBODY, "en", (PHONE,), 16),
    ],
)
def test_every_page_can_be_used(
    visitor: Come, who: str, language: str, sizes: tuple[ViewportSize, ...], at_least: int
) -> None:
    someone = visitor(language)
    page = someone.enter_as(who) if who else someone.page
    if who:
        someone.speak(language)
    found, titles = {}, {}

    for address in pages(page, WAYS.get(who, firsts("/"))(page)):
        titles[kind(address)] = page.title()
        found[address] = list(faults(someone, language, sizes))

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    assert [title for title, times in Counter(titles.values()).items() if times > 1] == []
    assert len(found) >= at_least
