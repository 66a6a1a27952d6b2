"""Kiyota agrees to be listed, is found by whom it serves, and is gone from the register once it cannot confirm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.journal.models import Entry
from hoshimori.parties.operations import invitations
from hoshimori.qualifications import events
from hoshimori.qualifications.operations import listing, recording
from hoshimori.qualifications.queries import Asked, listed, own
from hoshimori.qualifications.rules import Serves
from hoshimori.shared.actor import NOBODY, SYSTEM, Actor, Role
from hoshimori.shared.refusal import Conflict, Invalid, NotPermitted
from tests.cast import LISTED, TRAINED_UNTIL, Cast, Experts, join, make_eligible


def agree(expert: Actor, at: datetime, version: int = 0, **others: Any) -> int:
    values: dict[str, Any] = {
        "is_listed": True,
        "serves": Serves.OTHERS.value,
        "statement": "製造業の中小企業を20社ほど見てきました。",
        "prefectures": ["14", "13"],
        "industries": ["E"],
        "size_classes": ["UP_TO_50"],
    }
    return listing.change(**(values | others), version=version, actor=expert, at=at)


def names(at: datetime, **asked: str) -> list[str]:
    return [one.person_name for one in listed(NOBODY, at, Asked(**asked)).experts]


def test_who_agreed_and_can_confirm_is_listed_for_everybody(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    make_eligible(experts.minami, cast.hayashi, at)

    agree(experts.kiyota, at)

    (found,) = listed(NOBODY, at, Asked()).experts
    assert (found.person_name, found.organization_name.en) == ("清田 実", "Hoshizora Security")
    assert (found.serves, found.qualifications) == (Serves.OTHERS, (LISTED,))
    assert found.training_valid_until == TRAINED_UNTIL
    assert found.prefectures == {"13", "14"}


def test_nobody_is_listed_without_having_agreed_or_any_longer_than_agreed(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    version = agree(experts.kiyota, at, is_listed=False)
    before = names(at)
    version = agree(experts.kiyota, at, version)
    during = names(at)
    agree(experts.kiyota, at, version, is_listed=False)

    assert (before, during, names(at)) == ([], ["清田 実"], [])
    assert own(experts.kiyota, at).offer.statement.startswith("製造業")


def test_who_cannot_confirm_today_is_not_listed_today(cast: Cast, experts: Experts, at: datetime) -> None:
    agree(experts.kiyota, at)
    before = names(at)
    make_eligible(experts.kiyota, cast.hayashi, at)
    last_second = datetime(2027, 9, 30, 14, 59, 59, tzinfo=UTC)

    assert (before, names(at), names(last_second)) == ([], ["清田 実"], ["清田 実"])
    assert names(datetime(2027, 9, 30, 15, 0, tzinfo=UTC)) == []
    training = own(experts.kiyota, at).trainings[0].id
    recording.take_training_out(training_id=training, reason="入力の誤り。", actor=cast.hayashi, at=at)
    assert names(at) == []


def test_who_left_the_firm_is_not_listed(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    agree(experts.kiyota, at)

    invitations.end_membership(membership_id=experts.kiyota.membership_id, actor=experts.amano, at=at)

    assert names(at) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"prefecture": "14"},
        {"industry": "E"},
        {"size_class": "UP_TO_50"},
        {"serves": "OTHERS"},
        {"words": "清田"},
        {"words": "ほしぞら security"},
        {"prefecture": "14", "industry": "E", "size_class": "UP_TO_50", "words": "ﾎｼｿﾞﾗ"},
    ],
)
def test_an_expert_is_found_by_whom_it_serves(
    cast: Cast, experts: Experts, at: datetime, asked: dict[str, str]
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    agree(experts.kiyota, at)

    assert names(at, **asked) == ["清田 実"]


@pytest.mark.parametrize(
    "asked",
    [
        {"prefecture": "27"},
        {"industry": "H"},
        {"size_class": "OVER_1000"},
        {"serves": "OWN_COMPANY"},
        {"words": "青葉"},
        {"prefecture": "14", "industry": "H"},
    ],
)
def test_an_expert_is_not_found_by_anything_else(
    cast: Cast, experts: Experts, at: datetime, asked: dict[str, str]
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    agree(experts.kiyota, at)

    assert names(at, **asked) == []


def test_who_names_no_prefecture_serves_all_of_them(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    agree(experts.kiyota, at, prefectures=[], industries=[], size_classes=[])

    assert names(at, prefecture="47", industry="A", size_class="OVER_1000") == ["清田 実"]


def test_a_change_made_in_another_window_is_not_overwritten(experts: Experts, at: datetime) -> None:
    version = agree(experts.kiyota, at)

    with pytest.raises(Conflict):
        agree(experts.kiyota, at, 0, statement="古い窓から。")
    agree(experts.kiyota, at, version, prefectures=["27"])

    seen = own(experts.kiyota, at)
    assert (seen.version, sorted(seen.offer.prefectures)) == (2, ["27"])
    last = Entry.objects.latest("id")
    assert (last.act, last.about_id) == (events.LISTING_CHANGED, experts.kiyota.organization_id)
    assert (last.before["prefectures"], last.after["prefectures"]) == (["13", "14"], ["27"])


def test_a_wrong_code_changes_nothing(experts: Experts, at: datetime) -> None:
    with pytest.raises(Invalid):
        agree(experts.kiyota, at, prefectures=["99"])

    assert own(experts.kiyota, at).version == 0


def test_nobody_lists_anybody_but_oneself(cast: Cast, experts: Experts, at: datetime) -> None:
    for actor in (experts.amano, cast.sato, cast.hayashi, cast.ono, NOBODY, SYSTEM):
        with pytest.raises(NotPermitted):
            agree(actor, at)
    with pytest.raises(NotPermitted):
        listed(SYSTEM, at, Asked())


def test_the_register_goes_on_page_by_page_and_costs_the_same(
    cast: Cast, experts: Experts, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(21):
        expert = join(experts.amano, f"多田 {number}", f"tada{number}@hoshizora.example", Role.EXPERT)
        make_eligible(expert, cast.hayashi, at)
        agree(expert, at)

    with django_assert_max_num_queries(6):
        first = listed(NOBODY, at, Asked(prefecture="14"))
    second = listed(NOBODY, at, Asked(prefecture="14"), first.next_after)

    assert (len(first.experts), len(second.experts), second.next_after) == (20, 1, None)
