from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.documents.comma_separated import cell, written

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r"))


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+81 45",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "|cmd",
        "%x",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
    ],
)
def test_no_cell_is_taken_for_a_formula(typed: str) -> None:
    assert cell(typed) == f"'{typed}"


def test_words_numbers_and_nothing_stay_what_they_are() -> None:
    assert [cell(value) for value in ("青葉", 12, -3, None, "a=b")] == ["青葉", "12", "-3", "", "a=b"]


@given(
    st.lists(
        st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r")), min_size=2, max_size=2)
    )
)
def test_every_row_comes_back(rows: list[tuple[str, str]]) -> None:
    file = b"".join(written(["a", "b"], rows))

    read = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))

    assert read == [["a", "b"], *([cell(value) for value in row] for row in rows)]


def test_a_long_file_comes_in_stretches() -> None:
    stretches = list(written(["n"], ([number] for number in range(1200))))

    assert len(stretches) == 4
    assert sum(stretch.count(b"\r\n") for stretch in stretches) == 1201
