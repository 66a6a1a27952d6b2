"""What the pages of one's own notices show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoshimori.jobs.notice_words import said
from hoshimori.notices import queries
from hoshimori.notices.permissions import Action, require
from hoshimori.notices.rules import Rhythm
from hoshimori.parties.queries import memberships_of
from hoshimori.shared.actor import Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.web.layout.forms import Form
from hoshimori.web.notices.links import address_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.jobs.notice_words import Said
    from hoshimori.notices.queries import NoticeValue
    from hoshimori.shared.actor import Actor

RHYTHMS: dict[Rhythm, tuple[StrPromise, StrPromise]] = {
    Rhythm.AT_ONCE: (_("At once"), _("A mail for each notice, as soon as it happens.")),
    Rhythm.DAILY: (_("Once a day, together"), _("One mail each morning at eight, if there is something new.")),
    Rhythm.NEVER: (_("No mail"), _("Everything stands on this page alone.")),
}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One notice: what it says, when it was told, and whether it was read."""

    id: UUID
    said: Said
    made_at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of notices; `previous` and `next` are addresses. `rhythms` are code, word and explanation."""

    lines: tuple[Line, ...]
    unread: int
    is_many: bool
    number: int
    previous: str
    next: str
    form: Form
    rhythms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice, where it leads, and for which of the reader's roles it is."""

    id: UUID
    said: Said
    made_at: datetime
    address: str
    is_for_present_role: bool
    organization: Text
    role: str


def list_page(actor: Actor, number: int, form: Form | None = None) -> ListPage:
    """Return a page of what the actor was told."""
    require(actor, Action.READ_OWN)
    found = queries.own(actor, page=number)
    unread = queries.unread(actor)
    return ListPage(
        lines=tuple(_line(notice) for notice in found.notices),
        unread=unread,
        is_many=unread >= queries.MANY,
        number=number,
        previous=_address(number - 1) if number > 1 else "",
        next=_address(number + 1) if found.has_more else "",
        form=form or Form(values={"rhythm": queries.rhythm_of(actor).value}),
        rhythms=tuple((code.value, str(word), str(more)) for code, (word, more) in RHYTHMS.items()),
    )


def notice_page(actor: Actor, notice_id: UUID) -> NoticePage:
    """Return where a notice leads.

    Raises:
        NotFound: there is none for this person, or the role it is for has ended.
    """
    notice = queries.one_of_person(actor, notice_id)
    held = memberships_of(actor.person_id).filter(pk=notice.membership_id).first()
    if held is None:
        raise NotFound
    return NoticePage(
        id=notice.id,
        said=said(notice.act, notice.about, notice.particulars),
        made_at=notice.made_at,
        address=address_of(notice, Role(held.role)),
        is_for_present_role=notice.membership_id == actor.membership_id,
        organization=Text(held.organization.name_ja, held.organization.name_en),
        role=held.role,
    )


def number(text: str) -> int:
    """Return the number of a page as it stands in an address; what is none is the first."""
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def _line(notice: NoticeValue) -> Line:
    return Line(notice.id, said(notice.act, notice.about, notice.particulars), notice.made_at, notice.is_read)


def _address(page: int) -> str:
    return reverse("notices:list") + (f"?page={page}" if page > 1 else "")
