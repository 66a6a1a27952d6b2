"""What an expert does in a browser between taking a confirmation on and telling the company."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

SAVED = re.compile("保存しました|Saved")


def takes_on(page: Page) -> None:
    """Go from the desk to what waits there, and take it on."""
    page.goto("/expert/")
    page.locator(".next .btn.main").click()
    page.locator("form[action$='/take-on/'] button").click()
    page.wait_for_url(re.compile("/parts/scope/"))


def goes_on(page: Page) -> None:
    """Go from the desk to what waits there, whether it is already judged or not."""
    page.goto("/expert/")
    with page.expect_navigation():
        page.locator(".next .btn.main").click()


def part(page: Page, no: str) -> None:
    """Open the part that holds this criterion."""
    page.goto(re.sub(r"/parts/.*", f"/parts/{no.rpartition('-')[0]}/", page.url))


def judges(page: Page, no: str, reason: str, *, agrees: bool) -> None:
    """Judge one criterion with a reason; it is saved by itself."""
    part(page, no)
    judgement = page.locator(f"#CRITERION-{no}")
    judgement.locator(".pick.met" if agrees else ".pick.not").click()
    page.locator(f"#reason-CRITERION-{no}").fill(reason)
    page.locator(f"#reason-CRITERION-{no}").blur()
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#saved")).to_have_attribute("data-mood", "saved")


def agrees_with_the_rest(page: Page, reason: str) -> None:
    """Agree, part by part, with whatever is not judged yet: all at once where several things are open."""
    way_on = page.locator("[data-next-open]")
    while True:
        if page.locator("#at-once").count():
            agrees_at_once(page, reason)
        elif alone := page.locator("[data-judgment][data-open]").all():
            judges(page, str(alone[0].get_attribute("id")).partition("-")[2], reason, agrees=True)
            page.reload()
        elif way_on.count():
            # Counting on a page that is just being left would find nothing, and end too early.
            with page.expect_navigation():
                way_on.click()
        else:
            return


def agrees_at_once(page: Page, reason: str) -> None:
    page.locator("#at-once summary").click()
    page.locator("#at-once .pick.met").click()
    page.locator("#reason-ALL").fill(reason)
    with page.expect_navigation():
        page.locator("button[value=all]").click()
    expect(page.locator("#at-once")).to_have_count(0)


def takes_over_what_did_not_change(page: Page) -> None:
    page.locator("form[action$='/take-over/'] button").click()
    expect(page.locator("form[action$='/take-over/']")).to_have_count(0)


def opens_the_decision(page: Page) -> None:
    page.reload()
    page.locator("a[href$='/conclude/']").first.click()
    expect(page.locator("#advice")).to_be_visible()


def concludes(page: Page, way: str, advice: str) -> None:
    """Decide: `way` is "confirm" or "return"."""
    page.locator("input[name=manner][value=EVIDENCE_SEEN]").check()
    page.locator("#advice").fill(advice)
    page.locator(f"button[formaction$='/conclude/{way}/']").click()
    page.wait_for_url(re.compile(r"/confirmations/[^/]+/$"))
