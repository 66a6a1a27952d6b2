"""Minutes are those somebody spent: no day to come, no more than a day, nothing taken back that was not recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hoshimori.assessments.rules.effort import check_minutes
from hoshimori.shared.refusal import Invalid

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("minutes", "recorded"), [(1, 0), (1440, 9000), (-15, 15)])
def test_minutes_of_a_day_can_be_recorded_and_taken_back(minutes: int, recorded: int) -> None:
    check_minutes(minutes, spent_on=TODAY, today=TODAY, recorded=recorded)

    assert recorded + minutes >= 0


@pytest.mark.parametrize(
    ("minutes", "spent_on", "code"),
    [
        (0, TODAY, "MINUTES_WRONG"),
        (1441, TODAY, "MINUTES_WRONG"),
        (-1441, TODAY, "MINUTES_WRONG"),
        (15, TODAY + timedelta(days=1), "DAY_TO_COME"),
        (-16, TODAY, "MORE_THAN_RECORDED"),
    ],
)
def test_other_minutes_cannot(minutes: int, spent_on: date, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        check_minutes(minutes, spent_on=spent_on, today=TODAY, recorded=15)
