"""Days as people type them: a last day that belongs to it, against an end that does not."""

from __future__ import annotations

from datetime import date, timedelta

from hoshimori.shared.refusal import Invalid

DAY = timedelta(days=1)


def end_of(last_day: str, field: str = "until") -> date:
    """Return the day that does not belong to it any more.

    Raises:
        Invalid: this is no day.
    """
    day = day_typed(last_day, field)
    if day == date.max:
        raise Invalid("DAY_MISSING", field=field)
    return day + DAY


def day_typed(text: str, field: str) -> date:
    """Return the day that was typed or picked.

    Raises:
        Invalid: this is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("DAY_MISSING", field=field) from None
