"""Aoba and Stranger Works share an IT platform; where their filings disagree, the officer sees it, and nobody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from hoshimori.assessments.operations import scoping
from hoshimori.confirmations.operations import judging
from hoshimori.parties.operations import platforms
from hoshimori.registry.operations import deciding
from hoshimori.registry.queries.filings import filing
from hoshimori.registry.rules.states import FilingState
from hoshimori.shared.actor import Actor, Role
from tests.cast import STRANGER, Cast, Experts, join
from tests.confirming import answered, ask_about, confirm, declare, hand_over, judge
from tests.registering import eligible_for_years, file


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


@pytest.fixture
def shared(cast: Cast, at: datetime) -> UUID:
    """Aoba's platform, which Stranger Works uses too."""
    platform_id = platforms.add(name="共同基盤", description="", actor=cast.sato, at=at)
    use_id = platforms.offer(platform_id=platform_id, number=STRANGER, actor=cast.sato, at=at)
    platforms.take_up(use_id=use_id, actor=cast.kuro, at=at)
    return platform_id


def filed_on(platform_id: UUID, coordinator: Actor, representative: Actor, expert: Actor, at: datetime) -> UUID:
    begun = answered(coordinator, at)
    scoping.name_platform(assessment_id=begun, platform_id=platform_id, actor=coordinator, at=at)
    hand_over(begun, coordinator, at)
    matter = ask_about(begun, coordinator, expert, at)
    judging.take_on(confirmation_id=matter.confirmation_id, actor=expert, at=at)
    judge(matter, at)
    confirm(matter, at)
    declare(matter, representative, at)
    return file(matter, at)


def test_what_was_refused_on_the_same_platform_is_shown_to_the_officer_alone(
    cast: Cast, kiyota: Actor, shared: UUID, at: datetime
) -> None:
    shiro = join(cast.kuro, "城 四郎", "shiro@stranger.example", Role.REPRESENTATIVE)
    aobas = filed_on(shared, cast.sato, cast.mori, kiyota, at)
    kuros = filed_on(shared, cast.kuro, shiro, kiyota, at)
    before = filing(cast.hayashi, at, aobas)

    deciding.refuse(filing_id=kuros, reason="要約が適用範囲と合いません。", actor=cast.hayashi, at=at)

    (other,) = filing(cast.hayashi, at, aobas).on_same_platform
    assert before.paper["platforms"] == [{"id": str(shared), "name": "共同基盤"}]
    assert before.on_same_platform == ()
    assert (other.filing_id, other.name.ja, other.state) == (kuros, "よその製作所", FilingState.REFUSED)
    assert filing(cast.sato, at, aobas).on_same_platform == ()
