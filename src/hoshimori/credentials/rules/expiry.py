"""Until when a certificate can be believed without looking at the list of states."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from hoshimori.registry.rules.validity import GRACE
from hoshimori.shared.calendar import JAPAN, day_in_japan

if TYPE_CHECKING:
    from datetime import date

PENDING_LASTS = timedelta(days=30)
"""How long a certificate lasts that is issued while a timely renewal is being decided."""

RENEWED_BEFORE = timedelta(days=7)
"""How long before its end a certificate is issued anew, as long as the renewal is not decided."""


def beginning(day: date) -> datetime:
    """Return the first moment of a day in Japan."""
    return datetime.combine(day, time(), JAPAN).astimezone(UTC)


def expires_at(
    valid_until: date, *, is_renewal_pending: bool, at: datetime, before: datetime | None = None
) -> datetime:
    """Return when a certificate that is issued now ends: with the registration's term.

    A registration whose timely renewal is being decided stands beyond its end, so its certificate must too: in short
    steps, each a month at most, and never beyond the day on which the register itself stops waiting. `before` is the
    end of the certificate there is; it stays as long as it is not near.
    """
    ends = beginning(valid_until)
    if not is_renewal_pending or at < ends - RENEWED_BEFORE:
        return ends
    if before is not None and before > at + RENEWED_BEFORE:
        return before
    return min(beginning(day_in_japan(at) + PENDING_LASTS), beginning(valid_until + GRACE))
