"""The crowd of the demo's world: the same companies each time, and each does by operations what is planned for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest

from hoshimori.cli.world import offices
from hoshimori.cli.world.crowd import firms
from hoshimori.cli.world.crowd.living import Company
from hoshimori.cli.world.crowd.plan import COMPANIES, Fate, Plan, plans
from hoshimori.cli.world.stage import Clock, Story
from hoshimori.parties.rules import PREFECTURES, SIZE_CLASSES
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries import public
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.schemes.operations.editions import take_in_shipped
from hoshimori.shared.actor import SYSTEM

EXPERTS = 5
SHOWN = {
    Fate.STANDING: RegistrationState.VALID,
    Fate.RENEWED: RegistrationState.VALID,
    Fate.REINSTATED: RegistrationState.VALID,
    Fate.EXPIRED: RegistrationState.EXPIRED,
    Fate.SUSPENDED: RegistrationState.SUSPENDED,
    Fate.WITHDRAWN: RegistrationState.WITHDRAWN,
    Fate.RETURNED: RegistrationState.RETURNED,
}


@pytest.fixture
def everybody() -> list[Plan]:
    return plans(EXPERTS)


def test_the_same_companies_come_each_time(everybody: list[Plan]) -> None:
    assert everybody == plans(EXPERTS)
    assert len(everybody) == COMPANIES


def test_they_are_everywhere_of_every_size_and_have_names_of_their_own(everybody: list[Plan]) -> None:
    particulars = [plan.particulars for plan in everybody]

    assert {one.prefecture for one in particulars} == set(PREFECTURES)
    assert {one.size_class for one in particulars} == set(SIZE_CLASSES)
    assert len({one.name_ja for one in particulars}) == COMPANIES


def test_something_of_everything_becomes_of_them(everybody: list[Plan]) -> None:
    fates = Counter(plan.fate for plan in everybody)

    assert set(fates) == set(Fate)
    assert any(plan.is_in_house for plan in everybody)
    assert any(plan.returned for plan in everybody)
    assert any(plan.is_refused_first for plan in everybody)


@pytest.mark.django_db
def test_each_comes_to_what_is_planned_for_it(everybody: list[Plan], at: datetime) -> None:
    chosen = [next(plan for plan in everybody if plan.fate == fate) for fate in Fate]
    chosen[0] = replace(chosen[0], returned=3, is_in_house=True, is_refused_first=True)
    clock, story = Clock(at), Story()
    take_in_shipped(actor=SYSTEM, at=clock.ago(offices.FOUNDED))
    officer = offices.found(clock)
    experts = [*firms.found(officer, clock)]

    for plan in chosen:
        Company(plan, experts, officer, clock).put_into(story)
    story.tell()
    keeping.expire_due(actor=SYSTEM, at=at)

    for plan in chosen:
        found = public.search(words=plan.particulars.name_ja, at=at).lines
        assert [one.state for one in found] == [SHOWN[plan.fate]], plan.fate
