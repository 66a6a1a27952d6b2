"""Nagisa Printing goes from handing over to the public register and out of it again, each in a browser of their own.

Ushio coordinates, Hamada is the representative, Hayase the expert, Hayashi the officer; nobody in particular looks the
registration up, in English on a phone. The clock of a running server cannot be moved: how a registration expires and is
renewed in time stands in `tests/pages/test_register_in_time.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from hoshimori.shared.calendar import day_in_japan
from tests.journeys import companys_way as company
from tests.journeys import confirming_expert as expert
from tests.journeys import officers_desk as desk
from tests.journeys import told_to_everybody as told
from tests.journeys.companys_way import Way
from tests.journeys.house import House, Visitor
from tests.journeys.nagisa import CORPORATE_NUMBER, HAMADA, HAYASE, HAYASHI, OKINO, USHIO
from tests.journeys.register_words import KANA, SUMMARY

Come = Callable[..., Visitor]


@pytest.fixture
def way(visitor: Come, house: House, language: str) -> Way:
    return Way(visitor, house, language)


def test_a_company_goes_into_the_register_and_out_of_it(way: Way) -> None:
    ushio, hayase, hayashi = way.enter_as(USHIO), way.enter_as(HAYASE), way.enter_as(HAYASHI)

    company.hand_over(way, ushio)
    whose_training_ran_out_is_refused(way, ushio, way.enter_as(OKINO))
    company.ask(way, ushio)
    the_expert_returns(way, hayase)
    company.mend(way, ushio, company.LACKING, way.words["mended"])
    company.give_it_again(way, ushio)
    the_expert_confirms(way, hayase, company.LACKING, way.words["mended"])
    company.declare(way, way.enter_as(HAMADA))
    company.a_later_change_makes_it_void(way, ushio)
    company.give_it_again(way, ushio)
    the_expert_confirms(way, hayase, company.LATER, way.words["later"])
    company.declare(way, way.enter_as(HAMADA))
    company.file(way, ushio, SUMMARY["ja"].replace("と工場", ""))
    the_officer_refuses(way, hayashi)
    company.file_once_more(way, ushio)
    number = the_officer_registers(way, hayashi)
    anyone_finds_it(way, number)
    suspended_and_reinstated(way, hayashi, number)
    a_change_is_notified_and_noted(way, ushio, hayashi, number)
    give_it_back(way, way.enter_as(HAMADA), number)

    assert way.hindrances == []


def whose_training_ran_out_is_refused(way: Way, ushio: Visitor, okino: Visitor) -> None:
    """The company is told why before it asks, when it asks all the same, and the expert is told too."""
    page, why = way.follow(ushio), re.compile(way.words["ran_out"])
    in_house = page.locator('section[aria-labelledby="own"] li')
    expect(in_house).to_contain_text(why)
    expect(in_house.locator("a.btn")).to_have_count(0)
    page.goto(f"{way.at}confirmation/ask/?expert={way.okino_id}")
    expect(page.locator(".notice.warn")).to_contain_text(why)
    expect(page.locator("main form")).to_have_count(0)
    token = str(page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value"))
    asked = page.request.post(page.url, form={"csrfmiddlewaretoken": token, "expert": way.okino_id})

    assert asked.status == 409
    assert why.search(asked.text())
    okino.page.goto("/expert/")
    expect(okino.page.locator('section[aria-labelledby="not-eligible"]')).to_contain_text(why)
    expect(okino.page.locator("#needs")).to_have_count(0)
    way.look(okino)


def the_expert_returns(way: Way, hayase: Visitor) -> None:
    page = hayase.page
    expert.takes_on(page)
    expert.judges(page, company.LACKING, way.words["why_not"], agrees=False)
    page.reload()
    expert.agrees_with_the_rest(page, way.words["agreed"])
    way.look(hayase)
    expert.opens_the_decision(page)
    way.look(hayase)
    expert.concludes(page, "return", way.words["advice"])
    way.look(hayase)


def the_expert_confirms(way: Way, hayase: Visitor, changed: str, words: str) -> None:
    """What did not change is taken over; what changed is judged."""
    page = hayase.page
    expert.goes_on(page)
    way.look(hayase)
    expert.takes_over_what_did_not_change(page)
    expert.part(page, changed)
    expect(page.locator("[data-judgment][data-open]")).to_have_count(1)
    expect(page.locator(f'section[aria-labelledby="asked-{changed}"]')).to_contain_text(words)
    expert.judges(page, changed, way.words["agreed"], agrees=True)
    expert.opens_the_decision(page)
    way.look(hayase)
    expert.concludes(page, "confirm", way.words["advice"])
    expect(page.locator("code.digest")).to_be_visible()


def the_officer_refuses(way: Way, hayashi: Visitor) -> None:
    desk.opens_what_waits(hayashi.page, CORPORATE_NUMBER)
    way.look(hayashi)
    desk.checks(hayashi.page, {"scope_summary": way.words["note"]})
    expect(hayashi.page.locator("form[action$='/register/']")).to_have_count(0)
    desk.refuses(hayashi.page, way.words["refused"])
    way.look(hayashi)


def the_officer_registers(way: Way, hayashi: Visitor) -> str:
    """Return the number as it is written."""
    desk.opens_what_waits(hayashi.page, CORPORATE_NUMBER)
    desk.checks(hayashi.page, {})
    number = desk.registers(hayashi.page)
    way.look(hayashi)
    return number


def anyone_finds_it(way: Way, number: str) -> None:
    """By half-width kana, by 法人番号, by number; every way out says the same, and the QR code leads there."""
    nobody = visit(way)
    for words in (KANA, CORPORATE_NUMBER, number):
        told.looked_up(nobody.page, words)
        expect(nobody.page.locator("main")).to_contain_text(number)
    way.look(nobody)

    said = told.all_say_the_same(nobody.page, way.language)
    assert said["state"] == "VALID"
    assert said["scope_summary_ja"] == SUMMARY["ja"]
    shown = nobody.page.goto(said["address"])
    assert shown is not None
    assert shown.status == 200
    secrets = ("早瀬", "浜田", *(way.words[word] for word in ("why_not", "advice", "note", "refused")))
    assert [secret for secret in secrets if secret in nobody.page.content()] == []


def visit(way: Way) -> Visitor:
    return way.come(way.language, "phone" if way.language == "en" else "wide")


def suspended_and_reinstated(way: Way, hayashi: Visitor, number: str) -> None:
    for act, reason, state in (("suspend", "incident", "SUSPENDED"), ("reinstate", "cleared", "VALID")):
        desk.opens_keeping(hayashi.page, number, act)
        way.look(hayashi)
        desk.keeps(hayashi.page, way.words[reason])
        way.look(hayashi)

        nobody = visit(way)
        nobody.page.goto(f"/register/{number}/")
        assert told.all_say_the_same(nobody.page, way.language)["state"] == state
        assert way.words[reason] not in nobody.page.content()
        way.look(nobody)


def a_change_is_notified_and_noted(way: Way, ushio: Visitor, hayashi: Visitor, number: str) -> None:
    page = way.follow(ushio)
    with page.expect_navigation():
        page.locator('a[href$="/change/"]').click()
    way.look(ushio)
    page.locator("#what").fill(way.words["moved"])
    page.locator("#happened_on").fill((day_in_japan(datetime.now(UTC)) - timedelta(days=5)).isoformat())
    page.locator("main form button.main").click()
    expect(page.locator('section[aria-labelledby="changes"]')).to_contain_text(way.words["moved"])
    desk.opens_change(hayashi.page, number)
    way.look(hayashi)
    desk.takes_note(hayashi.page, way.words["noted"])
    way.look(hayashi)

    page.reload()
    expect(page.locator('section[aria-labelledby="changes"]')).to_contain_text(way.words["noted"])


def give_it_back(way: Way, hamada: Visitor, number: str) -> None:
    page = way.follow(hamada)
    with page.expect_navigation():
        page.locator('a[href$="/return/"]').click()
    way.look(hamada)
    page.locator("#reason").fill(way.words["closed"])
    page.locator("main form button.grave").click()
    expect(page.locator('section[aria-labelledby="past"]')).to_contain_text(way.words["closed"])

    nobody = visit(way)
    told.looked_up(nobody.page, KANA)
    assert told.all_say_the_same(nobody.page, way.language)["state"] == "RETURNED"
    assert way.words["closed"] not in nobody.page.content()
    expect(nobody.page.locator("main")).to_contain_text(number)
