"""A consent as one value, checked in one place: what is shown, for what, with which words, until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.disclosures.rules.items import checked_items
from hoshimori.disclosures.rules.own_words import TEXT_LIMIT, OwnWord, checked_own_words
from hoshimori.disclosures.rules.times import checked_until
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Consent:
    """What a company shows or would show. `items` are codes (`credentials/rules/claims.py`), `until` is exclusive."""

    items: tuple[str, ...]
    purpose: str
    comment: str
    own_words: tuple[OwnWord, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Possible:
    """What there is to show on a day: the items of the certificate, and the criteria that can be spoken about."""

    items: Sequence[str]
    criteria: Collection[str]
    today: date


def checked_consent(wanted: Consent, possible: Possible) -> Consent:
    """Return a consent as it can be kept.

    Raises:
        Invalid: nothing is chosen, or something the certificate does not have; the purpose is missing; a text is too
            long; the end is past or more than a year ahead; or the own words are not in order.
    """
    return Consent(
        items=checked_items(wanted.items, possible.items, "NOT_IN_CERTIFICATE"),
        purpose=checked_purpose(wanted.purpose),
        comment=paragraphs(wanted.comment, field="comment", limit=TEXT_LIMIT),
        own_words=checked_own_words(wanted.own_words, possible.criteria, possible.today),
        until=checked_until(wanted.until, possible.today),
    )


def checked_purpose(text: str) -> str:
    """Return what something is asked for or shown for; both sides read it.

    Raises:
        Invalid: nothing is said, or it is too long.
    """
    return paragraphs(text, field="purpose", limit=TEXT_LIMIT, missing="PURPOSE_MISSING")
