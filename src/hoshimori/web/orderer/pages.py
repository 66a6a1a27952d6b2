"""What orderers' pages show: what they asked, what they are told of it, and what they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.asking import asks_of, disclosures_to
from hoshimori.disclosures.rules.telling import Told
from hoshimori.registry.queries.certified import certified, identified
from hoshimori.shared.calendar import Period, day_in_japan
from hoshimori.web.layout.choosing import named, tree
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.showing import REGISTRATION_MARKS, shown_page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.disclosures.queries.asking import AskLine, ShownLine
    from hoshimori.disclosures.queries.shown import Shown
    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.shared.actor import Actor
    from hoshimori.web.layout.choosing import Item, Tree
    from hoshimori.web.layout.showing import ShownPage, StateMark

DAY = timedelta(days=1)
TEXT_LIMIT = 4000
USUALLY = Period(months=3)
"""For how long one wants to see something where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as word, shape and color."""

    kind: str
    word: StrPromise
    drawing: str


MARKS: Mapping[Told, Mark] = {
    Told.WAITING: Mark("plain", _("Nothing is shown yet"), "ring"),
    Told.SHOWN: Mark("ok", pgettext_lazy("disclosure", "Shown"), "eye"),
    Told.REFUSED_TOLD: Mark("plain", _("They show nothing"), "dash"),
    Told.WITHDRAWN: Mark("plain", pgettext_lazy("ask", "Withdrawn"), "cross"),
}


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One ask in the list."""

    ask: AskLine
    mark: Mark


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """Something that is shown without having been asked for."""

    shown: ShownLine
    last_on: date


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What was asked, newest first, and what is shown without asking. `previous` and `next` are addresses."""

    asks: tuple[AskedLine, ...]
    offered: tuple[OfferedLine, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """A new ask of one registration, as far as it is chosen. `first_day` is today."""

    registration: PublicRegistration
    mark: StateMark
    tree: Tree
    first_day: date
    form: Form
    text_limit: int = TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class NumberPage:
    """Which registration to ask about."""

    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True)
class AskPage:
    """One ask. `shown` is what is shown on it now; without it the page is the same whatever the company did."""

    ask: AskLine
    items: tuple[Item, ...]
    last_on: date
    is_refused: bool
    is_withdrawn: bool
    seen: SeenPage | None = None


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What is shown to the reader."""

    disclosure_id: UUID
    shown: ShownPage


def index_page(actor: Actor, at: datetime, number: int) -> IndexPage:
    """Return what the actor's company asked and what it is shown without asking.

    Raises:
        NotPermitted: only those who lead a company see it.
    """
    require(actor, Action.SEE)
    found = asks_of(actor, at, page=number)
    offered = (line for line in disclosures_to(actor, at).lines if line.ask_id is None)
    return IndexPage(
        asks=tuple(AskedLine(line, MARKS[line.told]) for line in found.lines),
        offered=tuple(OfferedLine(line, line.until - DAY) for line in offered),
        previous=_address(number - 1) if number > 1 else "",
        next=_address(number + 1) if found.has_more else "",
    )


def new_page(
    actor: Actor, at: datetime, number: str, form: Form | None = None, chosen: Collection[str] = ()
) -> NewPage:
    """Return the page of a new ask.

    Raises:
        NotFound: there is no such registration.
        NotPermitted: only those who lead a company ask.
    """
    require(actor, Action.ASK)
    of = certified(identified(number), at)
    today = day_in_japan(at)
    return NewPage(
        registration=of.public,
        mark=REGISTRATION_MARKS[of.public.state],
        tree=tree(of.edition, of.public.level, chosen=chosen),
        first_day=today,
        form=form or Form(values={"until": USUALLY.after(today).isoformat()}),
    )


def ask_page(line: AskLine, what: Shown | None) -> AskPage:
    """Return the page of one ask, with what is shown on it now."""
    return AskPage(
        ask=line,
        items=named(line.edition, line.items),
        last_on=line.until - DAY,
        is_refused=line.told == Told.REFUSED_TOLD,
        is_withdrawn=line.told == Told.WITHDRAWN,
        seen=seen_page(line.disclosure_id, what) if what is not None and line.disclosure_id is not None else None,
    )


def seen_page(disclosure_id: UUID, what: Shown) -> SeenPage:
    """Return what is shown."""
    return SeenPage(disclosure_id, shown_page(what))


def _address(number: int) -> str:
    return reverse("orderer:index") + (f"?page={number}" if number > 1 else "")
