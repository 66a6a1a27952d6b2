"""What an officer does in a browser with filings and registrations."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page, expect

POINTS = ("name_and_number", "scope_summary", "declarant", "expert", "content")


def opens_what_waits(page: Page, corporate_number: str) -> None:
    """Open the filing of a company among those that wait, page by page."""
    page.goto("/operator/filings/")
    row = page.locator("main tbody tr", has_text=corporate_number)
    while not row.count():
        with page.expect_navigation():
            page.locator('main a[href*="after="]').click()
    with page.expect_navigation():
        row.locator("th a").click()


def checks(page: Page, lacking: Mapping[str, str]) -> None:
    """Note for each of the five points that it holds, or what is lacking."""
    for point in POINTS:
        page.locator(f'input[name="{point}_holds"][value={"no" if point in lacking else "yes"}]').check()
        page.locator(f"#{point}_note").fill(lacking.get(point, ""))
    with page.expect_navigation():
        page.locator("form[action$='/check/'] button").click()
    expect(page.locator("main .error")).to_have_count(0)


def refuses(page: Page, reason: str) -> None:
    page.locator("section[aria-labelledby=decide] summary").click()
    page.locator("#reason").fill(reason)
    page.locator("form[action$='/refuse/'] button").click()
    expect(page.locator("main .notice .keeps-lines")).to_have_text(reason)


def registers(page: Page) -> str:
    """Return the number it got, as it is written."""
    page.locator("form[action$='/register/'] button").click()
    page.wait_for_url("**/operator/registrations/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def opens_keeping(page: Page, number: str, act: str) -> None:
    """Go from a registration to what can be done with it: "suspend" or "reinstate"."""
    page.goto(f"/operator/registrations/{number}/")
    page.locator(f'a[href$="/{act}/"]').click()
    expect(page.locator("#reason")).to_be_visible()


def keeps(page: Page, reason: str) -> None:
    page.locator("#reason").fill(reason)
    page.locator("main form button.main").click()
    expect(page.locator('section[aria-labelledby="history"]')).to_contain_text(reason)


def opens_change(page: Page, number: str) -> None:
    """Go from a registration to the change that its company notified."""
    page.goto(f"/operator/registrations/{number}/")
    page.locator('section[aria-labelledby="changes"] .btn.main').click()
    expect(page.locator("#answer")).to_be_visible()


def takes_note(page: Page, answer: str) -> None:
    page.locator("#answer").fill(answer)
    page.locator("main form button.main").click()
    expect(page.locator('section[aria-labelledby="changes"]')).to_contain_text(answer)
