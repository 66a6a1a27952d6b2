"""What waits stands first at the officer's desk: filings by age, what is due, late notices, mail that does not go."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.jobs import mail
from hoshimori.jobs.watching import MailState, mail_state
from hoshimori.registry.operations import changes
from hoshimori.shared.calendar import day_in_japan
from tests.cast import Cast, Experts, sign_in
from tests.queue import drain
from tests.registering import check, eligible_for_years, filed, register, registered, renewal_filed

if TYPE_CHECKING:
    from django.test import Client

    from hoshimori.shared.actor import Actor
    from hoshimori.web.operator.desk import DeskPage

DAY = timedelta(days=1)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


def desk(client: Client, cast: Cast, at: datetime) -> DeskPage:
    page: DeskPage = sign_in(client, cast.hayashi, at).get("/operator/").context["page"]
    return page


def test_a_filing_stands_at_the_desk_until_it_is_decided(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    done = filed(cast, kiyota, at)

    on_the_fifth_day = desk(client, cast, at + 5 * DAY)
    check(done, at + 5 * DAY)
    checked = desk(client, cast, at + 6 * DAY)
    register(done, at + 7 * DAY)
    decided = desk(client, cast, at + 7 * DAY)

    (row,) = on_the_fifth_day.filings
    assert (row.name.ja, row.days, row.mark, row.kind) == ("青葉部品株式会社", 5, "wait", "新規")
    assert (on_the_fifth_day.due.to_check, on_the_fifth_day.due.to_decide) == (1, 0)
    assert (checked.due.to_check, checked.due.to_decide, checked.filings[0].mark) == (0, 1, "info")
    assert decided.filings == ()


def test_ends_and_renewals_are_due(cast: Cast, kiyota: Actor, client: Client, at: datetime) -> None:
    done = registered(cast, kiyota, at)

    early, late = desk(client, cast, at + 300 * DAY), desk(client, cast, at + 340 * DAY)
    renewal_filed(done, at + 341 * DAY)
    beyond = desk(client, cast, at + 370 * DAY)

    assert (early.due.ending_within_30_days, late.due.ending_within_30_days) == (0, 1)
    assert (beyond.due.renewals, beyond.due.beyond_their_end) == (1, 1)
    assert beyond.filings[0].number == f"{done.number[0]}-{done.number[1:3]}-{done.number[3:9]}-{done.number[9]}"


def test_a_change_notified_late_says_so(cast: Cast, kiyota: Actor, client: Client, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    for days in (1, 40):
        changes.notify(
            registration_id=done.registration_id,
            what="本社を移しました。",
            happened_on=day_in_japan(at + (60 - days) * DAY),
            actor=cast.sato,
            at=at + 60 * DAY,
        )

    answer = sign_in(client, cast.hayashi, at + 61 * DAY).get("/operator/")

    assert [change.is_late for change in answer.context["page"].changes] == [False, True]
    assert "期限を過ぎた届出" in answer.content.decode()


@pytest.mark.usefixtures("cast")
def test_mail_that_waits_and_mail_that_was_given_up_are_counted(at: datetime) -> None:
    before = mail_state(at)
    mail.post(to="sato@aoba.example", subject="お知らせ", text="本文")

    waiting = mail_state(at + DAY)
    drain(at + DAY)
    gone = mail_state(at + DAY)

    assert before == MailState(before.waiting, before.oldest_waiting_at, 0)
    assert waiting.waiting == before.waiting + 1
    assert waiting.oldest_waiting_at is not None
    assert (gone.waiting, gone.given_up) == (0, 0)


def test_the_desk_takes_as_many_statements_however_much_waits(
    cast: Cast, kiyota: Actor, client: Client, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    filed(cast, kiyota, at)
    officer = sign_in(client, cast.hayashi, at)
    officer.get("/operator/")

    with django_assert_max_num_queries(14):
        officer.get("/operator/")
