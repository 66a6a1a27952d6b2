"""Kaede holds an IT platform and shares it with Aoba, if both want it; Stranger Works learns nothing of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from hoshimori.journal.models import Entry
from hoshimori.parties.models import PlatformUse
from hoshimori.parties.operations import platforms
from hoshimori.parties.queries import platforms_visible_to, uses_visible_to
from hoshimori.parties.rules import PlatformUseState
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import AOBA, KAEDE, Cast

UNKNOWN = "7999912340006"


@pytest.fixture
def kaedes(cast: Cast, at: datetime) -> UUID:
    """Kaede's platform, not shared with anybody yet."""
    return platforms.add(name="かえで  共通基盤", description="", actor=cast.tanaka, at=at)


@pytest.fixture
def offer(cast: Cast, kaedes: UUID, at: datetime) -> UUID:
    """Kaede's platform, offered to Aoba."""
    return platforms.offer(platform_id=kaedes, number=AOBA, actor=cast.tanaka, at=at)


def names(actor: Actor) -> list[str]:
    return [platform.name for platform in platforms_visible_to(actor)]


def test_aoba_uses_what_it_has_taken_up(cast: Cast, offer: UUID, at: datetime) -> None:
    assert names(cast.sato) == []

    platforms.take_up(use_id=offer, actor=cast.sato, at=at)

    assert names(cast.sato) == names(cast.tanaka) == ["かえで 共通基盤"]
    assert names(cast.kuro) == []


def test_what_was_declined_or_ended_is_used_no_more_and_can_be_offered_again(
    cast: Cast, kaedes: UUID, offer: UUID, at: datetime
) -> None:
    platforms.decline(use_id=offer, actor=cast.mori, at=at)
    second = platforms.offer(platform_id=kaedes, number=AOBA, actor=cast.tanaka, at=at)
    platforms.take_up(use_id=second, actor=cast.sato, at=at)
    platforms.end(use_id=second, actor=cast.sato, at=at)
    platforms.offer(platform_id=kaedes, number=AOBA, actor=cast.tanaka, at=at)

    assert names(cast.sato) == []
    assert [use.state for use in uses_visible_to(cast.tanaka)] == ["DECLINED", "ENDED", "OFFERED"]


def test_the_holder_takes_an_offer_back_or_ends_the_use(cast: Cast, offer: UUID, at: datetime) -> None:
    platforms.end(use_id=offer, actor=cast.tanaka, at=at)

    with pytest.raises(NotPossibleNow):
        platforms.take_up(use_id=offer, actor=cast.sato, at=at)


def test_an_offer_is_answered_by_the_one_it_was_made_to(cast: Cast, offer: UUID, at: datetime) -> None:
    for outsider in (cast.kuro, cast.tanaka, cast.hayashi):
        with pytest.raises(NotFound):
            platforms.take_up(use_id=offer, actor=outsider, at=at)
        with pytest.raises(NotFound):
            platforms.decline(use_id=offer, actor=outsider, at=at)
    with pytest.raises(NotFound):
        platforms.end(use_id=offer, actor=cast.kuro, at=at)
    with pytest.raises(NotPermitted):
        platforms.take_up(use_id=offer, actor=cast.ito, at=at)

    assert PlatformUse.objects.get(pk=offer).state == PlatformUseState.OFFERED.value


def test_an_offer_to_a_number_nobody_has_here_looks_the_same(cast: Cast, kaedes: UUID, at: datetime) -> None:
    use = platforms.offer(platform_id=kaedes, number=UNKNOWN, actor=cast.tanaka, at=at)

    assert uses_visible_to(cast.tanaka).get(pk=use).state == PlatformUseState.OFFERED.value
    assert list(uses_visible_to(cast.kuro)) == []


def test_both_sides_read_of_it_in_their_journals(cast: Cast, offer: UUID, at: datetime) -> None:
    platforms.take_up(use_id=offer, actor=cast.sato, at=at)

    for organization_id in (cast.sato.organization_id, cast.tanaka.organization_id):
        acts = Entry.objects.filter(about_id=organization_id, subject_id=str(offer)).order_by("id")
        assert [entry.act for entry in acts] == ["parties:platform:offered", "parties:platform:taken_up"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (KAEDE, "OWN_NUMBER"),
        ("3999912340002", "CORPORATE_NUMBER_CHECK_DIGIT"),
        ("39999", "CORPORATE_NUMBER_LENGTH"),
    ],
)
def test_an_offer_needs_somebody_elses_right_number(
    cast: Cast, kaedes: UUID, at: datetime, number: str, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        platforms.offer(platform_id=kaedes, number=number, actor=cast.tanaka, at=at)


def test_a_platform_is_offered_to_each_once(cast: Cast, kaedes: UUID, offer: UUID, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="ALREADY_SHARED"):
        platforms.offer(platform_id=kaedes, number="３９９９９-1234-0001", actor=cast.tanaka, at=at)

    assert list(uses_visible_to(cast.tanaka).values_list("pk", flat=True)) == [offer]


def test_a_holder_renames_its_platform_and_nobody_elses(cast: Cast, kaedes: UUID, at: datetime) -> None:
    version = platforms.change(
        platform_id=kaedes, name="社内基盤", description="2拠点で共用", version=1, actor=cast.tanaka, at=at
    )

    with pytest.raises(Conflict):
        platforms.change(platform_id=kaedes, name="別名", description="", version=1, actor=cast.tanaka, at=at)
    with pytest.raises(NotFound):
        platforms.change(platform_id=kaedes, name="別名", description="", version=2, actor=cast.sato, at=at)
    with pytest.raises(NotFound):
        platforms.offer(platform_id=kaedes, number=KAEDE, actor=cast.sato, at=at)

    assert (version, names(cast.tanaka)) == (2, ["社内基盤"])


@pytest.mark.parametrize(("name", "code"), [(" 　", "NAME_MISSING"), ("x" * 121, "TOO_LONG")])
def test_a_platform_has_a_name_of_one_line(cast: Cast, at: datetime, name: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        platforms.add(name=name, description="", actor=cast.tanaka, at=at)
    with pytest.raises(Invalid, match="TOO_LONG"):
        platforms.add(name="基盤", description="x" * 2001, actor=cast.tanaka, at=at)


def test_a_name_is_used_once_by_each_holder(cast: Cast, kaedes: UUID, at: datetime) -> None:
    second = platforms.add(name="第二基盤", description="", actor=cast.tanaka, at=at)

    with pytest.raises(NotPossibleNow, match="PLATFORM_ALREADY_NAMED"):
        platforms.add(name="かえで 共通基盤", description="", actor=cast.tanaka, at=at)
    with pytest.raises(NotPossibleNow, match="PLATFORM_ALREADY_NAMED"):
        platforms.change(
            platform_id=second, name="かえで 共通基盤", description="", version=1, actor=cast.tanaka, at=at
        )
    platforms.add(name="かえで 共通基盤", description="", actor=cast.sato, at=at)

    assert names(cast.sato) == ["かえで 共通基盤"]
    assert kaedes in set(platforms_visible_to(cast.tanaka).values_list("pk", flat=True))


def test_a_contributor_keeps_no_platforms(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        platforms.add(name="基盤", description="", actor=cast.ito, at=at)
