"""What happened is told to whom it concerns, once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from hoshimori.confirmations.queries.telling import expert_of
from hoshimori.disclosures.queries.telling import orderer_of
from hoshimori.notices.models import Notice, Wish
from hoshimori.notices.permissions import Action, require
from hoshimori.notices.rules import PERSON, TOLD, Audience, Reader, Rhythm, first_delivery, told_once
from hoshimori.parties.queries import recipients
from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hoshimori.notices.rules import Happening
    from hoshimori.parties.queries.recipients import Recipient
    from hoshimori.shared.actor import Actor


def tell(*, happening: Happening, actor: Actor, at: datetime) -> tuple[UUID, ...]:
    """Tell everybody it concerns, each in the way the person wants; returns those notices that are mailed at once.

    Whoever was told of it before is not told again. That somebody is told is no act of the scheme: it follows from
    one, and stands in no journal.

    Raises:
        NotPermitted: only Hoshimori itself tells.
    """
    with transaction.atomic():
        named = [one for audience in sorted(TOLD.get(happening.act, ())) for one in _found(audience, happening, at)]

        require(actor, Action.TELL)

        who = told_once(
            [Reader(one.membership_id, one.person_id, one.organization_id) for one in named], happening.by_id
        )

        made = _made(who, happening, at)
    return tuple(notice.pk for notice in made if notice.delivery == first_delivery(Rhythm.AT_ONCE).value)


def _made(readers: Sequence[Reader], happening: Happening, at: datetime) -> list[Notice]:
    members = [reader.membership_id for reader in readers]
    told = set(
        Notice.objects.filter(membership_id__in=members, key=happening.key).values_list("membership_id", flat=True)
    )
    fresh = [reader for reader in readers if reader.membership_id not in told]
    wishes = dict(
        Wish.objects.filter(person_id__in=[reader.person_id for reader in fresh]).values_list("person_id", "rhythm")
    )
    return Notice.objects.bulk_create(
        Notice(
            person_id=reader.person_id,
            membership_id=reader.membership_id,
            about_id=happening.about_id,
            act=happening.act,
            subject_id=happening.subject_id,
            key=happening.key,
            particulars=happening.particulars,
            delivery=first_delivery(Rhythm(wishes.get(reader.person_id, Rhythm.AT_ONCE.value))).value,
            made_at=at,
        )
        for reader in fresh
    )


def _found(audience: Audience, happening: Happening, at: datetime) -> tuple[Recipient, ...]:
    if audience == Audience.OFFICERS:
        return recipients.officers()
    if audience == Audience.EXPERT:
        expert_id = expert_of(UUID(happening.subject_id))
        return recipients.holder_of(expert_id) if expert_id else ()
    if audience == Audience.ORDERER:
        return recipients.members_under(orderer_of(UUID(happening.subject_id), at), LEADING_ROLES)
    if happening.about_id is None:
        return ()
    if audience == Audience.LEADING:
        return recipients.members_in(happening.about_id, LEADING_ROLES)
    roles = {Role.EXPERT} if audience == Audience.TRAINED else APPLICANT_ROLES
    person_id = happening.after.get(PERSON)
    return recipients.members_in(happening.about_id, roles, UUID(str(person_id))) if person_id else ()
