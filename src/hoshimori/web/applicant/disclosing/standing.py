"""The page of one disclosure: what is shown to whom until when, who looked, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.disclosures.queries.showing import disclosure
from hoshimori.disclosures.rules.states import Way
from hoshimori.disclosures.rules.times import Standing
from hoshimori.shared.bilingual import Text
from hoshimori.web.layout.choosing import named
from hoshimori.web.layout.showing import shown_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.disclosures.queries.showing import DisclosureLine, ShownTo, ViewLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.layout.choosing import Item
    from hoshimori.web.layout.showing import ShownPage

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as word, shape and color."""

    kind: str
    word: StrPromise
    drawing: str


MARKS: Mapping[Standing, Mark] = {
    Standing.IN_FORCE: Mark("info", pgettext_lazy("disclosure", "Shown"), "eye"),
    Standing.RUN_OUT: Mark("plain", pgettext_lazy("disclosure", "Run out"), "clock"),
    Standing.OTHER_TERM: Mark("plain", pgettext_lazy("disclosure", "Not shown since the renewal"), "history"),
    Standing.ENDED: Mark("plain", pgettext_lazy("disclosure", "Ended"), "cross"),
}
WAYS: Mapping[Way, StrPromise] = {Way.PAGE: _("On the page"), Way.FILE: _("Saved as a file")}


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: by whom, how and when."""

    who: Text
    person: str
    way: StrPromise
    at: datetime


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """One disclosure. `shown` is what whoever it is shown to sees now, None where that is nothing any more."""

    line: DisclosureLine
    to: Text | None
    mark: Mark
    last_on: date
    items: tuple[Item, ...]
    shown: ShownPage | None
    views: tuple[Seen, ...]

    @property
    def id(self) -> UUID:
        """Return which disclosure it is."""
        return self.line.id


def disclosure_page(actor: Actor, at: datetime, disclosure_id: UUID) -> DisclosurePage:
    """Return the page of one disclosure.

    Raises:
        NotFound: the actor's company shows nothing under this id.
    """
    found = disclosure(actor, at, disclosure_id)
    line = found.line
    return DisclosurePage(
        line=line,
        to=called(line.shown_to),
        mark=MARKS[line.standing],
        last_on=line.until - DAY,
        items=named(line.edition, line.items),
        shown=shown_page(found.shown) if found.shown else None,
        views=tuple(_seen(view) for view in found.views),
    )


def called(to: ShownTo) -> Text | None:
    """Return what whoever it is shown to is called: its name, else its number; None for a file to hand over."""
    number = to.corporate_number
    return to.name or (Text(number, number) if number else None)


def _seen(view: ViewLine) -> Seen:
    return Seen(view.organization, view.person, WAYS[view.way], view.seen_at)
