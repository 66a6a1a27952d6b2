"""What one edition changed against another, in small made-up editions and in the two that Hoshimori ships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hoshimori.schemes.exchange import editions
from hoshimori.schemes.rules import Category, Criterion, Edition, Level, Moved, Requirement, Subcategory, difference
from hoshimori.shared.bilingual import Text

NAME = Text("名前", "name")


def criterion(no: str, level: Level = Level.THREE) -> Criterion:
    return Criterion(
        no=no,
        requirement_no=no.rsplit("-", 1)[0],
        level=level,
        conditional=False,
        periodic=False,
        names_alternative=False,
        references={},
        label=NAME,
        asked=NAME,
        ways=(),
        evidence=(),
        record=None,
        pitfall=NAME,
    )


def edition(year: int, *requirements: Requirement, reworded_in_next: frozenset[str] = frozenset()) -> Edition:
    return Edition(
        code=str(year),
        title=NAME,
        published_on=date(year, 4, 1),
        source="",
        categories=(Category("1", NAME, (Subcategory("1-1", NAME, requirements),)),),
        reworded_in_next=reworded_in_next,
    )


def requirement(no: str, *criteria: Criterion, name: Text = NAME) -> Requirement:
    return Requirement(no=no, name=name, level=Level.THREE, csf_function="GV", goal=NAME, criteria=criteria)


def test_the_same_edition_published_again_differs_in_nothing() -> None:
    first = edition(2026, requirement("1-1-1", criterion("1-1-1-1")))

    found = difference([first, replace(first, code="2027", published_on=date(2027, 4, 1))])

    assert not any((found.added, found.removed, found.moved, found.renamed, found.reworded))
    assert not found.requirements_added
    assert not found.requirements_removed


def test_criteria_come_and_go_with_their_numbers() -> None:
    old = edition(2026, requirement("1-1-1", criterion("1-1-1-1"), criterion("1-1-1-2")))
    new = edition(2027, requirement("1-1-1", criterion("1-1-1-1"), criterion("1-1-1-3")))

    found = difference([old, new])

    assert [part.no for part in found.added] == ["1-1-1-3"]
    assert [part.no for part in found.removed] == ["1-1-1-2"]


def test_a_requirement_that_comes_brings_its_criteria() -> None:
    first, second = requirement("1-1-1", criterion("1-1-1-1")), requirement("1-1-2", criterion("1-1-2-1"))

    there = difference([edition(2026, first), edition(2027, first, second)])
    gone = difference([edition(2026, first, second), edition(2027, first)])

    assert there.requirements_added == (second,)
    assert there.added == second.criteria
    assert gone.requirements_removed == (second,)
    assert gone.removed == second.criteria


def test_a_criterion_moves_to_another_level() -> None:
    old = edition(2026, requirement("1-1-1", criterion("1-1-1-1", Level.THREE)))
    new = edition(2027, requirement("1-1-1", criterion("1-1-1-1", Level.FOUR)))

    assert difference([old, new]).moved == (Moved("1-1-1-1", Level.THREE, Level.FOUR),)


def test_a_requirement_is_renamed_when_its_official_name_is_another_not_when_our_english_is() -> None:
    old = edition(2026, requirement("1-1-1", criterion("1-1-1-1")), requirement("1-1-2", criterion("1-1-2-1")))
    new = edition(
        2027,
        requirement("1-1-1", criterion("1-1-1-1"), name=Text("別の名前", "name")),
        requirement("1-1-2", criterion("1-1-2-1"), name=Text("名前", "put better")),
    )

    assert [(part.no, part.after.ja) for part in difference([old, new]).renamed] == [("1-1-1", "別の名前")]


def test_what_was_reworded_on_the_way_counts_and_what_is_gone_by_then_does_not() -> None:
    parts = requirement("1-1-1", *(criterion(f"1-1-1-{number}") for number in range(1, 5)))
    last = requirement("1-1-1", criterion("1-1-1-1"), criterion("1-1-1-2"), criterion("1-1-1-4"))
    first = edition(2026, parts, reworded_in_next=frozenset({"1-1-1-1", "1-1-1-3"}))
    second = edition(2027, parts, reworded_in_next=frozenset({"1-1-1-2"}))

    found = difference([first, second, edition(2028, last, reworded_in_next=frozenset({"1-1-1-4"}))])

    assert [part.no for part in found.reworded] == ["1-1-1-1", "1-1-1-2"]


@pytest.mark.parametrize("years", [(), (2026,), (2027, 2026), (2026, 2026)])
def test_only_editions_in_their_order_differ(years: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="oldest first"):
        difference([edition(year) for year in years])


def test_the_final_edition_against_the_draft_of_december() -> None:
    found = difference([editions.read("2025-12-26-draft"), editions.read("2026-03-27")])

    assert [part.no for part in found.requirements_removed] == ["4-5-2"]
    assert found.requirements_added == ()
    assert [part.no for part in found.added] == ["3-1-5-3", "4-1-5-5"]
    assert [part.no for part in found.removed] == ["4-1-4-3", "4-2-1-6", "4-3-3-2", "4-5-2-1", "5-1-2-4", "6-1-1-7"]
    assert found.moved == (Moved("4-4-4-3", Level.THREE, Level.FOUR),)
    assert [part.no for part in found.renamed] == ["3-1-1", "3-1-2", "4-2-1", "4-3-2", "4-4-1", "5-1-2", "5-2-1"]
    assert len(found.reworded) == 94
