"""Acts about organizations, people, IT platforms and the operator's looks."""

from __future__ import annotations

from uuid import UUID

from hoshimori.parties.operations import access, invitations, organizations, people, platforms
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.rules import Delivery, secret_digest
from hoshimori.shared.actor import NOBODY, SYSTEM
from tests.cast import AOBA, PASSWORD, enter
from tests.security.acts.telling import Doing, Stage, tells

NUMBER = "7999912340006"
PARTICULARS = Particulars("みなと物流株式会社", "ミナトブツリュウ", "Minato Logistics", "13", "UP_TO_100", "H")


@tells(organizations.register)
def a_company_joins(stage: Stage) -> Doing:
    newcomer = enter("港 一郎", "minato@minato.example")
    return lambda: organizations.register(number=NUMBER, particulars=PARTICULARS, **stage.who(newcomer))


@tells(organizations.change)
def a_company_changes_its_particulars(stage: Stage) -> Doing:
    ours = stage.cast.sato.organization_id
    return lambda: organizations.change(organization_id=ours, particulars=PARTICULARS, version=1, **stage.sato)


@tells(people.enter)
def somebody_enters(stage: Stage) -> Doing:
    return lambda: people.enter(
        name="上田 六郎", email="ueda@aoba.example", password=PASSWORD, language="ja", **stage.who(NOBODY)
    )


@tells(people.change)
def somebody_changes_name_and_language(stage: Stage) -> Doing:
    return lambda: people.change(name="佐藤 華子", language="en", **stage.sato)


def invited(stage: Stage) -> invitations.Invited:
    return invitations.invite(
        organization_id=stage.cast.sato.organization_id, email="ueda@aoba.example", role="CONTRIBUTOR", **stage.sato
    )


@tells(invitations.invite)
def somebody_is_invited(stage: Stage) -> Doing:
    return lambda: invited(stage)


@tells(invitations.invite_again)
def an_invitation_is_renewed(stage: Stage) -> Doing:
    invitation_id = invited(stage).invitation_id
    return lambda: invitations.invite_again(invitation_id=invitation_id, **stage.sato)


@tells(invitations.note_delivery)
def a_mail_is_on_its_way(stage: Stage) -> Doing:
    new = invited(stage)
    return lambda: invitations.note_delivery(
        invitation_id=new.invitation_id,
        link_digest=secret_digest(new.secret),
        delivery=Delivery.SENT,
        **stage.who(SYSTEM),
    )


@tells(invitations.accept)
def an_invitation_is_accepted(stage: Stage) -> Doing:
    secret = invited(stage).secret
    newcomer = enter("上田 六郎", "ueda@aoba.example")
    return lambda: invitations.accept(secret=secret, **stage.who(newcomer))


@tells(invitations.revoke)
def an_invitation_is_taken_back(stage: Stage) -> Doing:
    invitation_id = invited(stage).invitation_id
    return lambda: invitations.revoke(invitation_id=invitation_id, **stage.sato)


@tells(invitations.end_membership)
def somebody_leaves(stage: Stage) -> Doing:
    return lambda: invitations.end_membership(membership_id=stage.cast.ito.membership_id, **stage.sato)


def kaedes(stage: Stage) -> UUID:
    return platforms.add(name="かえで共通基盤", description="", **stage.who(stage.cast.tanaka))


def offered(stage: Stage) -> UUID:
    return platforms.offer(platform_id=kaedes(stage), number=AOBA, **stage.who(stage.cast.tanaka))


@tells(platforms.add)
def a_platform_is_named(stage: Stage) -> Doing:
    return lambda: kaedes(stage)


@tells(platforms.change)
def a_platform_is_renamed(stage: Stage) -> Doing:
    platform_id = kaedes(stage)
    return lambda: platforms.change(
        platform_id=platform_id, name="かえで基盤", description="", version=1, **stage.who(stage.cast.tanaka)
    )


@tells(platforms.offer)
def a_platform_is_offered(stage: Stage) -> Doing:
    platform_id = kaedes(stage)
    return lambda: platforms.offer(platform_id=platform_id, number=AOBA, **stage.who(stage.cast.tanaka))


@tells(platforms.take_up)
def an_offer_is_taken_up(stage: Stage) -> Doing:
    use_id = offered(stage)
    return lambda: platforms.take_up(use_id=use_id, **stage.sato)


@tells(platforms.decline)
def an_offer_is_declined(stage: Stage) -> Doing:
    use_id = offered(stage)
    return lambda: platforms.decline(use_id=use_id, **stage.sato)


@tells(platforms.end)
def a_shared_use_ends(stage: Stage) -> Doing:
    use_id = offered(stage)
    platforms.take_up(use_id=use_id, **stage.sato)
    return lambda: platforms.end(use_id=use_id, **stage.who(stage.cast.tanaka))


def opened(stage: Stage) -> UUID:
    return access.open_to(
        organization_id=stage.cast.sato.organization_id,
        reason="会社から入力方法の相談があった。",
        hours=1,
        **stage.who(stage.cast.hayashi),
    )


@tells(access.open_to)
def an_officer_looks_in(stage: Stage) -> Doing:
    return lambda: opened(stage)


@tells(access.end)
def an_officer_looks_away(stage: Stage) -> Doing:
    access_id = opened(stage)
    return lambda: access.end(access_id=access_id, **stage.who(stage.cast.hayashi))
