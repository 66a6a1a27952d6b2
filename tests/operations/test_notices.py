"""What happens is told to whom it concerns: by the worker, after the act, once, in the way each person wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import beginning, tasks
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.confirmations import events as confirmations
from hoshimori.confirmations.operations import asking, judging
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About
from hoshimori.jobs.mail import send_notices
from hoshimori.jobs.tasks import make_notices, send_digests, warn_of_ends, warn_of_overdue_tasks
from hoshimori.jobs.telling import put_down
from hoshimori.journal.operations import Act
from hoshimori.notices.operations import mailing, reading, telling
from hoshimori.notices.queries import MANY, failed_mail, own, rhythm_of, unread
from hoshimori.notices.rules import Delivery, Happening, Rhythm
from hoshimori.parties.operations import invitations, people
from hoshimori.qualifications.operations import recording
from hoshimori.registry import events as registry
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted
from tests import confirming
from tests.cast import Cast, Experts, make_eligible
from tests.queue import drain

MORNING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
"""Eight in the morning in Japan, the day after."""


def told(actor: Actor) -> list[str]:
    """Return the acts somebody was told of, newest first, by the last words of their names."""
    return [notice.act.partition(":")[2] for notice in own(actor).notices]


def to(address: str) -> list[str]:
    """Return the subjects of the mails to an address, oldest first."""
    return [str(message.subject) for message in mail.outbox if message.to == [address]]


def registered(cast: Cast, at: datetime) -> Happening:
    """Return that the officer has registered Aoba."""
    after = {"number": "3260000018"}
    return Happening(registry.REGISTERED, "one", cast.sato.organization_id, cast.hayashi.person_id, at, after)


def test_the_representative_is_told_that_the_coordinator_handed_over(cast: Cast, at: datetime) -> None:
    confirming.handed_over(cast.sato, at)

    before = told(cast.mori)
    drain(at)

    assert before == []
    assert told(cast.mori) == ["assessment:submitted"]
    assert [told(who) for who in (cast.sato, cast.ito, cast.kuro, cast.hayashi, cast.ono)] == [[]] * 5
    assert to("mori@aoba.example") == ["[Hoshimori] 自己評価を引き渡しました"]
    assert len(mail.outbox) == 1


def test_company_and_expert_are_told_in_turn(cast: Cast, experts: Experts, at: datetime) -> None:
    kiyota = experts.kiyota
    make_eligible(kiyota, cast.hayashi)
    disagreed = [Key(About.CRITERION, "1-2-3-1")]
    matter = confirming.returned(cast.sato, kiyota, at, disagreed)
    confirming.hand_over_anew(matter.assessment_id, cast.sato, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)
    judging.decline(confirmation_id=matter.confirmation_id, reason="時間が取れません。", actor=kiyota, at=at)

    drain(at)

    assert sorted(told(kiyota)) == ["confirmation:expert_asked", "confirmation:handed_over_again"]
    assert sorted(told(cast.sato)) == ["confirmation:declined", "confirmation:returned", "confirmation:taken_on"]
    assert told(cast.ito) == []


def test_a_mail_names_no_answer_and_no_reason(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi)
    matter = confirming.returned(cast.sato, experts.kiyota, at, [Key(About.CRITERION, "1-2-3-1")])

    drain(at)

    text = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert "専門家から戻りました" in text
    hidden = ("1-2-3-1", "記録が見当たりません。", "記録の残し方", "不適合", str(matter.confirmation_id))
    assert not any(words in text for words in hidden)


def test_what_waits_in_the_queue_says_no_reason_and_no_address(cast: Cast, at: datetime) -> None:
    act = Act(confirmations.RETURNED, "confirmation", "one", after={"reason": "証跡がない。", "assessment": "two"})
    put_down(act, cast.sato.organization_id, cast.kuro, at)
    drain(at)

    kept = str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))
    assert "two" in kept
    assert not any(secret in kept for secret in ("証跡", "sato@aoba.example", "戻りました"))


def test_the_operator_is_told_of_a_filing_and_the_company_that_it_is_registered(cast: Cast, at: datetime) -> None:
    filed = Happening(registry.FILED, "one", cast.sato.organization_id, cast.mori.person_id, at)

    telling.tell(happening=filed, actor=SYSTEM, at=at)
    telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at + timedelta(hours=1))

    assert told(cast.hayashi) == ["filing:filed"]
    assert told(cast.sato) == ["registration:registered", "filing:filed"]
    assert told(cast.mori) == ["registration:registered"]


def test_nobody_is_told_twice_however_often_the_worker_begins(cast: Cast, at: datetime) -> None:
    first = telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at)
    second = telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at + timedelta(minutes=1))

    assert (len(first), second) == (2, ())
    assert len(told(cast.sato)) == 1


def test_who_holds_two_roles_in_a_company_is_told_once(cast: Cast, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.sato.organization_id,
        email="mori@aoba.example",
        role=Role.COORDINATOR.value,
        actor=cast.sato,
        at=at,
    )
    also = invitations.accept(secret=invited.secret, actor=cast.mori, at=at)

    telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at)

    assert (told(cast.mori), told(also)) == (["registration:registered"], [])


def test_who_has_left_is_told_nothing(cast: Cast, at: datetime) -> None:
    invitations.end_membership(membership_id=cast.mori.membership_id, actor=cast.sato, at=at)

    telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at)

    assert told(cast.mori) == []
    assert reading.mark_all_read(actor=cast.mori, at=at) == 0


def test_people_alone_tell_nobody(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        telling.tell(happening=registered(cast, at), actor=cast.hayashi, at=at)
    with pytest.raises(NotPermitted):
        mailing.gather(actor=cast.sato, at=at)
    with pytest.raises(NotPermitted):
        mailing.note_delivery(notice_ids=[], delivery=Delivery.SENT, actor=cast.sato, at=at)

    assert told(cast.sato) == []


def tell_through_the_queue(cast: Cast, at: datetime, number: int = 1) -> None:
    """Let the worker tell Aoba of so many registrations."""
    for subject in range(number):
        act = Act(registry.REGISTERED, "registration", str(subject), after={"number": "3260000018"})
        put_down(act, cast.sato.organization_id, cast.hayashi, at)
    drain(at)


def test_who_wants_one_mail_a_day_gets_everything_in_one_each_morning(cast: Cast, at: datetime) -> None:
    reading.choose_rhythm(code="DAILY", actor=cast.sato, at=at)
    tell_through_the_queue(cast, at, number=3)
    before = to("sato@aoba.example")

    send_digests.enqueue()
    drain(MORNING)
    send_digests.enqueue()
    drain(MORNING + timedelta(days=1))

    assert before == []
    assert to("sato@aoba.example") == ["[Hoshimori] お知らせ 3件"]
    assert str(next(m for m in mail.outbox if m.to == ["sato@aoba.example"]).body).count("登録されました") == 3
    assert to("mori@aoba.example") == ["[Hoshimori] 登録されました"] * 3


def test_who_wants_no_mail_finds_everything_on_the_page(cast: Cast, at: datetime) -> None:
    reading.choose_rhythm(code="DAILY", actor=cast.sato, at=at)
    tell_through_the_queue(cast, at)
    reading.choose_rhythm(code="NEVER", actor=cast.sato, at=at)
    act = Happening(registry.RENEWED, "one", cast.sato.organization_id, cast.hayashi.person_id, at)
    telling.tell(happening=act, actor=SYSTEM, at=at)

    send_digests.enqueue()
    drain(MORNING)

    assert to("sato@aoba.example") == []
    assert len(told(cast.sato)) == 2
    assert rhythm_of(cast.sato) == Rhythm.NEVER


def test_who_left_before_the_morning_gets_no_mail_about_it(cast: Cast, at: datetime) -> None:
    reading.choose_rhythm(code="DAILY", actor=cast.mori, at=at)
    tell_through_the_queue(cast, at)
    invitations.end_membership(membership_id=cast.mori.membership_id, actor=cast.sato, at=at)

    send_digests.enqueue()
    drain(MORNING)

    assert to("mori@aoba.example") == []


def test_a_mail_speaks_its_readers_language(cast: Cast, at: datetime) -> None:
    people.change(name="Hanako Sato", language="en", actor=cast.sato, at=at)

    tell_through_the_queue(cast, at)

    assert to("sato@aoba.example") == ["[Hoshimori] Your company is registered"]
    body = str(next(message for message in mail.outbox if message.to == ["sato@aoba.example"]).body)
    assert "Aoba Parts now stands in the register." in body
    assert f"/notices/{own(cast.sato).notices[0].id}/" in body
    assert to("mori@aoba.example") == ["[Hoshimori] 登録されました"]


def test_there_are_three_ways_to_be_told(cast: Cast, at: datetime) -> None:
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        reading.choose_rhythm(code="HOURLY", actor=cast.sato, at=at)

    assert rhythm_of(cast.sato) == Rhythm.AT_ONCE


LATE = Duty("鍵を買う", due_on=date(2026, 11, 22))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def warn_of_tasks(at: datetime) -> None:
    warn_of_overdue_tasks.func(at=at)
    drain(at)


def test_ito_is_told_once_that_a_task_of_his_is_overdue(cast: Cast, aobas: UUID, at: datetime) -> None:
    his = replace(LATE, owner_id=cast.ito.person_id)
    one = tasks.add(assessment_id=aobas, criterion_no="4-1-3-2", duty=his, actor=cast.sato, at=at)
    tasks.add(assessment_id=aobas, criterion_no="", duty=LATE, actor=cast.sato, at=at)

    for days in range(3):
        warn_of_tasks(at + timedelta(days=days))
    once = told(cast.ito)
    tasks.change(
        task_id=one, duty=replace(his, due_on=date(2026, 11, 27)), version=1, actor=cast.sato, at=at + timedelta(days=3)
    )
    warn_of_tasks(at + timedelta(days=5))

    assert once == ["task:overdue"]
    assert told(cast.ito) == ["task:overdue", "task:overdue"]
    assert told(cast.sato) == []
    assert own(cast.ito).notices[0].particulars == {"due_on": "2026-11-27"}
    assert "鍵" not in str([message.body for message in mail.outbox])


def test_a_task_is_overdue_when_its_day_has_passed_in_japan(cast: Cast, aobas: UUID, at: datetime) -> None:
    today = replace(LATE, owner_id=cast.ito.person_id, due_on=date(2026, 11, 23))
    tasks.add(assessment_id=aobas, criterion_no="", duty=today, actor=cast.sato, at=at)

    warn_of_tasks(at + timedelta(hours=13, minutes=59))
    in_time = told(cast.ito)
    warn_of_tasks(at + timedelta(hours=14))

    assert (in_time, told(cast.ito)) == ([], ["task:overdue"])


def test_of_what_is_done_nobody_is_warned(cast: Cast, aobas: UUID, at: datetime) -> None:
    his = replace(LATE, owner_id=cast.ito.person_id)
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=his, actor=cast.sato, at=at)
    tasks.finish(task_id=one, actor=cast.ito, at=at)

    warn_of_tasks(at)

    assert told(cast.ito) == []


def test_an_expert_whose_training_runs_out_is_told_at_90_30_and_7_days(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    minami = experts.minami
    recording.record_training(
        person_id=minami.person_id,
        provider="研修機関(見本)",
        completed_on=date(2026, 10, 1),
        valid_until=date(2027, 2, 21),
        actor=cast.hayashi,
        at=at,
    )

    for day in (
        datetime(2026, 11, 22, tzinfo=UTC),
        at,
        datetime(2027, 1, 22, tzinfo=UTC),
        datetime(2027, 2, 14, 5, tzinfo=UTC),
    ):
        warn_of_ends.enqueue()
        drain(day)

    assert [notice.particulars["days"] for notice in own(minami).notices] == [7, 30, 90]
    assert to("minami@aoba.example")[0] == "[Hoshimori] 研修の有効期間は、あと90日以内に終わります"
    assert "2027年2月20日まで有効です。" in str(mail.outbox[0].body)
    assert told(cast.sato) == []


def test_reading_counts_down_and_is_ones_own(cast: Cast, at: datetime) -> None:
    for number in range(3):
        happening = replace(registered(cast, at), subject_id=str(number))
        telling.tell(happening=happening, actor=SYSTEM, at=at)
    first = own(cast.sato).notices[0].id

    reading.mark_read(notice_id=first, actor=cast.sato, at=at)
    reading.mark_read(notice_id=first, actor=cast.sato, at=at + timedelta(hours=1))
    left = unread(cast.sato)
    reading.mark_all_read(actor=cast.sato, at=at)

    assert (left, unread(cast.sato), unread(cast.mori)) == (2, 0, 3)
    for stranger in (cast.mori, cast.kuro, cast.hayashi):
        with pytest.raises(NotFound):
            reading.mark_read(notice_id=first, actor=stranger, at=at)


def test_a_long_list_comes_in_pages_and_is_counted_up_to_100_at_the_same_cost(
    cast: Cast, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(MANY + 1):
        happening = replace(registered(cast, at), subject_id=str(number))
        telling.tell(happening=happening, actor=SYSTEM, at=at + timedelta(minutes=number))

    with django_assert_num_queries(4):
        first, second, third = (own(cast.sato, page=page) for page in (1, 2, 3))
        counted = unread(cast.sato)

    assert [len(page.notices) for page in (first, second, third)] == [50, 50, 1]
    assert [page.has_more for page in (first, second, third)] == [True, True, False]
    assert first.notices[0].subject_id == "100"
    assert counted == MANY


def test_whose_mail_failed_is_told_to_who_leads_until_another_one_arrives(cast: Cast, at: datetime) -> None:
    ids = telling.tell(happening=registered(cast, at), actor=SYSTEM, at=at)
    mailing.note_delivery(notice_ids=ids, delivery=Delivery.FAILED, actor=SYSTEM, at=at)

    failed = failed_mail(cast.sato)
    others = [failed_mail(who) for who in (cast.ito, cast.kuro, cast.ono)]
    later = at + timedelta(days=1)
    again = telling.tell(happening=registered(cast, later), actor=SYSTEM, at=later)
    mailing.note_delivery(notice_ids=again, delivery=Delivery.SENT, actor=SYSTEM, at=later)
    mailing.note_delivery(notice_ids=ids, delivery=Delivery.FAILED, actor=SYSTEM, at=later + timedelta(hours=1))

    assert failed == {cast.sato.membership_id: at, cast.mori.membership_id: at}
    assert others == [{}, {}, {}]
    assert failed_mail(cast.sato) == {}


def test_a_worker_that_is_killed_after_telling_sends_no_second_mail(cast: Cast, at: datetime) -> None:
    tell_through_the_queue(cast, at)
    done = DBTaskResult.objects.get(task_path=make_notices.module_path)

    make_notices.func(*done.args_kwargs["args"], at=at)
    for sent in DBTaskResult.objects.filter(task_path=send_notices.module_path):
        send_notices.func(*sent.args_kwargs["args"], at=at)
    drain(at)

    assert to("sato@aoba.example") == ["[Hoshimori] 登録されました"]
