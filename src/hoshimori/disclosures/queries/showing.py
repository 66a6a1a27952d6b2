"""The company's side: what it is asked, what it shows, how that stands, and who looked.

Of an orderer the company sees the organization, never which of its people asked or looked: whoever works there is no
matter of another company. Of its own people it sees the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, Max

from hoshimori.disclosures.models import View
from hoshimori.disclosures.queries.asking import public_of
from hoshimori.disclosures.queries.content import whole
from hoshimori.disclosures.queries.seeing import asks_made_to, only, shown_by, shown_on_ask
from hoshimori.disclosures.queries.shown import consent_in, shown
from hoshimori.disclosures.rules.own_words import from_kept
from hoshimori.disclosures.rules.states import ASK, AskAction, AskState, Way
from hoshimori.disclosures.rules.times import Standing, is_over, standing
from hoshimori.registry.queries.standing import newest_term
from hoshimori.registry.rules.validity import STANDING
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from hoshimori.disclosures.models import Ask, Disclosure
    from hoshimori.disclosures.queries.shown import Shown
    from hoshimori.disclosures.rules.own_words import OwnWord
    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.shared.actor import Actor

    class _Shown(TypedDict):
        shown_id: UUID | None
        newest_term: int

    class _Besides(TypedDict):
        newest_term: int
        times_seen: int
        last_seen_at: datetime | None

    WithShown: TypeAlias = WithAnnotations[Ask, _Shown]
    WithViews: TypeAlias = WithAnnotations[Disclosure, _Besides]

PAGE = 20
VIEWS = 200


@dataclass(frozen=True, slots=True)
class ShownTo:
    """To whom something is shown: a 法人番号, empty for a file to hand over. `name` is known of who asked alone."""

    corporate_number: str
    name: Text | None


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One ask as the company that was asked sees it.

    `disclosure_id` is what is shown on it now. `actions` are what the company can do with it now. `reason` is what the
    company noted when it refused; `is_told`: the orderer was let know. `version` grows with the ask and with the
    terms of the registration: what was read under an older one is not what would be shown.
    """

    id: UUID
    registration_id: UUID
    registration: PublicRegistration
    edition: str
    asker: ShownTo
    items: tuple[str, ...]
    purpose: str
    until: date
    is_over: bool
    asked_at: datetime
    state: AskState
    is_told: bool
    reason: str
    answered_at: datetime | None
    answered_by: str
    disclosure_id: UUID | None
    actions: tuple[AskAction, ...]
    version: int


