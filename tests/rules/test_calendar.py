"""Days and periods as Japan counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.shared.calendar import Period, day_in_japan, is_office_day


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("P1Y", date(2028, 2, 29), date(2029, 2, 28)),
        ("P1M", date(2027, 1, 31), date(2027, 2, 28)),
        ("P14D", date(2027, 2, 20), date(2027, 3, 6)),
        ("P3Y", date(2027, 3, 1), date(2030, 3, 1)),
    ],
)
def test_a_period_ends_on_a_real_day(text: str, day: date, expected: date) -> None:
    assert Period.parse(text).after(day) == expected


@pytest.mark.parametrize("text", ["", "P", "1Y", "P1W", "P-1Y", "P1Y2"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 400))
def test_going_back_never_lands_later(day: date, months: int, days: int) -> None:
    period = Period(months, days)

    assert period.before(day) <= day <= period.after(day)


def test_a_deadline_ends_at_midnight_in_japan() -> None:
    just_before = datetime(2027, 1, 20, 14, 59, tzinfo=UTC)
    just_after = datetime(2027, 1, 20, 15, 0, tzinfo=UTC)

    assert day_in_japan(just_before) == date(2027, 1, 20)
    assert day_in_japan(just_after) == date(2027, 1, 21)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 22), False),
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 4), True),
    ],
)
def test_offices_close_on_holidays_and_over_new_year(day: date, is_open: bool) -> None:  # noqa: FBT001 - a table's cell
    assert is_office_day(day) is is_open
