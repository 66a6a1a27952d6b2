"""One ask as its pages show it: who asks for what, what to choose from, what would be shown, and refusing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hoshimori.disclosures.queries.showing import ask_to
from hoshimori.disclosures.queries.shown import preview_answer
from hoshimori.disclosures.rules.states import AskAction, AskState
from hoshimori.shared.bilingual import Text
from hoshimori.web.applicant.disclosing.pages import TEXT_LIMIT, Catalogue, PreviewPage, choosing
from hoshimori.web.applicant.disclosing.typed import Typed
from hoshimori.web.layout.choosing import named
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.showing import shown_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.disclosures.queries.showing import AskedLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.disclosing.pages import Choosing
    from hoshimori.web.layout.choosing import Item

DAY = timedelta(days=1)
NO_ERRORS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Head:
    """An ask, with its items by name. `last_on` is the last day on which it wants to see them."""

    ask: AskedLine
    asker: Text
    items: tuple[Item, ...]
    last_on: date

    @property
    def id(self) -> UUID:
        """Return which ask it is."""
        return self.ask.id

    @property
    def can_consent(self) -> bool:
        """Tell whether something can be shown on it now."""
        return AskAction.CONSENT in self.ask.actions

    @property
    def is_refused(self) -> bool:
        """Tell whether it was refused. One can still change one's mind."""
        return self.ask.state == AskState.REFUSED

    @property
    def can_refuse(self) -> bool:
        """Tell whether it can be refused now."""
        return AskAction.REFUSE in self.ask.actions


@dataclass(frozen=True, slots=True)
class AskPage:
    """One ask; `choosing` is None where nothing can be shown on it now, and `why_not` says why."""

    head: Head
    choosing: Choosing | None
    why_not: str
    form: Form


@dataclass(frozen=True, slots=True)
class RefusePage:
    """Refusing an ask; what was chosen goes along, so that one can go back to it."""

    head: Head
    typed: Typed
    form: Form = field(default_factory=Form)
    text_limit: int = TEXT_LIMIT

    @property
    def telling(self) -> tuple[tuple[str, str, str], ...]:
        """Return the two ways to refuse: code, word, and what the other side sees."""
        return (
            ("", _("Do not let them know"), _("Their page stays as it is while they wait: that nothing is shown yet.")),
            ("yes", _("Let them know"), _("Their page says that you show nothing, with the reason if you write one.")),
        )


def head(actor: Actor, at: datetime, ask_id: UUID) -> Head:
    """Return one ask.

    Raises:
        NotFound: there is none for this actor.
    """
    line = ask_to(actor, at, ask_id)
    return head_of(line)


def head_of(line: AskedLine) -> Head:
    """Put an ask into words."""
    number = line.asker.corporate_number
    return Head(line, line.asker.name or Text(number, number), named(line.edition, line.items), line.until - DAY)


def first_choice(of: Head) -> Typed:
    """Return what is chosen before anybody has chosen: what was asked for, until the day that was asked for."""
    return Typed(items=of.ask.items, until=of.last_on.isoformat(), version=of.ask.version)


def ask_page(
    of: Head, typed: Typed, at: datetime, errors: Mapping[str, str] = NO_ERRORS, *, more: bool = False
) -> AskPage:
    """Return the page of an ask with what is chosen so far."""
    catalogue = Catalogue(of.ask.edition, of.ask.registration.level)
    form = choosing(catalogue, typed, at, errors, asked=of.ask.items, more=more) if of.can_consent else None
    return AskPage(of, form, "" if of.can_consent else _why_not(of.ask), Form(errors=errors))


def preview_page(actor: Actor, at: datetime, of: Head, typed: Typed) -> PreviewPage:
    """Return exactly what would be shown.

    Raises:
        NotPossibleNow: the registration has ended, or its certificate is not issued yet.
        Invalid: it could not be consented to as it is.
    """
    what = preview_answer(
        actor, at, of.id, items=typed.items, until=typed.end, comment=typed.comment, own_words=typed.said()
    )
    return PreviewPage(of.asker, shown_page(what), typed)


def _why_not(line: AskedLine) -> str:
    if line.disclosure_id:
        return _("You show something on this ask.")
    if line.state == AskState.WITHDRAWN:
        return _("The ask was withdrawn. There is nothing left for you to do.")
    if line.is_over:
        return _("The day until which they wanted to see it is over. There is nothing left for you to do.")
    return _("Nothing can be shown on this ask now: the registration has ended, or the ask is answered.")
