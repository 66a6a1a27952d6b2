"""Ito subscribes to the own tasks; whoever holds the address sees those and nothing else, until it is ended."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning, calendars, closing, tasks
from hoshimori.assessments.queries.calendars import calendar, open_since
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.parties.operations import invitations
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.journal import acts_about

DAY = date(2026, 12, 10)


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def given(what: str, owner: Actor, on: date | None, aobas: UUID, at: datetime) -> UUID:
    duty = Duty(what, owner.person_id, on)
    return tasks.add(assessment_id=aobas, criterion_no="", duty=duty, actor=owner, at=at)


def shown(secret: str) -> list[str]:
    return [value.duty.what for value in calendar(secret).tasks]


def test_the_calendar_shows_ones_own_dated_tasks_and_nothing_else(cast: Cast, aobas: UUID, at: datetime) -> None:
    given("伊藤の仕事", cast.ito, DAY, aobas, at)
    given("日付のない仕事", cast.ito, None, aobas, at)
    given("佐藤の仕事", cast.sato, DAY, aobas, at)
    done = given("終えた仕事", cast.ito, DAY, aobas, at)
    tasks.finish(task_id=done, actor=cast.ito, at=at)

    secret = calendars.open_address(language="ja", actor=cast.ito, at=at)

    assert shown(secret) == ["伊藤の仕事"]
    assert calendar(secret).language == "ja"
    assert acts_about(cast.sato)[-1] == "assessments:calendar:opened"


def test_what_belongs_to_another_company_stays_there(cast: Cast, aobas: UUID, at: datetime) -> None:
    given("青葉の仕事", cast.ito, DAY, aobas, at)
    invited = invitations.invite(
        organization_id=cast.tanaka.organization_id,
        email="ito@aoba.example",
        role="CONTRIBUTOR",
        actor=cast.tanaka,
        at=at,
    )
    ito_at_kaede = invitations.accept(secret=invited.secret, actor=cast.ito, at=at)
    kaedes = beginning.begin(level=3, title="かえで", actor=cast.tanaka, at=at)
    given("かえでの仕事", ito_at_kaede, DAY, kaedes, at)

    at_aoba = calendars.open_address(language="ja", actor=cast.ito, at=at)
    at_kaede = calendars.open_address(language="en", actor=ito_at_kaede, at=at)

    assert (shown(at_aoba), shown(at_kaede)) == (["青葉の仕事"], ["かえでの仕事"])


def test_a_new_address_ends_the_one_before(cast: Cast, aobas: UUID, at: datetime) -> None:
    given("伊藤の仕事", cast.ito, DAY, aobas, at)
    old = calendars.open_address(language="ja", actor=cast.ito, at=at)

    new = calendars.open_address(language="ja", actor=cast.ito, at=at)

    with pytest.raises(NotFound):
        calendar(old)
    assert shown(new) == ["伊藤の仕事"]


def test_an_ended_address_leads_nowhere(cast: Cast, at: datetime) -> None:
    secret = calendars.open_address(language="ja", actor=cast.ito, at=at)
    opened = open_since(cast.ito)

    calendars.end_address(actor=cast.ito, at=at)

    assert opened == at
    assert open_since(cast.ito) is None
    with pytest.raises(NotFound):
        calendar(secret)
    with pytest.raises(NotPossibleNow, match="NO_CALENDAR_ADDRESS"):
        calendars.end_address(actor=cast.ito, at=at)
    assert acts_about(cast.sato)[-1] == "assessments:calendar:ended"


def test_who_has_left_the_company_sees_nothing_more(cast: Cast, aobas: UUID, at: datetime) -> None:
    given("伊藤の仕事", cast.ito, DAY, aobas, at)
    secret = calendars.open_address(language="ja", actor=cast.ito, at=at)

    invitations.end_membership(membership_id=cast.ito.membership_id, actor=cast.sato, at=at)

    with pytest.raises(NotFound):
        calendar(secret)


def test_a_closed_self_evaluation_is_in_nobodys_calendar(cast: Cast, aobas: UUID, at: datetime) -> None:
    given("伊藤の仕事", cast.ito, DAY, aobas, at)
    secret = calendars.open_address(language="ja", actor=cast.ito, at=at)

    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    assert shown(secret) == []


@pytest.mark.parametrize("secret", ["", "x", "0" * 43])
def test_a_guessed_address_leads_nowhere(cast: Cast, at: datetime, secret: str) -> None:
    calendars.open_address(language="ja", actor=cast.ito, at=at)

    with pytest.raises(NotFound):
        calendar(secret)


def test_only_a_companys_people_have_such_a_calendar(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        calendars.open_address(language="ja", actor=cast.hayashi, at=at)
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        calendars.open_address(language="fr", actor=cast.ito, at=at)
