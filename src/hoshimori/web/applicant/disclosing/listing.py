"""The page of everything a company is asked and shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.showing import asks_to, disclosures_of
from hoshimori.disclosures.rules.states import AskState
from hoshimori.disclosures.rules.times import Standing
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.validity import STANDING
from hoshimori.web.applicant.disclosing.asked import head_of
from hoshimori.web.applicant.disclosing.standing import MARKS, Mark, called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.disclosures.queries.showing import AskedLine, DisclosureLine
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.applicant.disclosing.asked import Head

DAY = timedelta(days=1)
PAGES_AT_MOST = 10
OVER_AT_MOST = 20

_ASKS: Mapping[AskState, Mark] = {
    AskState.WAITING: Mark("plain", pgettext_lazy("ask", "Run out"), "clock"),
    AskState.REFUSED: Mark("plain", pgettext_lazy("ask", "Refused"), "dash"),
    AskState.WITHDRAWN: Mark("plain", pgettext_lazy("ask", "Withdrawn"), "cross"),
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Something that is shown now. `to` is None for a file to hand over; `amount` counts items beside the certificate.

    `views` is how often somebody looked.
    """

    id: UUID
    to: Text | None
    amount: int
    last_on: date
    views: int
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class OverLine:
    """An ask or a disclosure that is over, since when, and what the other side was told."""

    who: Text | None
    mark: Mark
    at: datetime
    address: str
    told: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A registration of one's own of which something can be shown."""

    id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What waits for an answer, oldest first; what is shown; what is over, newest first."""

    waiting: tuple[Head, ...]
    shown: tuple[ShownLine, ...]
    over: tuple[OverLine, ...]
    registrations: tuple[OwnLine, ...]


def index_page(actor: Actor, at: datetime) -> IndexPage:
    """Return everything the actor's company is asked and shows.

    Raises:
        NotPermitted: only those who lead a company see it.
    """
    require(actor, Action.SEE)
    asks, disclosures = tuple(_all_asks(actor, at)), tuple(_all_disclosures(actor, at))
    over = [_over_ask(line) for line in asks if not _waits(line) and line.state != AskState.ANSWERED]
    over += [_over_disclosure(line) for line in disclosures if line.standing != Standing.IN_FORCE]
    return IndexPage(
        waiting=tuple(head_of(line) for line in reversed(asks) if _waits(line)),
        shown=tuple(_shown(line) for line in disclosures if line.standing == Standing.IN_FORCE),
        over=tuple(sorted(over, key=lambda line: line.at, reverse=True)[:OVER_AT_MOST]),
        registrations=tuple(
            OwnLine(line.id, line.public.written_number)
            for line in registrations_of(actor, at)
            if line.public.state in STANDING
        ),
    )


def _all_asks(actor: Actor, at: datetime) -> Iterator[AskedLine]:
    for number in range(1, PAGES_AT_MOST + 1):
        page = asks_to(actor, at, page=number)
        yield from page.lines
        if not page.has_more:
            return


def _all_disclosures(actor: Actor, at: datetime) -> Iterator[DisclosureLine]:
    for number in range(1, PAGES_AT_MOST + 1):
        page = disclosures_of(actor, at, page=number)
        yield from page.lines
        if not page.has_more:
            return


def _waits(line: AskedLine) -> bool:
    return line.state == AskState.WAITING and not line.is_over


def _shown(line: DisclosureLine) -> ShownLine:
    return ShownLine(
        id=line.id,
        to=called(line.shown_to),
        amount=len(line.items) - 1,
        last_on=line.until - DAY,
        views=line.times_seen,
        last_seen_at=line.last_seen_at,
    )


def _over_ask(line: AskedLine) -> OverLine:
    told = ""
    if line.state == AskState.REFUSED:
        told = _("They were told.") if line.is_told else _("They were not told.")
    return OverLine(
        who=called(line.asker),
        mark=_ASKS[line.state],
        at=line.answered_at or line.asked_at,
        address=reverse("disclosing:ask", args=[line.id]),
        told=told,
    )


def _over_disclosure(line: DisclosureLine) -> OverLine:
    return OverLine(
        who=called(line.shown_to),
        mark=MARKS[line.standing],
        at=line.ended_at or line.consented_at,
        address=reverse("disclosing:disclosure", args=[line.id]),
        told="",
    )
