"""What a company does on its way into the register, in a browser of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.house import House, Visitor
from tests.journeys.nagisa import COMMAND
from tests.journeys.register_words import SUMMARY, WORDS

Come = Callable[..., Visitor]
NARROWEST = ViewportSize(width=320, height=640)
LACKING, LATER = "4-1-3-2", "4-2-2-2"
"""What the expert does not agree with at first, and what changes after the declaration."""


class Way:
    """One journey: who is let in, in which language, about which self-evaluation, and what was found on the way."""

    def __init__(self, come: Come, house: House, language: str) -> None:
        self.come, self.house, self.language, self.words = come, house, language, WORDS[language]
        made = json.loads(house.do(COMMAND))
        self.at = f"/assessments/{made['assessment_id']}/"
        self.okino_id = made["okino_id"]
        self.hindrances: list[str] = []

    def enter_as(self, address: str) -> Visitor:
        """Let somebody in with a browser of their own."""
        visitor = self.come(self.language)
        visitor.enter_as(address)
        visitor.speak(self.language)
        return visitor

    def look(self, visitor: Visitor) -> None:
        """Write down what would keep somebody from using the page that is shown."""
        page = visitor.page
        self.hindrances += [f"{page.url} {found}" for found in visitor.hindrances()]
        size = page.viewport_size or NARROWEST
        page.set_viewport_size(NARROWEST)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.hindrances.append(f"{page.url} too wide for a narrow screen")
        page.set_viewport_size(size)

    def follow(self, visitor: Visitor) -> Page:
        """Do the one thing that is to be done next on the way to the registration."""
        visitor.page.goto(f"{self.at}confirmation/")
        self.look(visitor)
        with visitor.page.expect_navigation():
            visitor.page.locator(".way-next .btn.main").click()
        self.look(visitor)
        return visitor.page


def hand_over(way: Way, ushio: Visitor) -> None:
    """What the automatic checks miss is handed over with a reason."""
    page = way.follow(ushio)
    page.locator("#reason").fill(way.words["agreed"])
    page.locator("#handing-over ~ form button.main").click()
    expect(page.locator("#handed-over")).to_be_visible()
    way.look(ushio)


def ask(way: Way, ushio: Visitor) -> None:
    page = way.follow(ushio)
    page.locator("#words").fill("早瀬")
    with page.expect_navigation():
        page.locator("main form.search button").click()
    with page.expect_navigation():
        page.locator(".way-choices a.btn").click()
    way.look(ushio)
    page.locator("#message").fill(way.words["agreed"])
    page.locator("main form button.main").click()
    expect(page.locator("#next")).to_contain_text("早瀬 薫")


def mend(way: Way, ushio: Visitor, no: str, words: str) -> None:
    """Read the reason, take the self-evaluation back, and answer anew."""
    page = way.follow(ushio)
    expect(page.locator('section[aria-labelledby="disagreed"]')).to_contain_text(way.words["why_not"])
    expect(page.locator('section[aria-labelledby="whole"]')).to_contain_text(way.words["advice"])
    take_back(page)
    page.goto(f"{way.at}confirmation/result/")
    page.locator('section[aria-labelledby="disagreed"] .way-thing a').click()
    answer_anew(page, no, words)


def take_back(page: Page) -> None:
    with page.expect_navigation():
        page.locator('form[action*="/take-back"] button').click()


def answer_anew(page: Page, no: str, words: str) -> None:
    page.wait_for_url(re.compile(f"criterion={no}"), wait_until="load")
    page.locator(f"#reason-{no}").fill(words)
    page.locator(f"#reason-{no}").blur()
    expect(page.locator("#saved")).to_have_attribute("data-mood", "saved")


def give_it_again(way: Way, ushio: Visitor) -> None:
    """Hand over once more, and give it to the same expert."""
    page = ushio.page
    page.goto(f"{way.at}report/hand-over/")
    page.locator("#reason").fill(way.words["agreed"])
    page.locator("#handing-over ~ form button.main").click()
    way.follow(ushio).locator("main form button.main").click()
    expect(page.locator("#next")).to_contain_text("早瀬 薫")


def declare(way: Way, hamada: Visitor) -> None:
    """Whoever declares is asked for the password first; a wrong one declares nothing."""
    page = way.follow(hamada)
    page.locator("#title").fill("代表取締役")
    page.locator("main form button.main").click()
    expect(page.get_by_role("heading", name=way.words["who_is_there"])).to_be_visible()
    way.look(hamada)
    page.locator("input[type=password]").fill("something else")
    page.locator("main form button.main").click()
    expect(page.get_by_role("heading", name=way.words["who_is_there"])).to_be_visible()
    hamada_again = page.context.new_page()
    hamada_again.goto(f"{way.at}confirmation/")
    expect(hamada_again.locator("#next")).to_contain_text(way.words["not_declared"])
    page.locator("input[type=password]").fill(way.house.password)
    page.locator("main form button.main").click()
    expect(page.locator("#next")).to_contain_text(way.words["declared"])


def a_later_change_makes_it_void(way: Way, ushio: Visitor) -> None:
    page = ushio.page
    page.goto(f"{way.at}report/hand-over/")
    expect(page.locator("#handed-over ~ .notice.warn")).to_be_visible()
    take_back(page)
    page.goto(f"{way.at}answers/{LATER.rpartition('-')[0]}/?criterion={LATER}")
    answer_anew(page, LATER, way.words["later"])
    page.goto(f"{way.at}confirmation/declare/")
    way.look(ushio)

    expect(page.locator(".notice.warn")).to_contain_text(way.words["void"])
    expect(page.locator(".notice.warn")).to_contain_text(way.words["why_void"])
    page.goto(f"{way.at}confirmation/file/")
    expect(page.locator("#scope_summary_ja")).to_have_count(0)


def file(way: Way, ushio: Visitor, summary: str) -> None:
    """See what will be public, then file."""
    page = way.follow(ushio)
    page.locator("#scope_summary_ja").fill(summary)
    page.locator("#scope_summary_en").fill(SUMMARY["en"])
    look_and_file(way, ushio, summary)


def look_and_file(way: Way, ushio: Visitor, summary: str) -> None:
    page = ushio.page
    page.locator("button[value=look]").click()
    expect(page.locator(".way-preview")).to_contain_text(summary)
    way.look(ushio)
    page.locator("button[value=file]").click()
    page.wait_for_url(re.compile("/confirmation/$"))


def file_once_more(way: Way, ushio: Visitor) -> None:
    """The company reads the reason and what did not hold, and puts the summary right."""
    page = way.follow(ushio)
    expect(page.locator('section[aria-labelledby="why"]')).to_contain_text(way.words["refused"])
    expect(page.locator('section[aria-labelledby="why"]')).to_contain_text(way.words["note"])
    page.locator('section[aria-labelledby="why"] .btn.main').click()
    page.locator("#scope_summary_ja").fill(SUMMARY["ja"])
    look_and_file(way, ushio, SUMMARY["ja"])
