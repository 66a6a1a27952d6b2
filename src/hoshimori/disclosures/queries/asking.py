"""The orderer's side: what it asked, what it is told of it, and what it is shown now.

Refused, not answered, ended and run out read the same here, to the last value: nothing in these lists comes from what
the company did, except what it shows and what it let the orderer know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from hoshimori.disclosures.queries.seeing import asks_made_by, only, shown_on_ask, shown_to
from hoshimori.disclosures.rules.telling import Told, told
from hoshimori.disclosures.rules.times import is_over
from hoshimori.registry.queries.public import COLUMNS, PublicRegistration, as_public
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from hoshimori.disclosures.models import Ask, Disclosure
    from hoshimori.shared.actor import Actor

    class _Besides(TypedDict):
        shown_id: UUID | None

    WithShown: TypeAlias = WithAnnotations[Ask, _Besides]

PAGE = 20


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask as the orderer sees it.

    `asked_by` is the orderer's own person. `until` is exclusive; `is_over`: it has come, whatever became of the ask.
    `reason` is empty unless the company lets the orderer know that it refused. `disclosure_id` is what is shown on it
    now.
    """

    id: UUID
    registration: PublicRegistration
    edition: str
    items: tuple[str, ...]
    purpose: str
    until: date
    is_over: bool
    asked_at: datetime
    asked_by: str
    told: Told
    reason: str
    disclosure_id: UUID | None

    @property
    def can_be_withdrawn(self) -> bool:
        """Tell whether the orderer can withdraw it: as long as it has not."""
        return self.told != Told.WITHDRAWN


@dataclass(frozen=True, slots=True)
class AskPage:
    """Up to 20 asks, newest first."""

    lines: tuple[AskLine, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Something the actor's company is shown now, before it looks.

    `ask_id` is on which ask, None where it was offered.
    """

    id: UUID
    ask_id: UUID | None
    registration: PublicRegistration
    edition: str
    items: tuple[str, ...]
    purpose: str
    until: date
    shown_since: datetime


@dataclass(frozen=True, slots=True)
class ShownPage:
    """Up to 20 disclosures, newest first."""

    lines: tuple[ShownLine, ...]
    has_more: bool


def asks_of(actor: Actor, at: datetime, *, page: int = 1) -> AskPage:
    """Return what the actor's company asked, the newest first. One statement."""
    start = (page - 1) * PAGE
    rows = list(_asks(actor, at).order_by("-asked_at", "-pk")[start : start + PAGE + 1])
    return AskPage(tuple(_ask(row, at) for row in rows[:PAGE]), len(rows) > PAGE)


def ask_of(actor: Actor, at: datetime, ask_id: UUID) -> AskLine:
    """Return one ask of the actor's company. One statement.

    Raises:
        NotFound: there is none, or the actor does not lead the company that made it.
    """
    return _ask(only(_asks(actor, at), ask_id), at)


def disclosures_to(actor: Actor, at: datetime, *, page: int = 1) -> ShownPage:
    """Return what is shown to the actor's company now, on asks and offered, the newest first. One statement."""
    start = (page - 1) * PAGE
    rows = shown_to(actor, at).select_related("registration").order_by("-consented_at", "-pk")
    found = list(rows[start : start + PAGE + 1])
    return ShownPage(tuple(_shown(row, at) for row in found[:PAGE]), len(found) > PAGE)


def disclosure_to(actor: Actor, at: datetime, disclosure_id: UUID) -> ShownLine:
    """Return one of them, before looking: what it shows is had by `operations.seeing.look` alone. One statement.

    Raises:
        NotFound: there is none, it is not shown any more, or the actor does not lead the company it is shown to.
    """
    return _shown(only(shown_to(actor, at).select_related("registration"), disclosure_id), at)


def _asks(actor: Actor, at: datetime) -> QuerySet[WithShown]:
    return asks_made_by(actor).select_related("registration", "asked_by").annotate(shown_id=shown_on_ask(at))


def _ask(row: WithShown, at: datetime) -> AskLine:
    hears = told(row.state, is_told=row.is_told, is_shown=row.shown_id is not None)
    return AskLine(
        id=row.pk,
        registration=public_of(row, at),
        edition=row.registration.edition_id,
        items=tuple(row.items),
        purpose=row.purpose,
        until=row.until,
        is_over=is_over(row.until, day_in_japan(at)),
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        told=hears,
        reason=row.reason if hears == Told.REFUSED_TOLD else "",
        disclosure_id=row.shown_id,
    )


def _shown(row: Disclosure, at: datetime) -> ShownLine:
    return ShownLine(
        id=row.pk,
        ask_id=row.ask_id,
        registration=public_of(row, at),
        edition=row.registration.edition_id,
        items=tuple(row.items),
        purpose=row.purpose,
        until=row.until,
        shown_since=row.consented_at,
    )


def public_of(row: Ask | Disclosure, at: datetime) -> PublicRegistration:
    """Return what the register shows, on the day of that moment, of the registration that something is about."""
    return as_public({name: getattr(row.registration, name) for name in COLUMNS}, day_in_japan(at))
