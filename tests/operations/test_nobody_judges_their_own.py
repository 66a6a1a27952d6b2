"""Whoever confirms does not declare, and whoever has a part in a matter does not decide it for the operator [D]."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hoshimori.confirmations.queries.declarations import for_filing
from hoshimori.confirmations.queries.lines import line
from hoshimori.parties.operations import invitations
from hoshimori.registry.operations import changes, deciding, keeping
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotPossibleNow
from tests import confirming, registering
from tests.cast import Cast, Experts


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return registering.eligible_for_years(experts.kiyota, cast.hayashi)


def also(host: Actor, person: Actor, role: Role, at: datetime) -> Actor:
    """The person takes up another role, to which `host` invites."""
    invited = invitations.invite(
        organization_id=host.organization_id, email="also@aoba.example", role=role.value, actor=host, at=at
    )
    return invitations.accept(secret=invited.secret, actor=person, at=at)


def test_who_confirmed_as_the_expert_does_not_declare(cast: Cast, experts: Experts, at: datetime) -> None:
    minami = registering.eligible_for_years(experts.minami, cast.hayashi)
    matter = confirming.confirmed(cast.sato, minami, at)
    minami_in_management = also(cast.sato, minami, Role.REPRESENTATIVE, at)

    with pytest.raises(NotPossibleNow, match="CONFIRMED_BY_ONESELF"):
        confirming.declare(matter, minami_in_management, at)

    confirming.declare(matter, cast.mori, at)
    assert for_filing(cast.sato, at, matter.assessment_id).declared_by_id == cast.mori.person_id


def test_an_expert_who_joins_the_company_while_judging_is_flagged(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.judged(cast.sato, kiyota, at)
    also(cast.sato, kiyota, Role.CONTRIBUTOR, at)

    confirming.confirm(matter, at)

    assert line(cast.sato, at, matter.confirmation_id).is_in_house


def test_an_officer_of_the_same_company_decides_nothing_about_its_filing(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.checked(cast, kiyota, at)
    also(cast.sato, cast.hayashi, Role.CONTRIBUTOR, at)

    for act in (
        lambda: registering.check(done, at),
        lambda: registering.register(done, at),
        lambda: deciding.refuse(filing_id=done.filing_id, reason="誤り。", actor=cast.hayashi, at=at),
    ):
        with pytest.raises(NotPossibleNow, match="OWN_MATTER"):
            act()


def test_an_officer_who_confirmed_declared_or_filed_it_does_not_register_it(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.checked(cast, kiyota, at)

    for involved in (kiyota, cast.mori, cast.sato):
        officer = also(cast.hayashi, involved, Role.OFFICER, at)
        with pytest.raises(NotPossibleNow, match="OWN_MATTER"):
            deciding.register(filing_id=done.filing_id, actor=officer, at=at)


def test_an_officer_of_the_same_company_does_not_keep_its_registration(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registering.registered(cast, kiyota, at)
    change = changes.notify(
        registration_id=done.registration_id, what="移転。", happened_on=date(2026, 11, 1), actor=cast.sato, at=at
    )
    also(cast.sato, cast.hayashi, Role.CONTRIBUTOR, at)

    with pytest.raises(NotPossibleNow, match="OWN_MATTER"):
        keeping.suspend(registration_id=done.registration_id, reason="誤り。", actor=cast.hayashi, at=at)
    with pytest.raises(NotPossibleNow, match="OWN_MATTER"):
        changes.take_note(change_id=change, answer="", takes_over=True, actor=cast.hayashi, at=at)
