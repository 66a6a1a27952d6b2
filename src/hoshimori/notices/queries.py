"""What people were told, how they want it, and whose mail did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q

from hoshimori.notices.models import Notice, Wish
from hoshimori.notices.permissions import Action, may
from hoshimori.notices.rules import Delivery, Rhythm
from hoshimori.parties.queries import members_visible_to, memberships_of
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

PAGE = 50
MANY = 100
"""More unread notices than this are not counted."""


@dataclass(frozen=True, slots=True)
class NoticeValue:
    """One notice as its reader sees it; `about` is None where it is a matter of no organization."""

    id: UUID
    person_id: UUID
    membership_id: UUID
    about: Text | None
    act: str
    subject_id: str
    particulars: Mapping[str, Any]
    made_at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Up to 50 notices, newest first."""

    notices: tuple[NoticeValue, ...]
    has_more: bool


def own(actor: Actor, *, page: int = 1, size: int = PAGE) -> NoticePage:
    """Return what the actor was told in the role acted in. One statement."""
    start = (page - 1) * size
    rows = _own(actor).select_related("about").order_by("-made_at", "-id")[start : start + size + 1]
    found = [_value(row) for row in rows]
    return NoticePage(tuple(found[:size]), has_more=len(found) > size)


def unread(actor: Actor) -> int:
    """Count what the actor was told and has not read, up to 100. One statement over an index of such alone."""
    return _own(actor).filter(read_at__isnull=True)[:MANY].count()


def one_of_person(actor: Actor, notice_id: UUID) -> NoticeValue:
    """Return a notice of the person, in whichever of the person's present roles.

    Raises:
        NotFound: there is none, or it is somebody else's, or the role has ended.
    """
    row = of_person(actor).filter(pk=notice_id).select_related("about").first()
    if row is None:
        raise NotFound
    return _value(row)


def of_person(actor: Actor) -> QuerySet[Notice]:
    """Return everything the person was told in roles that have not ended."""
    held = memberships_of(actor.person_id).order_by().values("pk")
    rows = Notice.objects.filter(person_id=actor.person_id, membership_id__in=held)
    return rows if may(actor, Action.READ_OWN) else rows.none()


def rhythm_of(actor: Actor) -> Rhythm:
    """Return how the actor wants mail."""
    code = Wish.objects.filter(person_id=actor.person_id).values_list("rhythm", flat=True).first()
    return Rhythm(code) if code else Rhythm.AT_ONCE


def failed_mail(actor: Actor) -> dict[UUID, datetime]:
    """Return when the last mail to a member could not be delivered, by membership; what it said is not told.

    Only who leads may know, only of the own organization, and only until a later mail to the same person arrives.
    """
    if not may(actor, Action.SEE_FAILED_MAIL):
        return {}
    members = members_visible_to(actor).order_by().values("pk")
    ends = (
        Notice.objects.filter(membership_id__in=members)
        .values("membership_id")
        .annotate(
            failed_at=Max("mail_ended_at", filter=Q(delivery=Delivery.FAILED.value)),
            sent_at=Max("mail_ended_at", filter=Q(delivery=Delivery.SENT.value)),
        )
        .filter(failed_at__isnull=False)
        .values_list("membership_id", "failed_at", "sent_at")
    )
    return {member: failed_at for member, failed_at, sent_at in ends if sent_at is None or sent_at <= failed_at}


def to_mail(notice_ids: Iterable[UUID]) -> tuple[NoticeValue, ...]:
    """Return those of these notices whose mail is on its way, oldest first; asked by the worker alone."""
    rows = Notice.objects.filter(pk__in=list(notice_ids), delivery=Delivery.WAITING.value)
    return tuple(_value(row) for row in rows.select_related("about").order_by("made_at", "id"))


def _own(actor: Actor) -> QuerySet[Notice]:
    rows = Notice.objects.filter(membership_id=actor.membership_id)
    return rows if may(actor, Action.READ_OWN) else rows.none()


def _value(row: Notice) -> NoticeValue:
    return NoticeValue(
        id=row.pk,
        person_id=row.person_id,
        membership_id=row.membership_id,
        about=Text(row.about.name_ja, row.about.name_en) if row.about else None,
        act=row.act,
        subject_id=row.subject_id,
        particulars=row.particulars,
        made_at=row.made_at,
        is_read=row.read_at is not None,
    )
