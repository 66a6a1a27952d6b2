"""The pages on which a company shows something without being asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.claims import CERTIFICATE
from hoshimori.disclosures.queries.seeing import require_own_registration
from hoshimori.disclosures.queries.shown import preview
from hoshimori.parties.rules import corporate_number
from hoshimori.registry.queries.certified import certified
from hoshimori.registry.queries.own import registration, registrations_of
from hoshimori.registry.rules.validity import STANDING
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import Period, day_in_japan
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.disclosing.pages import Catalogue, PreviewPage, choosing
from hoshimori.web.applicant.disclosing.typed import Typed
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.showing import shown_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.disclosing.pages import Choosing

USUALLY = Period(months=3)
"""For how long something is shown where nobody says otherwise."""

NO_ERRORS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Own:
    """A registration of one's own that stands, in the term that is looked at."""

    id: UUID
    number: str
    term: int
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What is offered, to whom, as far as it is chosen."""

    number: str
    term: int
    choosing: Choosing
    form: Form


def own(actor: Actor, at: datetime, registration_id: UUID) -> Own:
    """Return a registration of the actor's company of which something can be shown.

    Raises:
        NotFound: there is none, or the actor does not lead the company.
    """
    require_own_registration(actor, registration_id)
    found = next((line for line in registrations_of(actor, at) if line.id == registration_id), None)
    if found is None or found.public.state not in STANDING:
        raise NotFound
    kept = registration(actor, at, found.public.number)
    term = certified(found.id, at).term
    return Own(found.id, found.public.written_number, term, Catalogue(kept.edition, found.public.level))


def first_choice(at: datetime) -> Typed:
    """Return what is chosen before anybody has chosen."""
    return Typed(items=(CERTIFICATE,), until=USUALLY.after(day_in_japan(at)).isoformat())


def offer_page(
    of: Own, typed: Typed, at: datetime, errors: Mapping[str, str] = NO_ERRORS, *, more: bool = False
) -> OfferPage:
    """Return the page of an offer with what is chosen so far."""
    form = choosing(of.catalogue, typed, at, errors, more=more)
    return OfferPage(of.number, of.term, form, Form(values=typed.texts(), errors=errors))


def preview_page(actor: Actor, at: datetime, of: Own, typed: Typed) -> PreviewPage:
    """Return exactly what would be shown.

    Raises:
        NotPossibleNow: the registration has ended, or its certificate is not issued yet.
        Invalid: it could not be consented to as it is, or the number is none.
    """
    what = preview(
        actor,
        at,
        of.id,
        items=typed.items,
        purpose=typed.purpose,
        until=typed.end,
        comment=typed.comment,
        own_words=typed.said(),
    )
    number = corporate_number(typed.corporate_number) if typed.corporate_number.strip() else ""
    return PreviewPage(Text(number, number) if number else None, shown_page(what), typed)
