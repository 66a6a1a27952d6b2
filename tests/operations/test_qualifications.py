"""The operator records what makes Kiyota an expert, corrects itself, and Hoshimori tells Kiyota before it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pytest_django import DjangoAssertNumQueries

from hoshimori.journal.models import Entry
from hoshimori.parties.models import Membership
from hoshimori.parties.operations import invitations
from hoshimori.parties.queries.experts import experts as everybody
from hoshimori.qualifications import events
from hoshimori.qualifications.operations import listing, recording
from hoshimori.qualifications.queries import (
    expert_for,
    expert_named,
    experts_for,
    grounds,
    in_house_experts,
    own,
    standing_of,
)
from hoshimori.qualifications.queries.standing import eligible, recordable
from hoshimori.qualifications.rules import Ground
from hoshimori.schemes.queries import current_edition
from hoshimori.shared.actor import NOBODY, SYSTEM, Actor, Role
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import HELD_FROM, LISTED, TRAINED_ON, TRAINED_UNTIL, Cast, Experts, join, make_eligible
from tests.journal import acts_about

PROVIDER = "制度研修機関(見本)"
DAY = timedelta(days=1)


def qualify(person: Actor, officer: Actor, at: datetime, **others: Any) -> UUID:
    values: dict[str, Any] = {
        "name": LISTED,
        "proof": "登録番号 第999901号",
        "held_from": HELD_FROM,
        "valid_until": None,
    }
    return recording.record_qualification(**(values | {"person_id": person.person_id} | others), actor=officer, at=at)


def train(person: Actor, officer: Actor, at: datetime, **others: Any) -> UUID:
    values: dict[str, Any] = {"provider": PROVIDER, "completed_on": TRAINED_ON, "valid_until": TRAINED_UNTIL}
    return recording.record_training(**(values | {"person_id": person.person_id} | others), actor=officer, at=at)


def test_both_recorded_make_kiyota_eligible(cast: Cast, experts: Experts, at: datetime) -> None:
    before = grounds(experts.kiyota.person_id, current_edition(), at)
    qualify(experts.kiyota, cast.hayashi, at)
    between = grounds(experts.kiyota.person_id, current_edition(), at)
    train(experts.kiyota, cast.hayashi, at)

    assert before == (Ground.NO_QUALIFICATION, Ground.NO_TRAINING)
    assert between == (Ground.NO_TRAINING,)
    assert grounds(experts.kiyota.person_id, current_edition(), at) == ()
    assert own(experts.kiyota, at).grounds == ()
    assert own(experts.kiyota, at).trainings[0].recorded_by == "林 四郎"


def test_an_edition_that_lists_no_qualifications_makes_nobody_eligible(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)

    assert grounds(experts.kiyota.person_id, "2025-12-26-draft", at) == (Ground.NO_QUALIFICATION,)


def test_at_midnight_in_japan_the_training_is_over(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    last_second = datetime(2027, 9, 30, 14, 59, 59, tzinfo=UTC)

    assert own(experts.kiyota, last_second).grounds == ()
    assert own(experts.kiyota, last_second + timedelta(seconds=1)).grounds == (Ground.TRAINING_RAN_OUT,)


def test_what_is_recorded_stands_in_the_journal_of_the_experts_organization(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    taken = qualify(experts.kiyota, cast.hayashi, at)
    training = train(experts.kiyota, cast.hayashi, at)
    recording.take_qualification_out(qualification_id=taken, reason="別の人の番号だった。", actor=cast.hayashi, at=at)
    recording.take_training_out(training_id=training, reason="別の人の修了証だった。", actor=cast.hayashi, at=at)

    assert acts_about(experts.amano)[-4:] == [
        events.QUALIFICATION_RECORDED,
        events.TRAINING_RECORDED,
        events.QUALIFICATION_TAKEN_OUT,
        events.TRAINING_TAKEN_OUT,
    ]
    assert not [act for act in acts_about(cast.sato) if act.startswith("qualifications:")]
    entry = Entry.objects.get(act=events.QUALIFICATION_TAKEN_OUT)
    assert (entry.before["name"], entry.after) == (LISTED, {"reason": "別の人の番号だった。"})


def test_what_was_taken_out_counts_no_more_but_stays_readable(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    before = own(experts.kiyota, at)
    qualification_id, training_id = before.qualifications[0].id, before.trainings[0].id

    recording.take_qualification_out(
        qualification_id=qualification_id, reason="登録が消除された。", actor=cast.hayashi, at=at
    )
    recording.take_training_out(training_id=training_id, reason="入力の誤り。", actor=cast.hayashi, at=at)

    seen = own(experts.kiyota, at)
    assert seen.grounds == (Ground.NO_QUALIFICATION, Ground.NO_TRAINING)
    assert (seen.qualifications[0].taken_out_by, seen.qualifications[0].why_taken_out) == (
        "林 四郎",
        "登録が消除された。",
    )
    assert seen.trainings[0].taken_out_at == at
    with pytest.raises(NotPossibleNow, match="TAKEN_OUT_ALREADY"):
        recording.take_qualification_out(
            qualification_id=qualification_id, reason="もう一度", actor=cast.hayashi, at=at
        )
    with pytest.raises(NotPossibleNow, match="TAKEN_OUT_ALREADY"):
        recording.take_training_out(training_id=training_id, reason="もう一度", actor=cast.hayashi, at=at)


def test_the_same_is_recorded_once(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)

    with pytest.raises(NotPossibleNow, match="QUALIFICATION_ALREADY_RECORDED"):
        qualify(experts.kiyota, cast.hayashi, at)
    with pytest.raises(NotPossibleNow, match="TRAINING_ALREADY_RECORDED"):
        train(experts.kiyota, cast.hayashi, at)
    recording.take_training_out(
        training_id=own(experts.kiyota, at).trainings[0].id, reason="入力の誤り。", actor=cast.hayashi, at=at
    )

    train(experts.kiyota, cast.hayashi, at)

    assert [one.taken_out_at is None for one in own(experts.kiyota, at).trainings] == [True, False]


@pytest.mark.parametrize("name", ["", "書かれていない資格", "cissp"])
def test_only_what_the_edition_lists_is_recorded(cast: Cast, experts: Experts, at: datetime, name: str) -> None:
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        qualify(experts.kiyota, cast.hayashi, at, name=name)

    assert standing_of([experts.kiyota.person_id])[experts.kiyota.person_id].qualifications == ()


def test_only_somebody_who_acts_as_an_expert_has_a_record(cast: Cast, experts: Experts, at: datetime) -> None:
    for person_id in (cast.sato.person_id, new_id()):
        with pytest.raises(NotFound):
            recording.record_training(
                person_id=person_id,
                provider=PROVIDER,
                completed_on=TRAINED_ON,
                valid_until=TRAINED_UNTIL,
                actor=cast.hayashi,
                at=at,
            )
    invitations.end_membership(membership_id=experts.kiyota.membership_id, actor=experts.amano, at=at)

    with pytest.raises(NotFound):
        qualify(experts.kiyota, cast.hayashi, at)
    assert expert_named(experts.kiyota.membership_id) is None


def test_nobody_but_an_officer_records(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    qualification_id = own(experts.kiyota, at).qualifications[0].id

    for actor, refusal in (
        (experts.kiyota, NotPermitted),
        (experts.minami, NotFound),
        (experts.amano, NotFound),
        (cast.sato, NotFound),
        (cast.ono, NotFound),
        (NOBODY, NotFound),
    ):
        with pytest.raises(refusal):
            qualify(experts.kiyota, actor, at)
        with pytest.raises(refusal):
            train(experts.kiyota, actor, at)
        with pytest.raises(refusal):
            recording.take_qualification_out(qualification_id=qualification_id, reason="x", actor=actor, at=at)


def test_an_officer_does_not_record_what_makes_itself_an_expert(cast: Cast, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.kuro.organization_id, email="h@second.example", role="EXPERT", actor=cast.kuro, at=at
    )
    invitations.accept(secret=invited.secret, actor=cast.hayashi, at=at)

    with pytest.raises(NotPossibleNow, match="OWN_RECORD"):
        qualify(cast.hayashi, cast.hayashi, at)
    with pytest.raises(NotPossibleNow, match="OWN_RECORD"):
        train(cast.hayashi, cast.hayashi, at)
    second = join(cast.hayashi, "橋本 二葉", "hashimoto@operator.example", Role.OFFICER)
    training = train(cast.hayashi, second, at)
    with pytest.raises(NotPossibleNow, match="OWN_RECORD"):
        recording.take_training_out(training_id=training, reason="x", actor=cast.hayashi, at=at)


def test_the_officer_sees_all_experts_and_finds_them_by_name(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)

    def found(words: str) -> list[str]:
        return [line.expert.name for line in experts_for(cast.hayashi, at, words).lines]

    assert found("") == ["清田 実", "南 千鶴"]
    assert found("清田実") == ["清田 実"]
    assert found("ﾎｼｿﾞﾗ") == ["清田 実"]
    assert found("aoba 南") == ["南 千鶴"]
    assert found("清田 青葉") == found("%") == found("佐藤") == []
    lines = experts_for(cast.hayashi, at).lines
    assert [line.grounds for line in lines] == [(), (Ground.NO_QUALIFICATION, Ground.NO_TRAINING)]


def test_the_list_of_experts_goes_on_page_by_page_and_costs_the_same(
    cast: Cast, experts: Experts, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        join(experts.amano, f"多田 {number}", f"tada{number}@hoshizora.example", Role.EXPERT)

    with django_assert_max_num_queries(4):
        first = experts_for(cast.hayashi, at)
    second = experts_for(cast.hayashi, at, after=first.next_after)

    assert (len(first.lines), len(second.lines), second.next_after) == (20, 2, None)


def test_nobody_but_officers_and_oneself_sees_a_record(cast: Cast, experts: Experts, at: datetime) -> None:
    for actor in (experts.minami, experts.amano, cast.sato, cast.ono, NOBODY):
        with pytest.raises(NotFound):
            expert_for(actor, at, experts.kiyota.membership_id)
        with pytest.raises(NotPermitted):
            experts_for(actor, at)
    for actor in (cast.hayashi, experts.kiyota):
        assert expert_for(actor, at, experts.kiyota.membership_id).expert.name == "清田 実"
    with pytest.raises(NotPermitted):
        own(cast.sato, at)


def test_a_company_knows_its_own_experts(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.minami, cast.hayashi, at)

    of_aoba = in_house_experts(cast.sato, at)

    assert [(one.name, one.grounds) for one in of_aoba] == [("南 千鶴", ())]
    assert in_house_experts(cast.sato, at, "2025-12-26-draft")[0].grounds == (Ground.NO_QUALIFICATION,)
    assert in_house_experts(cast.kuro, at) == in_house_experts(NOBODY, at) == ()
    named = expert_named(experts.minami.membership_id)
    assert named is not None
    assert (named.name, named.organization_id) == ("南 千鶴", cast.sato.organization_id)
    assert expert_named(cast.sato.membership_id) is None


def warned(at: datetime) -> list[int]:
    listing.warn_of_ends(actor=SYSTEM, at=at)
    entries = Entry.objects.filter(act=events.TRAINING_RUNNING_OUT).order_by("id")
    return [entry.after["days"] for entry in entries]


def test_kiyota_is_told_90_30_and_7_days_before_each_once(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    midnight = datetime(2027, 9, 30, 15, 0, tzinfo=UTC)

    assert warned(midnight - 91 * DAY) == []
    assert warned(midnight - timedelta(days=90, seconds=1)) == []
    assert warned(midnight - 90 * DAY) == [90]
    assert warned(midnight - 90 * DAY) == warned(midnight - 31 * DAY) == [90]
    assert warned(midnight - 29 * DAY) == [90, 30]
    assert warned(midnight - 7 * DAY) == warned(midnight - 1 * DAY) == warned(midnight) == [90, 30, 7]
    entry = Entry.objects.filter(act=events.TRAINING_RUNNING_OUT).latest("id")
    assert entry.about_id == experts.kiyota.organization_id
    assert entry.subject_id == str(own(experts.kiyota, at).trainings[0].id)
    assert entry.after == {"days": 7, "valid_until": "2027-10-01", "person_id": str(experts.kiyota.person_id)}


def test_whoever_was_trained_anew_left_or_was_recorded_by_mistake_is_not_told(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    soon = day_in_japan(at) + 30 * DAY
    train(experts.kiyota, cast.hayashi, at, valid_until=soon)
    train(experts.kiyota, cast.hayashi, at, provider="別の機関", valid_until=soon + 300 * DAY)
    train(experts.minami, cast.hayashi, at, valid_until=soon)
    third = join(experts.amano, "多田 三", "tada@hoshizora.example", Role.EXPERT)
    mistaken = train(third, cast.hayashi, at, valid_until=soon)

    invitations.end_membership(membership_id=experts.minami.membership_id, actor=cast.sato, at=at)
    recording.take_training_out(training_id=mistaken, reason="入力の誤り。", actor=cast.hayashi, at=at)

    assert warned(at) == []


def test_nobody_but_the_timetable_warns(cast: Cast, at: datetime) -> None:
    for actor in (cast.hayashi, cast.sato, NOBODY):
        with pytest.raises(NotPermitted):
            listing.warn_of_ends(actor=actor, at=at)


records = some.lists(
    some.tuples(some.booleans(), some.integers(-400, 400), some.integers(1, 500), some.booleans()), max_size=5
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=records, shift=some.integers(-3, 3))
def test_the_database_and_the_rule_say_the_same(
    cast: Cast,
    experts: Experts,
    at: datetime,
    records: list[tuple[bool, int, int, bool]],
    shift: int,
) -> None:
    person = join(experts.amano, "仮名", f"{new_id()}@hoshizora.example", Role.EXPERT)
    today = day_in_japan(at)
    for number, (is_training, begins, length, is_endless) in enumerate(records):
        first: date = today + min(begins, 0) * DAY
        end = first + length * DAY
        if is_training:
            train(person, cast.hayashi, at, provider=f"機関{number}", completed_on=first, valid_until=end)
        else:
            names = recordable()
            valid_until = None if is_endless else end
            qualify(person, cast.hayashi, at, name=names[number % len(names)], held_from=first, valid_until=valid_until)

    for moment in (at + shift * DAY, at):
        asked = Membership.objects.filter(pk=person.membership_id)
        by_database = asked.filter(eligible("person_id", recordable(), day_in_japan(moment))).exists()
        assert by_database == (grounds(person.person_id, current_edition(), moment) == ())
    assert everybody().filter(pk=person.membership_id).exists()
