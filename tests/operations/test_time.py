"""Who works on a criterion records the minutes; the sum is theirs, not an estimate."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning, timing
from hoshimori.assessments.queries.requirement import requirement
from hoshimori.journal.models import Entry
from hoshimori.shared.actor import Actor
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotFound
from tests.cast import Cast


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def spend(aobas: UUID, minutes: int, actor: Actor, at: datetime) -> None:
    timing.record_minutes(
        assessment_id=aobas,
        criterion_no="4-1-3-2",
        minutes=minutes,
        spent_on=day_in_japan(at),
        actor=actor,
        at=at,
    )


def test_minutes_of_several_people_are_summed(cast: Cast, aobas: UUID, at: datetime) -> None:
    spend(aobas, 15, cast.sato, at)
    spend(aobas, 30, cast.ito, at)

    assert requirement(cast.mori, at, aobas, "4-1-3").around["4-1-3-2"].minutes == 45
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.after) == ("assessments:time:recorded", {"minutes": 30, "spent_on": "2026-11-23"})


def test_a_mistake_is_taken_back_but_only_ones_own(cast: Cast, aobas: UUID, at: datetime) -> None:
    spend(aobas, 30, cast.ito, at)
    spend(aobas, -15, cast.ito, at)

    with pytest.raises(Invalid, match="MORE_THAN_RECORDED"):
        spend(aobas, -15, cast.sato, at)

    assert requirement(cast.mori, at, aobas, "4-1-3").around["4-1-3-2"].minutes == 15


def test_nobody_has_spent_tomorrow(cast: Cast, aobas: UUID, at: datetime) -> None:
    tomorrow = day_in_japan(at) + timedelta(days=1)

    with pytest.raises(Invalid, match="DAY_TO_COME"):
        timing.record_minutes(
            assessment_id=aobas, criterion_no="4-1-3-2", minutes=5, spent_on=tomorrow, actor=cast.ito, at=at
        )


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_record_nothing_here(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    with pytest.raises(NotFound):
        spend(aobas, 15, getattr(cast, who), at)
