"""Steps that several acts of this part share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange.certificate_files import OwnWords, nonce_of
from hoshimori.disclosures import events
from hoshimori.disclosures.models import Disclosure
from hoshimori.disclosures.rules.states import DISCLOSURE, DisclosureAction
from hoshimori.disclosures.rules.times import is_short
from hoshimori.journal.operations import Act
from hoshimori.parties.queries import organization_seen_by
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hoshimori.disclosures.models import Ask
    from hoshimori.disclosures.queries.content import Whole
    from hoshimori.disclosures.rules.consent import Consent
    from hoshimori.disclosures.rules.own_words import OwnWord
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom something is shown: on which ask, if on one, and under which 法人番号; empty for a file to hand over."""

    ask: Ask | None
    corporate_number: str


def kept(of: Whole, to: Receiver, consent: Consent, actor: Actor, at: datetime) -> Disclosure:
    """Return what a company consented to show, kept."""
    disclosure_id = new_id()
    return Disclosure.objects.create(
        id=disclosure_id,
        ask=to.ask,
        registration_id=of.registration_id,
        term=of.term,
        shown_to_number=to.corporate_number,
        items=list(consent.items),
        purpose=consent.purpose,
        comment=consent.comment,
        own_words=[word.kept() for word in consent.own_words],
        nonce=nonce_of(
            disclosure=str(disclosure_id),
            purpose=consent.purpose,
            comment=consent.comment,
            own_words=signed(consent.own_words),
        ),
        until=consent.until,
        state=DISCLOSURE.after(None, DisclosureAction.SHOW).value,
        is_warned=is_short(consent.until, day_in_japan(at)),
        consented_by_id=actor.person_id,
        consented_at=at,
    )


def act_of(row: Disclosure, of: Whole) -> Act:
    """Return the journal's words for what is shown from now on.

    What was written stays between the two: the journal has the digest of it, which the company's key signs along.
    """
    after = {
        "registration": of.public.number,
        "corporate_number": row.shown_to_number,
        "items": list(row.items),
        "valid_until": row.until.isoformat(),
        "digest": row.nonce,
        "ask": str(row.ask_id or ""),
    }
    return Act(events.CONSENTED if row.ask_id else events.OFFERED, "disclosure", str(row.pk), after=after)


def signed(words: Sequence[OwnWord]) -> tuple[OwnWords, ...]:
    """Return own words as they stand in a certificate file."""
    return tuple(OwnWords(**word.kept()) for word in words)


def number_of(actor: Actor, at: datetime) -> str:
    """Return the 法人番号 of the actor's organization.

    Raises:
        NotFound: the actor acts for none.
    """
    return organization_seen_by(actor, at, actor.organization_id).corporate_number
