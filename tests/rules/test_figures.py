"""No figure speaks of fewer than five companies, and none can be computed from what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.shared.actor import NO_ID, Actor, Role
from hoshimori.stewardship.permissions import Action, may
from hoshimori.stewardship.rules import (
    ALL,
    JOINED_INDUSTRIES,
    LEAST,
    SPANS,
    Subject,
    Table,
    columns_of,
    middle,
    month_ends,
    published,
    released,
    rounded,
    rows_of,
    share,
)

DAY = date(2026, 11, 23)
SUBJECTS = list(Subject)
COUNTS = st.integers(min_value=0, max_value=200)


@st.composite
def exact(draw: st.DrawFn) -> tuple[Subject, dict[tuple[str, str], int]]:
    """Some subject with exact counts in every cell."""
    subject = draw(st.sampled_from(SUBJECTS))
    cells = [(row, column) for row in rows_of(subject) for column in columns_of(subject, DAY)]
    return subject, dict(zip(cells, draw(st.lists(COUNTS, min_size=len(cells), max_size=len(cells))), strict=True))


def told(table: Table) -> dict[tuple[str, str], int]:
    return {
        (line.code, column): figure
        for line in table.lines
        for column, figure in zip(table.columns, line.figures, strict=True)
    }


@given(COUNTS)
def test_a_count_is_rounded_down_to_a_multiple_of_five(count: int) -> None:
    figure = rounded(count)

    assert figure % LEAST == 0
    assert figure <= count < figure + LEAST


@given(exact(), exact())
def test_any_two_pages_differ_by_multiples_of_five(
    one: tuple[Subject, dict[tuple[str, str], int]], other: tuple[Subject, dict[tuple[str, str], int]]
) -> None:
    first, second = (told(published(*of(counts))).values() for counts in (one, other))

    assert all((mine - yours) % LEAST == 0 for mine in first for yours in second)


@given(exact(), st.data())
def test_one_company_more_changes_its_cells_by_five_or_not_at_all_and_no_other(
    counts: tuple[Subject, dict[tuple[str, str], int]], data: st.DataObject
) -> None:
    subject, before = counts
    touched = data.draw(st.sets(st.sampled_from(sorted(before)), max_size=3))

    was = told(published(subject, DAY, before))
    becomes = told(published(subject, DAY, {cell: count + (cell in touched) for cell, count in before.items()}))

    steps = {cell: becomes[cell] - was[cell] for cell in before}
    assert all(step in {0, LEAST} for step in steps.values())
    assert all(cell in touched for cell, step in steps.items() if step)


@given(exact())
def test_counts_that_round_alike_are_told_alike(counts: tuple[Subject, dict[tuple[str, str], int]]) -> None:
    subject, cells = counts

    assert published(subject, DAY, cells) == published(subject, DAY, {cell: rounded(n) for cell, n in cells.items()})


PARTS: dict[Subject, list[str]] = {
    subject: [code for code in rows_of(subject) if code != ALL] for subject in SUBJECTS if subject != Subject.EFFORT
}
PARTS[Subject.EFFORT] = [code for code in columns_of(Subject.EFFORT, DAY) if code != ALL]


@given(st.sampled_from(SUBJECTS), st.data())
def test_from_a_table_and_its_total_no_part_can_be_computed(subject: Subject, data: st.DataObject) -> None:
    amount = len(PARTS[subject])
    parts = data.draw(st.lists(st.one_of(COUNTS, st.just(4), st.just(9)), min_size=amount, max_size=amount))
    figures, whole = [rounded(part) for part in parts], rounded(sum(parts))

    possible = [_possible(figures, whole, place) for place in range(amount)]

    assert all(part in values for part, values in zip(parts, possible, strict=True))
    assert min(len(values) for values in possible) >= LEAST - 1


def _possible(figures: Sequence[int], whole: int, place: int) -> list[int]:
    """Return what a part can be, for somebody who knows how all is rounded."""
    others = sum(figures) - figures[place]
    most = others + (LEAST - 1) * (len(figures) - 1)
    return [
        value
        for value in range(figures[place], figures[place] + LEAST)
        if others + value < whole + LEAST and most + value >= whole
    ]


def test_no_table_has_a_multiple_of_five_parts() -> None:
    assert {subject: len(parts) % LEAST for subject, parts in PARTS.items() if len(parts) % LEAST == 0} == {}


def test_every_cell_is_there_whatever_was_counted() -> None:
    for subject in SUBJECTS:
        table = published(subject, DAY, {})

        assert tuple(line.code for line in table.lines) == rows_of(subject)
        assert all(line.figures == (0,) * len(columns_of(subject, DAY)) for line in table.lines)


def test_no_table_crosses_prefecture_size_and_industry() -> None:
    by_time = {Subject.REGISTERED, Subject.PREFECTURE, Subject.SIZE_CLASS, Subject.INDUSTRY}

    assert all(columns_of(subject, DAY) == tuple(end.isoformat() for end in month_ends(DAY)) for subject in by_time)
    assert "B" in JOINED_INDUSTRIES
    assert len(rows_of(Subject.INDUSTRY)) == 16


@pytest.mark.parametrize(
    ("day", "newest"),
    [
        (date(2026, 11, 23), date(2026, 10, 31)),
        (date(2028, 3, 1), date(2028, 2, 29)),
        (date(2027, 3, 31), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_months_are_told_when_they_are_over(day: date, newest: date) -> None:
    ends = month_ends(day)

    assert ends[0] == newest
    assert len(set(ends)) == 13
    assert (ends[0].year - ends[-1].year, ends[0].month) == (1, ends[-1].month)


JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ({JULY: 5, AUGUST: 4, SEPTEMBER: 1}, [JULY, JULY, SEPTEMBER, SEPTEMBER]),
        ({JULY: 4}, [None, None, None, None]),
        ({JULY: 9, SEPTEMBER: 1}, [JULY, JULY, JULY, JULY]),
        ({date(2020, 1, 31): 2, AUGUST: 3}, [None, AUGUST, AUGUST, AUGUST]),
    ],
)
def test_what_fewer_than_five_did_is_told_later(came: Mapping[date, int], expected: list[date | None]) -> None:
    ends = (OCTOBER, SEPTEMBER, AUGUST, JULY)

    found = released(ends, came)

    assert [found[end] for end in reversed(ends)] == expected


@given(st.dictionaries(st.sampled_from(month_ends(DAY, 30)), st.integers(0, 9)))
def test_between_two_columns_that_differ_lie_the_acts_of_five(did: dict[date, int]) -> None:
    found = released(month_ends(DAY, 30), did)
    steps = sorted({end for end in found.values() if end is not None})

    for earlier, later in zip([date(2000, 1, 1), *steps], steps, strict=False):
        assert sum(count for end, count in did.items() if earlier < end <= later) >= LEAST


@given(st.dictionaries(st.sampled_from(month_ends(DAY, 30)), st.integers(0, 9)))
def test_a_month_is_told_alike_in_every_later_one(did: dict[date, int]) -> None:
    long, short = released(month_ends(DAY, 30), did), released(month_ends(DAY, 3), did)

    assert all(long[end] == short[end] for end in short)


@pytest.mark.parametrize(
    ("figures", "place"), [([0, 0, 0], None), ([5, 0, 0], 0), ([5, 5, 0], 0), ([5, 10, 0], 1), ([0, 5, 20], 2)]
)
def test_a_median_is_the_span_in_which_it_lies(figures: list[int], place: int | None) -> None:
    assert middle(figures) == place


def test_a_share_is_told_of_five_companies_or_more() -> None:
    assert share(5, 20) == 25
    assert share(0, 20) is None
    assert share(0, 0) is None


def test_spans_leave_no_gap_and_have_one_open_end() -> None:
    for spans in SPANS.values():
        assert [span.below for span in spans[:-1]] == [span.first for span in spans[1:]]
        assert spans[-1].below is None


@pytest.mark.parametrize("role", list(Role))
def test_only_the_operator_and_the_ministry_see_figures(role: Role) -> None:
    actor = Actor(NO_ID, NO_ID, NO_ID, role)

    assert may(actor, Action.SEE_FIGURES) is (role in {Role.OFFICER, Role.OVERSEER})
    assert may(actor, Action.WORK_OUT_FIGURES) is (role is Role.SYSTEM)


def of(counts: tuple[Subject, dict[tuple[str, str], int]]) -> tuple[Subject, date, dict[tuple[str, str], int]]:
    return counts[0], DAY, counts[1]