@dataclass(frozen=True, slots=True)
class AskedPage:
    """Up to 20 asks, newest first."""

    lines: tuple[AskedLine, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One disclosure as its company sees it. `until` is exclusive; only what is IN_FORCE is shown to anybody."""

    id: UUID
    ask_id: UUID | None
    registration_id: UUID
    registration: PublicRegistration
    edition: str
    shown_to: ShownTo
    items: tuple[str, ...]
    purpose: str
    comment: str
    own_words: tuple[OwnWord, ...]
    until: date
    standing: Standing
    consented_at: datetime
    consented_by: str
    ended_at: datetime | None
    ended_by: str
    times_seen: int
    last_seen_at: datetime | None

    @property
    def can_be_ended(self) -> bool:
        """Tell whether there is anything left to end."""
        return self.standing == Standing.IN_FORCE


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Up to 20 disclosures, newest first."""

    lines: tuple[DisclosureLine, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ViewLine:
    """That somebody looked: for which organization, how and when; `person` is named of the company itself alone."""

    organization: Text
    corporate_number: str
    person: str
    way: Way
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DisclosureDetail:
    """One disclosure with exactly what is shown, as whoever it is shown to sees it, and the newest 200 looks at it.

    `shown` is None where nothing is shown any more.
    """

    line: DisclosureLine
    shown: Shown | None
    views: tuple[ViewLine, ...]


def asks_to(actor: Actor, at: datetime, *, page: int = 1) -> AskedPage:
    """Return what the actor's company was asked, the newest first. One statement."""
    start = (page - 1) * PAGE
    rows = list(_asks(actor, at).order_by("-asked_at", "-pk")[start : start + PAGE + 1])
    return AskedPage(tuple(_ask(row, at) for row in rows[:PAGE]), len(rows) > PAGE)


def ask_to(actor: Actor, at: datetime, ask_id: UUID) -> AskedLine:
    """Return one ask about a registration of the actor's company. One statement.

    Raises:
        NotFound: there is none, or the actor does not lead the company that was asked.
    """
    return _ask(only(_asks(actor, at), ask_id), at)


def waiting_for(actor: Actor, at: datetime) -> int:
    """Count the asks that wait for an answer of the actor's company, for the tab. One statement."""
    rows = asks_made_to(actor).filter(state=AskState.WAITING.value, until__gt=day_in_japan(at))
    return rows.count()


def disclosures_of(actor: Actor, at: datetime, *, page: int = 1) -> DisclosurePage:
    """Return what the actor's company shows or showed, the newest first. One statement."""
    start = (page - 1) * PAGE
    rows = list(_disclosures(actor).order_by("-consented_at", "-pk")[start : start + PAGE + 1])
    return DisclosurePage(tuple(_line(row, at) for row in rows[:PAGE]), len(rows) > PAGE)


def disclosure(actor: Actor, at: datetime, disclosure_id: UUID) -> DisclosureDetail:
    """Return one disclosure of the actor's company with what is shown and who looked. Five statements.

    Raises:
        NotFound: there is none, or the actor does not lead the company that shows it.
    """
    row = only(_disclosures(actor), disclosure_id)
    line = _line(row, at)
    return DisclosureDetail(line, _shown_now(row, line, at), views_of(actor, disclosure_id))


def views_of(actor: Actor, disclosure_id: UUID) -> tuple[ViewLine, ...]:
    """Return the newest 200 looks at a disclosure of the actor's company. One statement."""
    rows = View.objects.filter(disclosure__in=shown_by(actor).filter(pk=disclosure_id).order_by())
    found = rows.select_related("organization", "person").order_by("-seen_at", "-pk")[:VIEWS]
    return tuple(_view(row, actor) for row in found)


def _asks(actor: Actor, at: datetime) -> QuerySet[WithShown]:
    rows = asks_made_to(actor).select_related("registration", "asker", "answered_by")
    return rows.annotate(shown_id=shown_on_ask(at), newest_term=newest_term("registration_id"))


def _ask(row: WithShown, at: datetime) -> AskedLine:
    public = public_of(row, at)
    over = is_over(row.until, day_in_japan(at))
    state = AskState(row.state)
    can_consent = public.state in STANDING and not over and row.shown_id is None
    able = tuple(one for one in ASK.allowed(state) if one in _ANSWERS and (one != AskAction.CONSENT or can_consent))
    return AskedLine(
        id=row.pk,
        registration_id=row.registration_id,
        registration=public,
        edition=row.registration.edition_id,
        asker=ShownTo(row.asker.corporate_number, Text(row.asker.name_ja, row.asker.name_en)),
        items=tuple(row.items),
        purpose=row.purpose,
        until=row.until,
        is_over=over,
        asked_at=row.asked_at,
        state=state,
        is_told=row.is_told,
        reason=row.reason,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        disclosure_id=row.shown_id,
        actions=able,
        version=row.version + row.newest_term,
    )


_ANSWERS = frozenset({AskAction.CONSENT, AskAction.REFUSE})
"""What the company that was asked can do."""


def _disclosures(actor: Actor) -> QuerySet[WithViews]:
    rows = shown_by(actor).select_related("registration", "ask__asker", "consented_by", "ended_by")
    return rows.annotate(
        newest_term=newest_term("registration_id"), times_seen=Count("views"), last_seen_at=Max("views__seen_at")
    )


def _line(row: WithViews, at: datetime) -> DisclosureLine:
    asker = row.ask.asker if row.ask else None
    is_present = row.term == row.newest_term
    return DisclosureLine(
        id=row.pk,
        ask_id=row.ask_id,
        registration_id=row.registration_id,
        registration=public_of(row, at),
        edition=row.registration.edition_id,
        shown_to=ShownTo(row.shown_to_number, Text(asker.name_ja, asker.name_en) if asker else None),
        items=tuple(row.items),
        purpose=row.purpose,
        comment=row.comment,
        own_words=from_kept(row.own_words),
        until=row.until,
        standing=standing(row.state, row.until, is_of_present_term=is_present, today=day_in_japan(at)),
        consented_at=row.consented_at,
        consented_by=row.consented_by.name,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        times_seen=row.times_seen,
        last_seen_at=row.last_seen_at,
    )


def _shown_now(row: WithViews, line: DisclosureLine, at: datetime) -> Shown | None:
    if line.standing != Standing.IN_FORCE:
        return None
    try:
        return shown(whole(row.registration_id, at), consent_in(row))
    except NotPossibleNow:
        # The certificate is being issued anew: for these minutes nothing is shown to anybody.
        return None


def _view(row: View, actor: Actor) -> ViewLine:
    is_own = row.organization_id == actor.organization_id
    return ViewLine(
        organization=Text(row.organization.name_ja, row.organization.name_en),
        corporate_number=row.organization.corporate_number,
        person=row.person.name if is_own else "",
        way=Way(row.way),
        seen_at=row.seen_at,
    )
