"""A registration comes to its end, or is renewed in time, as the company, the officer and anyone see it on the pages.

The clock of a server that a browser talks to cannot be moved, so this part of the way into the register
(`tests/journeys/test_into_the_register.py`) is walked without one: each request is made at a moment of its own.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.filings import filings_of_assessment
from hoshimori.registry.queries.public import search
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.registry.rules.numbers import written
from hoshimori.shared.actor import SYSTEM
from hoshimori.web.layout.acting import CLOCK_KEY
from tests.cast import AOBA, Cast, Experts, sign_in
from tests.registering import SUMMARY, Registered, declare_once_more, eligible_for_years, registered

DAY, YEAR = timedelta(days=1), timedelta(days=365)
"""Registered on 23 November 2026, the last day of the first term is 22 November 2027."""

ALL_HOLD = {f"{point.value.lower()}_holds": "yes" for point in FormalPoint}


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def anyone(number: str, at: datetime) -> tuple[dict[str, Any], str]:
    """Return what anyone is told of a registration at that moment: as JSON, and on its page."""
    client, here = Client(), f"/register/{written(number)}/"
    client.defaults[CLOCK_KEY] = at  # type: ignore[assignment]  # a server's environment holds more than text
    page = unescape(client.get(here, headers={"accept-language": "ja"}).content.decode())
    said: dict[str, Any] = json.loads(client.get(f"{here}registration.json").content)
    return said, page


def span(said: dict[str, Any]) -> tuple[str, str, str]:
    return said["state"], said["valid_from"], said["last_valid_on"]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def file_the_renewal(aobas: Registered, cast: Cast, at: datetime) -> str:
    """Sato files on the pages what was declared anew; returns the page's answer."""
    declare_once_more(aobas.filed, at)
    here = f"/assessments/{aobas.filed.matter.assessment_id}/confirmation/file/"
    sent = {"act": "file", "scope_summary_ja": SUMMARY, "scope_summary_en": ""}
    answer = sign_in(Client(), cast.sato, at).post(here, sent, follow=True)
    return unescape(answer.content.decode())


def decide(aobas: Registered, cast: Cast, at: datetime) -> str:
    """Hayashi checks and registers the renewal on the pages; returns what is told in the end."""
    filing = filings_of_assessment(cast.sato, at, aobas.filed.matter.assessment_id)[0]
    here, hayashi = f"/operator/filings/{filing.id}/", sign_in(Client(), cast.hayashi, at)
    hayashi.post(f"{here}check/", ALL_HOLD)
    return unescape(hayashi.post(f"{here}register/", follow=True).content.decode())


def test_on_the_day_after_the_last_one_it_is_expired_everywhere(aobas: Registered, cast: Cast, at: datetime) -> None:
    last_day, day_after = at + YEAR - DAY, at + YEAR

    before, _page = anyone(aobas.number, last_day)
    after, page = anyone(aobas.number, day_after)
    mine = read(sign_in(Client(), cast.sato, day_after), f"/confirmation/registrations/{aobas.registration_id}/")
    kept = read(sign_in(Client(), cast.hayashi, day_after), f"/operator/registrations/{written(aobas.number)}/")

    assert span(before) == ("VALID", "2026-11-23", "2027-11-22")
    assert span(after) == ("EXPIRED", "2026-11-23", "2027-11-22")
    assert "有効期間が終わりました。" in page
    assert "期限切れ" in mine
    assert "返上する" not in mine
    assert "期限切れ" in kept
    assert AOBA in page


def test_it_ends_at_midnight_in_japan(aobas: Registered, at: datetime) -> None:
    midnight = (at + YEAR).replace(hour=0) - 9 * timedelta(hours=1)

    states = [anyone(aobas.number, moment)[0]["state"] for moment in (midnight - timedelta(seconds=1), midnight)]

    assert states == ["VALID", "EXPIRED"]


