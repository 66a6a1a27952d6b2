"""Aoba's people invite others: by a link that works once, for a time, and that can be replaced or taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hoshimori.journal.models import Entry
from hoshimori.parties import queries
from hoshimori.parties.models import Invitation
from hoshimori.parties.operations import invitations
from hoshimori.parties.rules import Delivery, InvitationState, secret_digest
from hoshimori.shared.actor import SYSTEM, Role
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, enter


def invite_ueda(cast: Cast, at: datetime) -> invitations.Invited:
    return invitations.invite(
        organization_id=cast.sato.organization_id, email="ueda@aoba.example", role="CONTRIBUTOR", actor=cast.sato, at=at
    )


def test_whoever_holds_the_link_sees_who_invites_them_into_which_role(cast: Cast, at: datetime) -> None:
    invited = invite_ueda(cast, at)

    offered = queries.offered_by(invited.secret, at)

    assert (offered.organization_name.ja, offered.organization_name.en) == ("青葉部品株式会社", "Aoba Parts")
    assert (offered.role, offered.invited_by, offered.has_run_out) == (Role.CONTRIBUTOR, "佐藤 花子", False)
    assert queries.offered_by(invited.secret, at + timedelta(days=14)).has_run_out
    with pytest.raises(NotFound):
        queries.offered_by("guessed", at)


def test_a_new_link_replaces_the_old_one_and_its_14_days(cast: Cast, at: datetime) -> None:
    first = invite_ueda(cast, at)
    later = at + timedelta(days=20)

    second = invitations.invite_again(invitation_id=first.invitation_id, actor=cast.mori, at=later)
    with pytest.raises(NotFound):
        invitations.accept(secret=first.secret, actor=enter("上田", "ueda@aoba.example"), at=later)
    became = invitations.accept(
        secret=second.secret, actor=enter("上田 六郎", "u@aoba.example"), at=later + timedelta(days=13)
    )

    assert became.role == Role.CONTRIBUTOR
    assert Invitation.objects.get(pk=first.invitation_id).state == InvitationState.ACCEPTED.value
    assert Entry.objects.filter(act="parties:invitation:renewed", about_id=cast.sato.organization_id).exists()


@pytest.mark.parametrize(("who", "refusal"), [("ito", NotPermitted), ("kuro", NotFound), ("hayashi", NotFound)])
def test_only_those_who_may_invite_renew_a_link(cast: Cast, at: datetime, who: str, refusal: type[Exception]) -> None:
    invited = invite_ueda(cast, at)

    with pytest.raises(refusal):
        invitations.invite_again(invitation_id=invited.invitation_id, actor=getattr(cast, who), at=at)


def test_an_accepted_or_revoked_invitation_is_not_renewed(cast: Cast, at: datetime) -> None:
    accepted, revoked = invite_ueda(cast, at), invite_ueda(cast, at)
    invitations.accept(secret=accepted.secret, actor=enter("上田", "ueda@aoba.example"), at=at)
    invitations.revoke(invitation_id=revoked.invitation_id, actor=cast.sato, at=at)

    for invited in (accepted, revoked):
        with pytest.raises(NotPossibleNow):
            invitations.invite_again(invitation_id=invited.invitation_id, actor=cast.sato, at=at)


def test_a_mail_with_an_old_link_says_nothing_about_the_new_one(cast: Cast, at: datetime) -> None:
    first = invite_ueda(cast, at)
    second = invitations.invite_again(invitation_id=first.invitation_id, actor=cast.sato, at=at)

    invitations.note_delivery(
        invitation_id=first.invitation_id,
        link_digest=secret_digest(second.secret),
        delivery=Delivery.WAITING,
        actor=cast.sato,
        at=at,
    )
    invitations.note_delivery(
        invitation_id=first.invitation_id,
        link_digest=secret_digest(first.secret),
        delivery=Delivery.FAILED,
        actor=SYSTEM,
        at=at,
    )

    assert queries.invitations_visible_to(cast.mori).get(pk=first.invitation_id).delivery == Delivery.WAITING.value


@pytest.mark.parametrize("who", ["ito", "kuro", "tanaka", "hayashi", "ono"])
def test_invitations_are_seen_by_those_who_invite_and_by_nobody_else(cast: Cast, at: datetime, who: str) -> None:
    invited = invite_ueda(cast, at)

    assert list(queries.invitations_visible_to(getattr(cast, who)).filter(pk=invited.invitation_id)) == []
    assert queries.invitations_visible_to(cast.mori).filter(pk=invited.invitation_id).exists()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ueda", "EMAIL_WRONG"),
        ("ueda@aoba.example\nBcc: all@aoba.example", "EMAIL_WRONG"),
        ("", "EMAIL_WRONG"),
        ("u" * 260 + "@aoba.example", "TOO_LONG"),
    ],
)
def test_an_address_is_one_address(cast: Cast, at: datetime, address: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        invitations.invite(
            organization_id=cast.sato.organization_id, email=address, role="CONTRIBUTOR", actor=cast.sato, at=at
        )


def test_everybody_may_leave_and_only_those_who_lead_let_others_go(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        invitations.end_membership(membership_id=cast.sato.membership_id, actor=cast.ito, at=at)

    invitations.end_membership(membership_id=cast.ito.membership_id, actor=cast.ito, at=at)

    assert not queries.is_member(person_id=cast.ito.person_id, organization_id=cast.ito.organization_id)
    entry = Entry.objects.get(act="parties:membership:ended")
    assert (entry.person_id, entry.before) == (cast.ito.person_id, {"role": "CONTRIBUTOR", "person": "伊藤 次郎"})
