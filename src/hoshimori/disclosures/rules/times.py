"""Until when something is asked for and shown. Days are days in Japan, ends are exclusive, asked of the moment."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from hoshimori.disclosures.rules.states import DisclosureState
from hoshimori.shared.calendar import Period
from hoshimori.shared.refusal import Invalid

A_YEAR = Period(months=12)
WARNED_BEFORE = timedelta(days=7)
"""How long before its end both sides are told that a disclosure runs out."""

_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How a disclosure stands for the company that shows it. Only what is IN_FORCE is shown to anybody.

    OTHER_TERM: the registration was renewed since; what a further term rests on nobody has looked at and consented to.
    """

    IN_FORCE = "IN_FORCE"
    RUN_OUT = "RUN_OUT"
    OTHER_TERM = "OTHER_TERM"
    ENDED = "ENDED"


def standing(state: str, until: date, *, is_of_present_term: bool, today: date) -> Standing:
    """Return how a disclosure stands on a day, whether or not anything was written down about it."""
    if state == DisclosureState.ENDED:
        return Standing.ENDED
    if is_over(until, today):
        return Standing.RUN_OUT
    return Standing.IN_FORCE if is_of_present_term else Standing.OTHER_TERM


def is_over(until: date, today: date) -> bool:
    """Tell whether an exclusive end has come."""
    return today >= until


def checked_until(until: date, today: date) -> date:
    """Return the day that does not belong to it any more: today is shown at least, and a year from now at most.

    Raises:
        Invalid: the last day is past, or more than a year ahead.
    """
    if is_over(until, today):
        raise Invalid("UNTIL_PAST", field="until")
    if until > A_YEAR.after(today) + _DAY:
        raise Invalid("UNTIL_TOO_FAR", field="until", latest=A_YEAR.after(today))
    return until


def require_within(until: date, asked: date) -> None:
    """Let a consent last no longer than what was asked for.

    Raises:
        Invalid: it would last longer.
    """
    if until > asked:
        raise Invalid("UNTIL_BEYOND_ASKED", field="until", latest=asked - _DAY)


def is_short(until: date, today: date) -> bool:
    """Tell whether the end is so near that nobody needs to be told of it again."""
    return until <= today + WARNED_BEFORE
