"""法人番号 are checked however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, corporate_number
from hoshimori.shared.refusal import Invalid


@pytest.mark.parametrize(
    "typed",
    ["3999912340001", "3-9999-1234-0001", "３９９９９１２３４０００１", " 3999 9123 40001 ", "3－9999－12340001"],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert corporate_number(typed) == "3999912340001"


@pytest.mark.parametrize("typed", ["", "399991234000", "39999123400011", "399991234000a", "٣٩٩٩٩١٢٣٤٠٠٠١"])
def test_a_number_with_other_than_13_digits_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="CORPORATE_NUMBER_LENGTH"):
        corporate_number(typed)


@given(st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place: int, difference: int) -> None:
    right = "3999912340001"
    wrong = right[:place] + str((int(right[place]) + difference) % 10) + right[place + 1 :]
    is_zero_for_nine = {right[place], wrong[place]} == {"0", "9"}

    # The check is modulo 9: it cannot tell a 0 from a 9.
    if not is_zero_for_nine:
        with pytest.raises(Invalid, match="CORPORATE_NUMBER_CHECK_DIGIT"):
            corporate_number(wrong)


def test_there_are_47_prefectures_and_20_industries() -> None:
    assert (len(PREFECTURES), len(INDUSTRIES)) == (47, 20)
    assert (PREFECTURES["01"].ja, PREFECTURES["13"].en, PREFECTURES["47"].ja) == ("北海道", "Tokyo", "沖縄県")