def test_before_the_window_nothing_can_be_filed(aobas: Registered, cast: Cast, at: datetime) -> None:
    too_early = at + YEAR - 91 * DAY

    answer = file_the_renewal(aobas, cast, too_early)

    assert len(filings_of_assessment(cast.sato, too_early, aobas.filed.matter.assessment_id)) == 1
    assert "2027年8月25日から" in answer


def test_filed_in_the_window_it_stays_valid_beyond_its_end_while_it_is_decided(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    in_time, beyond = at + YEAR - DAY, at + YEAR + 20 * DAY

    answer = file_the_renewal(aobas, cast, in_time)
    said, page = anyone(aobas.number, beyond)
    mine = read(sign_in(Client(), cast.sato, beyond), f"/confirmation/registrations/{aobas.registration_id}/")

    assert "申請しました" in answer
    assert span(said) == ("VALID", "2026-11-23", "2027-11-22")
    assert said["renewal_is_being_decided"] is True
    assert "運営機関が判断するまで、この登録は有効です。" in page
    assert "決めるまで有効" in mine


def test_a_renewal_that_nobody_decides_keeps_it_valid_for_a_year_at_most(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    ends = at + YEAR
    file_the_renewal(aobas, cast, ends - DAY)

    within, _page = anyone(aobas.number, ends + 364 * DAY)
    after, _page = anyone(aobas.number, ends + 365 * DAY)
    expired = search(state="EXPIRED", at=ends + 365 * DAY).lines
    noted = keeping.expire_due(actor=SYSTEM, at=ends + 365 * DAY)

    assert (within["state"], after["state"]) == ("VALID", "EXPIRED")
    assert [line.number for line in expired] == [aobas.number]
    assert search(state="VALID", at=ends + 365 * DAY).lines == ()
    assert noted == 1


def test_decided_late_the_new_term_begins_where_the_old_one_ended(aobas: Registered, cast: Cast, at: datetime) -> None:
    beyond = at + YEAR + 20 * DAY
    file_the_renewal(aobas, cast, at + YEAR - DAY)

    answer = decide(aobas, cast, beyond)
    said, _page = anyone(aobas.number, beyond)
    kept = read(sign_in(Client(), cast.hayashi, beyond), f"/operator/registrations/{written(aobas.number)}/")

    assert written(aobas.number) in answer
    assert span(said) == ("VALID", "2026-11-23", "2028-11-22")
    assert said["renewal_is_being_decided"] is False
    assert re.search("2027年11月23日[^<]*2028年11月22日", kept)
    assert anyone(aobas.number, at + 2 * YEAR + DAY)[0]["state"] == "EXPIRED"


def test_refused_late_it_is_expired_at_once(aobas: Registered, cast: Cast, at: datetime) -> None:
    beyond = at + YEAR + 20 * DAY
    file_the_renewal(aobas, cast, at + YEAR - DAY)
    filing = filings_of_assessment(cast.sato, beyond, aobas.filed.matter.assessment_id)[0]
    before, _page = anyone(aobas.number, beyond)

    hayashi = sign_in(Client(), cast.hayashi, beyond)
    hayashi.post(f"/operator/filings/{filing.id}/refuse/", {"reason": "宣誓した人を確かめられません。"})

    after, page = anyone(aobas.number, beyond)
    assert (before["state"], after["state"]) == ("VALID", "EXPIRED")
    assert "確かめられません" not in page


def test_after_the_end_nothing_is_renewed_and_a_new_number_is_given(
    aobas: Registered, cast: Cast, at: datetime
) -> None:
    later = at + YEAR + 30 * DAY

    file_the_renewal(aobas, cast, later)
    decide(aobas, cast, later)

    client = Client()
    client.defaults[CLOCK_KEY] = later  # type: ignore[assignment]  # a server's environment holds more than text
    told = json.loads(client.get(f"/register/by-corporate-number/{AOBA}/registrations.json").content)
    assert [(one["state"], one["valid_from"]) for one in told["registrations"]] == [
        ("EXPIRED", "2026-11-23"),
        ("VALID", "2027-12-23"),
    ]
