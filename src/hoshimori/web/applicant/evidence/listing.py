"""The list of all evidence of a company, with its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.assessments.queries import evidence_lists
from hoshimori.assessments.queries.evidence import bytes_kept
from hoshimori.assessments.queries.evidence_lists import PAGE, Show, Wanted
from hoshimori.web.applicant.evidence.lines import line
from hoshimori.web.layout.words import both

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.evidence.lines import PieceLine

_GIGABYTE = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter of the list."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """From page to page; addresses are empty where there is no further page."""

    number: int
    count: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """All evidence of the company. `room` are the bytes that are kept, `room_limit` the GB that can be."""

    pieces: tuple[PieceLine, ...]
    amount: int
    chips: tuple[Chip, ...]
    criteria: tuple[tuple[str, str], ...]
    wanted: Wanted
    is_anything_wanted: bool
    everything: str
    pages: Pages
    room: int
    room_limit: int


def company(actor: Actor, at: datetime, wanted: Wanted, number: int) -> CompanyPage:
    """Return the evidence of the actor's company."""
    found = evidence_lists.of_company(actor, at, wanted, number)
    return CompanyPage(
        pieces=tuple(line(piece) for piece in found.pieces),
        amount=found.amount,
        chips=tuple(Chip(label, _list_address(wanted, show), show == wanted.show) for show, label in _shows()),
        criteria=tuple((criterion.no, f"{criterion.no} {both(criterion.label)}") for criterion in found.criteria),
        wanted=wanted,
        is_anything_wanted=wanted != Wanted(),
        everything=reverse("evidence:company"),
        pages=_pages(wanted, number, found.amount),
        room=bytes_kept(actor.organization_id),
        room_limit=settings.HOSHIMORI_ROOM_LIMIT // _GIGABYTE,
    )


def _shows() -> list[tuple[Show, str]]:
    shows = [
        (Show.ALL, _("All")),
        (Show.OLD, _("Older than the criterion's period")),
        (Show.UNUSED, _("Not used")),
        (Show.AT_COMPANY, _("At the company")),
    ]
    return [*shows, (Show.HELD_UP, _("Held up by the virus check"))] if settings.HOSHIMORI_SCANNER else shows


def _pages(wanted: Wanted, number: int, amount: int) -> Pages:
    count = max(1, -(-amount // PAGE))
    return Pages(
        number=number,
        count=count,
        previous=_list_address(wanted, wanted.show, number - 1) if number > 1 else "",
        next=_list_address(wanted, wanted.show, number + 1) if number < count else "",
    )


def _list_address(wanted: Wanted, show: Show, number: int = 1) -> str:
    asked = {
        "show": show.value,
        "criterion": wanted.criterion_no,
        "q": wanted.words,
        "page": str(number) if number > 1 else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("evidence:company") + (f"?{query}" if query else "")
