"""From when until when a registration is valid, when it can be renewed, and what the register shows on a day.

Days are days in Japan, ends are exclusive. Whether something is over is asked of the day and never of a job.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoshimori.registry.rules.states import RegistrationState
from hoshimori.shared.calendar import Period
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from hoshimori.schemes.rules import Edition

STANDING = frozenset({RegistrationState.VALID, RegistrationState.SUSPENDED})
"""States in which a company is registered, as long as the time is not over."""

GRACE = timedelta(days=365)
"""How long a renewal that nobody decides keeps what there was at most: then a further year would be over too [D]."""

WARNED_BEFORE_END = (90, 30, 7)
"""How many days before the end a company is told."""


@dataclass(frozen=True, slots=True)
class Span:
    """A term: from a day on, until another one that does not belong to it any more."""

    valid_from: date
    valid_until: date

    @property
    def last_valid_on(self) -> date:
        """Return the last day of the term, as people say it."""
        return last_day(self.valid_until)


def shown_state(state: str, valid_until: date, *, is_renewal_pending: bool, today: date) -> RegistrationState:
    """Return what the register shows today of a registration that is kept in this state.

    One whose end has come is expired, whether or not anybody wrote it down, unless a timely renewal is being decided
    [D]. That keeps what there was, for a year at most: one that is suspended stays suspended.
    """
    kept = RegistrationState(state)
    is_over = today >= (valid_until + GRACE if is_renewal_pending else valid_until)
    return RegistrationState.EXPIRED if kept in STANDING and is_over else kept


def is_kept_by_renewal(state: str, valid_until: date, *, is_renewal_pending: bool, today: date) -> bool:
    """Tell whether it stands beyond its end only because a timely renewal is being decided [D]."""
    return RegistrationState(state) in STANDING and is_renewal_pending and valid_until <= today < valid_until + GRACE


def last_day(valid_until: date) -> date:
    """Return the last day before an exclusive end."""
    return valid_until - timedelta(days=1)


def first_term(level: int, edition: Edition, registered_on: date) -> Span:
    """Return the term of a first registration: from the day of registering, for as long as the edition says."""
    return Span(registered_on, _end(registered_on, _lasts(level, edition)))


def next_term(level: int, edition: Edition, ended: date, today: date) -> Span:
    """Return the term of a renewal: it begins where the last one ended, no gap and no overlap, however late decided.

    Raises:
        NotPossibleNow: it was decided so late that even this term is over.
    """
    span = Span(ended, _end(ended, _lasts(level, edition)))
    if today >= span.valid_until:
        raise NotPossibleNow("TERM_OVER_ALREADY", until=span.last_valid_on)
    return span


def renewal_opens_on(edition: Edition, valid_until: date) -> date:
    """Return the first day on which a renewal can be filed, by the edition it is registered under [D]."""
    return _period(edition, "renewal_opens_before_end").before(valid_until)


def require_renewal_window(edition: Edition, valid_until: date, today: date) -> None:
    """Let a renewal be filed only from so many days before the end until the last day [D].

    Raises:
        NotPossibleNow: it is too early, or the end has come.
    """
    opens_on = renewal_opens_on(edition, valid_until)
    if today < opens_on:
        raise NotPossibleNow("RENEWAL_TOO_EARLY", opens_on=opens_on)
    if today >= valid_until:
        raise NotPossibleNow("RENEWAL_TOO_LATE", ended_on=last_day(valid_until))


def is_notified_late(edition: Edition, happened_on: date, today: date) -> bool:
    """Tell whether a material change is notified after the edition's time for it [D]."""
    return _period(edition, "material_change_notified_within").after(happened_on) < today


def warning(valid_until: date, today: date) -> int | None:
    """Return which of the warnings is due: the smallest of 90, 30 and 7 days that the end is within; None for none."""
    left = (valid_until - today).days
    return min((days for days in WARNED_BEFORE_END if 0 < left <= days), default=None)


def _end(first: date, lasts: Period) -> date:
    """Return the exclusive end of a period that begins with the whole day `first`.

    Where the last month has no such day, the period ends with that month's last day (Civil Code, article 143 (2)): a
    year from 29 February lasts until the end of 28 February, so its exclusive end is 1 March.
    """
    same_day = Period(months=lasts.months).after(first)
    end = same_day if same_day.day == first.day else same_day + timedelta(days=1)
    return end + timedelta(days=lasts.days)


def _lasts(level: int, edition: Edition) -> Period:
    return _period(edition, f"star{level}_registration_lasts")


def _period(edition: Edition, setting: str) -> Period:
    return Period.parse(str(edition.settings[setting].value))
