"""Organizations enter and keep their particulars; people come by invitation and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hoshimori.parties import queries
from hoshimori.parties.operations import invitations, organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import AOBA, enter, found, join

if TYPE_CHECKING:
    from datetime import datetime

    from tests.cast import Cast

AOBAS = Particulars("青葉部品株式会社", "アオバブヒン", "Aoba Parts", "14", "UP_TO_50", "E")


def test_a_number_is_registered_once(cast: Cast) -> None:
    del cast

    with pytest.raises(NotPossibleNow, match="ORGANIZATION_ALREADY_HERE"):
        found(enter("別の人", "other@example.com"), AOBA, "青葉部品")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name_ja", " ", "NAME_MISSING"),
        ("name_en", "x" * 161, "TOO_LONG"),
        ("prefecture", "48", "NOT_IN_LIST"),
        ("size_class", "HUGE", "NOT_IN_LIST"),
        ("industry", "Z", "NOT_IN_LIST"),
    ],
)
def test_wrong_particulars_are_refused_by_field(cast: Cast, at: datetime, field: str, value: str, code: str) -> None:
    wrong = replace(AOBAS, **{field: value})

    with pytest.raises(Invalid) as refusal:
        organizations.change(
            organization_id=cast.sato.organization_id, particulars=wrong, version=1, actor=cast.sato, at=at
        )

    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_the_second_of_two_changes_is_told(cast: Cast, at: datetime) -> None:
    ours = cast.sato.organization_id
    organizations.change(organization_id=ours, particulars=AOBAS, version=1, actor=cast.sato, at=at)

    with pytest.raises(Conflict):
        organizations.change(organization_id=ours, particulars=AOBAS, version=1, actor=cast.mori, at=at)


def test_only_those_who_lead_change_the_particulars_and_only_their_own(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        organizations.change(
            organization_id=cast.ito.organization_id, particulars=AOBAS, version=1, actor=cast.ito, at=at
        )
    with pytest.raises(NotFound):
        organizations.change(
            organization_id=cast.sato.organization_id, particulars=AOBAS, version=1, actor=cast.kuro, at=at
        )


def test_an_invitation_opens_once_and_not_after_14_days(cast: Cast, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.sato.organization_id, email="Ueda@Aoba.example", role="CONTRIBUTOR", actor=cast.sato, at=at
    )
    ueda, late = enter("上田", "ueda@aoba.example"), enter("遅い人", "late@aoba.example")

    with pytest.raises(NotPossibleNow, match="INVITATION_RUN_OUT"):
        invitations.accept(secret=invited.secret, actor=late, at=at + timedelta(days=14))
    became = invitations.accept(secret=invited.secret, actor=ueda, at=at)
    with pytest.raises(NotPossibleNow):
        invitations.accept(secret=invited.secret, actor=late, at=at)
    with pytest.raises(NotFound):
        invitations.accept(secret="guessed", actor=late, at=at)

    assert became.role == Role.CONTRIBUTOR
    assert queries.is_member(person_id=ueda.person_id, organization_id=cast.sato.organization_id)


def test_a_revoked_invitation_opens_nothing(cast: Cast, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.sato.organization_id, email="x@aoba.example", role="CONTRIBUTOR", actor=cast.sato, at=at
    )
    with pytest.raises(NotFound):
        invitations.revoke(invitation_id=invited.invitation_id, actor=cast.kuro, at=at)

    invitations.revoke(invitation_id=invited.invitation_id, actor=cast.mori, at=at)

    with pytest.raises(NotPossibleNow):
        invitations.accept(secret=invited.secret, actor=enter("上田", "x@aoba.example"), at=at)


@pytest.mark.parametrize("role", ["OFFICER", "OVERSEER", "SYSTEM", "NOBODY", "ADMIN", ""])
def test_a_company_cannot_invite_into_roles_of_others(cast: Cast, at: datetime, role: str) -> None:
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        invitations.invite(
            organization_id=cast.sato.organization_id, email="x@aoba.example", role=role, actor=cast.sato, at=at
        )


def test_a_contributor_invites_nobody(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        invitations.invite(
            organization_id=cast.ito.organization_id, email="x@a.example", role="CONTRIBUTOR", actor=cast.ito, at=at
        )


def test_who_left_acts_no_more_and_the_last_one_leading_stays(cast: Cast, at: datetime) -> None:
    invitations.end_membership(membership_id=cast.ito.membership_id, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="LAST_ONE_LEADING"):
        invitations.end_membership(membership_id=cast.tanaka.membership_id, actor=cast.tanaka, at=at)
    with pytest.raises(NotFound):
        invitations.end_membership(membership_id=cast.kuro.membership_id, actor=cast.sato, at=at)

    assert queries.acting(person_id=cast.ito.person_id, membership_id=cast.ito.membership_id) is None


def test_a_person_with_two_roles_acts_as_one_at_a_time(cast: Cast, at: datetime) -> None:
    del at
    helper = join(cast.tanaka, "上田", "ueda@both.example", Role.EXPERT)
    as_tanakas = queries.acting(person_id=cast.ito.person_id, membership_id=helper.membership_id)
    assert as_tanakas is not None

    assert as_tanakas.actor == Actor(
        cast.ito.person_id, cast.ito.organization_id, cast.ito.membership_id, Role.CONTRIBUTOR
    )
