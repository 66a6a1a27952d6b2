"""What is shown: one value, made by one function, for the company before it consents and for whoever it is shown to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.disclosures.queries.content import Whole, require_standing, whole
from hoshimori.disclosures.queries.seeing import asks_made_to, only, require_own_registration
from hoshimori.disclosures.rules.consent import Consent, checked_consent
from hoshimori.disclosures.rules.items import shown_feedback, shown_items
from hoshimori.disclosures.rules.own_words import from_kept
from hoshimori.disclosures.rules.times import require_within
from hoshimori.schemes.queries import edition

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.disclosures.models import Disclosure
    from hoshimori.disclosures.rules.items import ShownFeedback, ShownItem
    from hoshimori.disclosures.rules.own_words import OwnWord
    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody is shown of a registration. No more depth than was consented to stands in it.

    `registration` is what the public register says today, its state included; `items` the tree of categories,
    requirements and criteria; `comment`, `own_words` and `purpose` are the company's own words. `until` is exclusive.
    """

    registration: PublicRegistration
    edition: str
    items: tuple[ShownItem, ...]
    feedback: ShownFeedback | None
    comment: str
    own_words: tuple[OwnWord, ...]
    purpose: str
    until: date


def shown(of: Whole, consent: Consent) -> Shown:
    """Return what a consent shows of a registration: the one way in which such a value comes about."""
    return Shown(
        registration=of.public,
        edition=of.edition,
        items=shown_items(consent.items, of.content, edition(of.edition)),
        feedback=shown_feedback(consent.items, of.content),
        comment=consent.comment,
        own_words=consent.own_words,
        purpose=consent.purpose,
        until=consent.until,
    )


def consent_in(row: Disclosure) -> Consent:
    """Return what was consented to."""
    return Consent(tuple(row.items), row.purpose, row.comment, from_kept(row.own_words), row.until)


def preview(
    actor: Actor,
    at: datetime,
    registration_id: UUID,
    *,
    items: Collection[str],
    purpose: str,
    until: date,
    comment: str = "",
    own_words: Sequence[OwnWord] = (),
) -> Shown:
    """Return exactly what would be shown if the actor's company offered this now.

    Raises:
        NotFound: the actor's company has no such registration, or the actor does not lead it.
        NotPossibleNow: the registration has ended, or its certificate is not issued yet.
        Invalid: it could not be consented to as it is.
    """
    require_own_registration(actor, registration_id)
    of = whole(registration_id, at)
    require_standing(of.public)
    wanted = Consent(tuple(items), purpose, comment, tuple(own_words), until)
    return shown(of, checked_consent(wanted, of.possible(at)))


def preview_answer(
    actor: Actor,
    at: datetime,
    ask_id: UUID,
    *,
    items: Collection[str],
    until: date,
    comment: str = "",
    own_words: Sequence[OwnWord] = (),
) -> Shown:
    """Return exactly what the orderer would be shown if the actor's company consented to this on its ask now.

    Raises:
        NotFound: the ask does not exist for this actor.
        NotPossibleNow: the registration has ended, or its certificate is not issued yet.
        Invalid: it could not be consented to as it is, or would last longer than what was asked for.
    """
    ask = only(asks_made_to(actor), ask_id)
    require_within(until, ask.until)
    return preview(
        actor,
        at,
        ask.registration_id,
        items=items,
        purpose=ask.purpose,
        until=until,
        comment=comment,
        own_words=own_words,
    )


def showable(actor: Actor, at: datetime, registration_id: UUID) -> tuple[str, ...]:
    """Return the items there are to show of a registration of the actor's company, in the order of the catalogue.

    Raises:
        NotFound: the actor's company has no such registration, or the actor does not lead it.
        NotPossibleNow: its certificate is not issued yet.
    """
    require_own_registration(actor, registration_id)
    return tuple(whole(registration_id, at).possible(at).items)
