"""Who is told what, once, and in which mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.assessments import events as assessments
from hoshimori.confirmations import events as confirmations
from hoshimori.jobs.notice_words import WORDS
from hoshimori.notices.rules import (
    TASK_OVERDUE,
    TOLD,
    Audience,
    Delivery,
    Digest,
    Happening,
    Reader,
    Rhythm,
    digests,
    first_delivery,
    passed_on,
    rhythm,
    told_once,
)
from hoshimori.qualifications import events as qualifications
from hoshimori.registry import events as registry
from hoshimori.shared.actor import NO_ID
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
AOBA, KAEDE, MORI, SATO = (new_id() for _ in range(4))


def happening(act: str, at: datetime = NOON, subject: str = "one", **after: Any) -> Happening:
    return Happening(act, subject, AOBA, SATO, at, after)


@pytest.mark.parametrize(
    ("act", "audiences"),
    [
        (assessments.ASSESSMENT_SUBMITTED, {Audience.LEADING}),
        (confirmations.EXPERT_ASKED, {Audience.EXPERT}),
        (confirmations.HANDED_OVER_AGAIN, {Audience.EXPERT}),
        (confirmations.RETURNED, {Audience.LEADING}),
        (confirmations.CONFIRMED, {Audience.LEADING}),
        (confirmations.DECLARED, {Audience.LEADING}),
        (registry.FILED, {Audience.LEADING, Audience.OFFICERS}),
        (registry.REGISTERED, {Audience.LEADING}),
        (registry.FILING_REFUSED, {Audience.LEADING}),
        (registry.ENDING, {Audience.LEADING}),
        (registry.CHANGE_NOTIFIED, {Audience.OFFICERS}),
        (qualifications.TRAINING_RUNNING_OUT, {Audience.TRAINED}),
        (TASK_OVERDUE, {Audience.OWNER}),
    ],
)
def test_each_act_is_told_to_those_it_concerns(act: str, audiences: set[Audience]) -> None:
    assert TOLD[act] == audiences


@pytest.mark.parametrize(
    "act", [assessments.ANSWER_SAVED, confirmations.JUDGED, confirmations.NEED_SHOWN, registry.FILING_CHECKED]
)
def test_daily_work_is_told_to_nobody(act: str) -> None:
    assert act not in TOLD


def test_everything_that_is_told_has_words_and_nothing_else_has() -> None:
    assert set(WORDS) == set(TOLD)


def test_who_returns_twice_is_told_of_twice() -> None:
    first = happening(confirmations.RETURNED)
    second = happening(confirmations.RETURNED, at=NOON + timedelta(days=3))

    assert first.key != second.key
    assert first.key == happening(confirmations.RETURNED).key


@pytest.mark.parametrize("act", [registry.ENDING, qualifications.TRAINING_RUNNING_OUT])
def test_a_warning_is_the_same_one_whenever_it_is_given(act: str) -> None:
    on_time = happening(act, days=90, valid_until="2027-02-21")
    an_hour_later = happening(act, at=NOON + timedelta(hours=1), days=90, valid_until="2027-02-21")

    assert on_time.key == an_hour_later.key
    assert on_time.key != happening(act, days=30, valid_until="2027-02-21").key
    assert on_time.key != happening(act, days=90, valid_until="2029-02-21").key


def test_a_task_that_got_another_day_can_be_late_again() -> None:
    assert happening(TASK_OVERDUE, due_on="2026-11-20").key != happening(TASK_OVERDUE, due_on="2026-12-20").key


def test_no_key_is_too_long_for_its_column() -> None:
    subject = f"{new_id()}/{new_id()}"

    longest = max(len(happening(act, subject=subject, days=90, valid_until="2027-02-21").key) for act in TOLD)

    assert longest <= 240


def test_reasons_and_answers_do_not_leave_the_journal() -> None:
    after = {"reason": "4-1-3-2 が不適合です。", "result": "NOT_MET", "findings": 3, "number": "3260001234"}

    assert passed_on(after) == {"number": "3260001234"}


def test_a_notice_keeps_no_person() -> None:
    task = happening(TASK_OVERDUE, due_on="2026-11-20", person_id=str(SATO), what="一般の利用者も必須にする")

    assert task.particulars == {"due_on": "2026-11-20"}


def test_who_did_it_is_not_told_and_nobody_is_told_twice() -> None:
    mori_at_aoba, again, at_kaede, sato = (
        Reader(new_id(), MORI, AOBA),
        Reader(new_id(), MORI, AOBA),
        Reader(new_id(), MORI, KAEDE),
        Reader(new_id(), SATO, AOBA),
    )

    assert told_once([mori_at_aoba, sato, again, at_kaede], by_id=SATO) == (mori_at_aoba, at_kaede)
    assert told_once([mori_at_aoba, sato], by_id=NO_ID) == (mori_at_aoba, sato)


@pytest.mark.parametrize(
    ("wanted", "delivery"),
    [
        (Rhythm.AT_ONCE, Delivery.WAITING),
        (Rhythm.DAILY, Delivery.DIGEST),
        (Rhythm.NEVER, Delivery.PAGE_ONLY),
    ],
)
def test_a_mail_goes_the_way_its_reader_wants(wanted: Rhythm, delivery: Delivery) -> None:
    assert first_delivery(wanted) == delivery
    assert rhythm(wanted.value) == wanted


def test_there_is_no_fourth_way() -> None:
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        rhythm("WEEKLY")


@given(st.lists(st.tuples(st.sampled_from([MORI, SATO]), st.uuids()), unique_by=lambda pair: pair[1]))
def test_a_daily_mail_holds_everything_of_one_person_in_its_order(waiting: list[tuple[UUID, UUID]]) -> None:
    mails = digests(waiting)

    assert len({mail.person_id for mail in mails}) == len(mails)
    assert sum(len(mail.notice_ids) for mail in mails) == len(waiting)
    for mail in mails:
        assert mail == Digest(mail.person_id, tuple(notice for person, notice in waiting if person == mail.person_id))
