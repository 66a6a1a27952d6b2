"""A registration number says its level and year, is read however it is typed, and betrays a slip of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.registry.rules.numbers import LAST_SERIAL, LENGTH, number, parse, written
from hoshimori.shared.refusal import Invalid, NotPossibleNow

NUMBERS = st.builds(
    number, level=st.sampled_from([3, 4]), year=st.integers(2026, 2099), serial=st.integers(1, LAST_SERIAL)
)


def test_the_123rd_company_of_2026_at_star_3() -> None:
    digits = number(level=3, year=2026, serial=123)

    assert digits[:-1] == "326000123"
    assert written(digits) == "3-26-000123-8"


@pytest.mark.parametrize(
    "typed",
    [
        "3260001238",
        "3-26-000123-8",
        " 3 26 000123 8 ",
        "３－２６－０００１２３－８",
        "３‐２６‐０００１２３‐８",
        "3ー26ー000123ー8",
        "3−26–000123—8",
        "３　２６　０００１２３　８",
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert parse(typed) == "3260001238"


@pytest.mark.parametrize(
    "typed", ["", "3", "326000123", "32600012388", "3-26-00O123-8", "三二六〇〇〇一二三八", "٣٢٦٠٠٠١٢٣٨"]
)
def test_what_has_not_ten_digits_is_no_number(typed: str) -> None:
    with pytest.raises(Invalid, match="REGISTRATION_NUMBER_LENGTH"):
        parse(typed)


@given(NUMBERS)
def test_every_number_is_read_back_from_the_way_it_is_written(digits: str) -> None:
    assert parse(written(digits)) == digits


@given(NUMBERS, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits: str, place: int, off: int) -> None:
    wrong = str((int(digits[place]) + off) % 10)

    with pytest.raises(Invalid, match="REGISTRATION_NUMBER_CHECK_DIGIT"):
        parse(digits[:place] + wrong + digits[place + 1 :])


@given(NUMBERS, st.integers(0, LENGTH - 2))
def test_two_swapped_neighbors_are_noticed(digits: str, place: int) -> None:
    one, other = digits[place], digits[place + 1]
    swapped = digits[:place] + other + one + digits[place + 2 :]

    if one == other:
        assert parse(swapped) == digits
    else:
        with pytest.raises(Invalid, match="REGISTRATION_NUMBER_CHECK_DIGIT"):
            parse(swapped)


@pytest.mark.parametrize("serial", [0, LAST_SERIAL + 1])
def test_a_year_has_999999_numbers_and_no_more(serial: int) -> None:
    with pytest.raises(NotPossibleNow, match="NUMBERS_USED_UP"):
        number(level=3, year=2026, serial=serial)


@given(st.integers(1, LAST_SERIAL), st.integers(1, LAST_SERIAL))
def test_two_companies_never_have_one_number(one: int, other: int) -> None:
    same = number(level=3, year=2026, serial=one) == number(level=3, year=2026, serial=other)

    assert same == (one == other)
