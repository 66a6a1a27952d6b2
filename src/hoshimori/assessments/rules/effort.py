"""Time that people spent (工数) [M]: recorded by those who do the work, summed, never estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from datetime import date

DAY = 24 * 60


def check_minutes(minutes: int, *, spent_on: date, today: date, recorded: int) -> None:
    """Let through only minutes that can have been spent, or that take back what was recorded by mistake.

    `recorded` is what the person has recorded for the criterion so far, in minutes.

    Raises:
        Invalid: nothing, more than a day, a day to come, or more taken back than was recorded.
    """
    if minutes == 0 or abs(minutes) > DAY:
        raise Invalid("MINUTES_WRONG", field="minutes")
    if spent_on > today:
        raise Invalid("DAY_TO_COME", field="spent_on")
    if recorded + minutes < 0:
        raise Invalid("MORE_THAN_RECORDED", field="minutes", recorded=recorded)
