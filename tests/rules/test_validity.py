"""How long a registration is valid, when it can be renewed, what is shown on which day: leap days, ends of months."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.registry.rules.states import RegistrationState
from hoshimori.registry.rules.validity import (
    GRACE,
    STANDING,
    WARNED_BEFORE_END,
    Span,
    first_term,
    is_kept_by_renewal,
    is_notified_late,
    next_term,
    renewal_opens_on,
    require_renewal_window,
    shown_state,
    warning,
)
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow

EDITION = edition("2026-03-27")
DAYS = st.dates(date(2026, 1, 1), date(2099, 12, 31))
STATES = st.sampled_from(list(RegistrationState))
VALID, SUSPENDED, EXPIRED = RegistrationState.VALID, RegistrationState.SUSPENDED, RegistrationState.EXPIRED


def lasting(period: str) -> Edition:
    """Return the edition as it would be with another length of a ★3 registration."""
    name = "star3_registration_lasts"
    return replace(EDITION, settings={**EDITION.settings, name: replace(EDITION.settings[name], value=period)})


@pytest.mark.parametrize(
    ("level", "first", "until"),
    [
        (3, date(2026, 11, 23), date(2027, 11, 23)),
        (3, date(2027, 2, 28), date(2028, 2, 28)),
        (3, date(2027, 3, 1), date(2028, 3, 1)),
        (3, date(2028, 2, 28), date(2029, 2, 28)),
        (3, date(2028, 2, 29), date(2029, 3, 1)),
        (3, date(2028, 12, 31), date(2029, 12, 31)),
        (4, date(2028, 2, 29), date(2031, 3, 1)),
        (4, date(2026, 11, 23), date(2029, 11, 23)),
    ],
)
def test_a_term_ends_with_the_day_before_the_same_day_of_its_last_year(level: int, first: date, until: date) -> None:
    assert first_term(level, EDITION, first) == Span(first, until)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("P1M", date(2027, 1, 31), date(2027, 2, 28)),
        ("P1M", date(2028, 1, 31), date(2028, 2, 29)),
        ("P1M", date(2028, 1, 30), date(2028, 2, 29)),
        ("P1M", date(2028, 1, 29), date(2028, 2, 28)),
        ("P6M", date(2026, 8, 31), date(2027, 2, 28)),
        ("P1M", date(2026, 4, 30), date(2026, 5, 29)),
        ("P14D", date(2028, 2, 20), date(2028, 3, 4)),
        ("P1M10D", date(2027, 1, 31), date(2027, 3, 10)),
    ],
)
def test_where_the_last_month_is_too_short_a_term_lasts_until_its_end(period: str, first: date, last: date) -> None:
    assert first_term(3, lasting(period), first).last_valid_on == last


def test_the_last_day_is_the_one_before_the_end() -> None:
    assert first_term(3, EDITION, date(2028, 2, 29)).last_valid_on == date(2029, 2, 28)


@given(DAYS, st.sampled_from([3, 4]), st.integers(1, 12))
def test_terms_follow_one_another_without_gap_or_overlap(first: date, level: int, renewals: int) -> None:
    spans = [first_term(level, EDITION, first)]
    for _ in range(renewals):
        spans.append(next_term(level, EDITION, spans[-1].valid_until, spans[-1].valid_from))

    assert all(one.valid_until == other.valid_from for one, other in itertools.pairwise(spans))
    lengths = {(span.valid_until - span.valid_from).days for span in spans}
    assert lengths <= ({365, 366, 367} if level == 3 else {1095, 1096, 1097})


@given(DAYS, st.integers(-400, 800))
def test_a_renewal_begins_at_the_old_end_whenever_it_is_decided(ended: date, late: int) -> None:
    today = ended + timedelta(days=late)
    until = first_term(3, EDITION, ended).valid_until

    if today < until:
        assert next_term(3, EDITION, ended, today) == Span(ended, until)
    else:
        with pytest.raises(NotPossibleNow, match="TERM_OVER_ALREADY"):
            next_term(3, EDITION, ended, today)


@given(DAYS, st.integers(-200, 200))
def test_a_renewal_can_be_filed_on_the_last_ninety_days_and_on_no_other(until: date, off: int) -> None:
    today = until + timedelta(days=off)

    if off < -90:
        with pytest.raises(NotPossibleNow, match="RENEWAL_TOO_EARLY"):
            require_renewal_window(EDITION, until, today)
    elif off >= 0:
        with pytest.raises(NotPossibleNow, match="RENEWAL_TOO_LATE"):
            require_renewal_window(EDITION, until, today)
    else:
        require_renewal_window(EDITION, until, today)


def test_the_window_opens_ninety_days_before_the_end() -> None:
    assert renewal_opens_on(EDITION, date(2027, 11, 23)) == date(2027, 8, 25)


def shown(state: RegistrationState, until: date, today: date, *, pending: bool = False) -> RegistrationState:
    return shown_state(state.value, until, is_renewal_pending=pending, today=today)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2027, 11, 22, 14, 59, 59, tzinfo=UTC), VALID),
        (datetime(2027, 11, 22, 15, 0, tzinfo=UTC), EXPIRED),
        (datetime(2027, 11, 22, 23, 59, tzinfo=UTC), EXPIRED),
    ],
)
def test_it_is_over_at_midnight_in_japan_and_not_in_greenwich(moment: datetime, state: RegistrationState) -> None:
    assert shown(VALID, date(2027, 11, 23), day_in_japan(moment)) == state


@given(state=STATES, until=DAYS, today=DAYS, pending=st.booleans())
def test_valid_is_shown_only_in_its_time_or_while_a_timely_renewal_waits(
    state: RegistrationState, until: date, today: date, *, pending: bool
) -> None:
    result = shown(state, until, today, pending=pending)

    if result == VALID:
        assert state == VALID
        assert today < until + (GRACE if pending else timedelta(0))
    if state not in STANDING:
        assert result == state
    assert result in {state, EXPIRED}


@given(DAYS, st.integers(0, 364))
def test_a_suspended_one_is_suspended_until_its_end_and_never_valid(until: date, days: int) -> None:
    assert shown(SUSPENDED, until, until - timedelta(days=days + 1)) == SUSPENDED
    assert shown(SUSPENDED, until, until + timedelta(days=days)) == EXPIRED
    assert shown(SUSPENDED, until, until + timedelta(days=days), pending=True) == SUSPENDED


def test_a_renewal_that_nobody_decides_keeps_nothing_longer_than_a_further_year() -> None:
    until = date(2027, 11, 23)

    assert shown(VALID, until, until + timedelta(days=364), pending=True) == VALID
    assert shown(VALID, until, until + timedelta(days=365), pending=True) == EXPIRED


@given(state=STATES, until=DAYS, today=DAYS, pending=st.booleans())
def test_only_what_would_have_ended_is_kept_by_its_renewal(
    state: RegistrationState, until: date, today: date, *, pending: bool
) -> None:
    kept = is_kept_by_renewal(state.value, until, is_renewal_pending=pending, today=today)

    without, within = shown(state, until, today, pending=False), shown(state, until, today, pending=True)
    assert kept == (pending and state in STANDING and without == EXPIRED and within == state)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, None), (-1, None)],
)
def test_a_warning_is_the_nearest_that_the_end_is_within(left: int, expected: int | None) -> None:
    today = date(2027, 11, 1)

    assert warning(today + timedelta(days=left), today) == expected


def test_companies_are_warned_ninety_thirty_and_seven_days_before() -> None:
    assert WARNED_BEFORE_END == (90, 30, 7)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (30, False), (31, True)])
def test_a_change_is_notified_in_time_until_the_thirtieth_day(days: int, *, is_late: bool) -> None:
    happened_on = date(2028, 2, 10)

    assert is_notified_late(EDITION, happened_on, happened_on + timedelta(days=days)) == is_late
