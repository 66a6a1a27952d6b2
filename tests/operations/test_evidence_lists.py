"""Aoba finds its evidence again: by criterion, by name, what is too old, not used, or stays at the company."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import beginning, closing, evidence_uses
from hoshimori.assessments.queries.evidence_lists import (
    PAGE,
    Show,
    Wanted,
    of_company,
    of_criterion,
    piece_of_evidence,
)
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound
from tests.cast import Cast
from tests.files.adding import CRITERION, OTHER, add, numbered, point

YEARLY = "2-1-1-2"
LONG_AGO = Covers(date(2025, 4, 1), date(2025, 10, 1))
LATELY = Covers(date(2026, 9, 1), date(2026, 11, 1))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def found(actor: Actor, at: datetime, **wanted: object) -> list[str]:
    pieces = of_company(actor, at, Wanted(**wanted)).pieces  # type: ignore[arg-type]  # named by the story
    return [piece.value.name for piece in pieces]


def test_evidence_is_found_by_criterion_name_place_and_state(cast: Cast, aobas: UUID, at: datetime) -> None:
    unused = add(aobas, cast.ito, at, numbered(1))
    evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=unused.id, actor=cast.ito, at=at)
    add(aobas, cast.ito, at + timedelta(hours=1), numbered(2), criterion_no=OTHER)
    point(aobas, cast.ito, at + timedelta(hours=2))

    assert found(cast.sato, at) == ["2026年度 鍵の管理簿", "規程2.pdf", "規程1.pdf"]
    assert found(cast.sato, at, show=Show.UNUSED) == ["規程1.pdf"]
    assert found(cast.sato, at, show=Show.AT_COMPANY) == ["2026年度 鍵の管理簿"]
    assert found(cast.sato, at, show=Show.HELD_UP) == []
    assert found(cast.sato, at, criterion_no=OTHER) == ["規程2.pdf"]
    assert found(cast.sato, at, words="規程 2") == ["規程2.pdf"]
    assert found(cast.sato, at, words="金庫") == ["2026年度 鍵の管理簿"]
    assert found(cast.kuro, at) == found(cast.hayashi, at) == []


def test_the_list_names_the_criteria_that_have_evidence(cast: Cast, aobas: UUID, at: datetime) -> None:
    for number, criterion_no in enumerate(("4-1-2-4", YEARLY, CRITERION)):
        add(aobas, cast.ito, at, numbered(number), criterion_no=criterion_no)

    listed = of_company(cast.sato, at, Wanted())

    assert [criterion.no for criterion in listed.criteria] == [CRITERION, YEARLY, "4-1-2-4"]
    assert of_company(cast.kuro, at, Wanted()).criteria == ()


def test_what_ends_longer_ago_than_the_criterion_allows_is_old(cast: Cast, aobas: UUID, at: datetime) -> None:
    old = add(aobas, cast.ito, at, numbered(1), criterion_no=YEARLY, covers=LONG_AGO)
    add(aobas, cast.ito, at, numbered(2), criterion_no=CRITERION, covers=LONG_AGO)
    add(aobas, cast.ito, at, numbered(3), criterion_no=YEARLY)

    here = of_criterion(cast.sato, at, aobas, YEARLY)

    assert found(cast.sato, at, show=Show.OLD) == ["規程1.pdf"]
    assert (here.is_old, here.newest_last_on) == (True, date(2025, 9, 30))
    assert not of_criterion(cast.sato, at, aobas, CRITERION).is_old
    assert [use.is_old for use in piece_of_evidence(cast.sato, at, old.id).kept.uses] == [True]


def test_a_newer_record_beside_it_makes_an_old_one_a_matter_of_the_past(cast: Cast, aobas: UUID, at: datetime) -> None:
    old = add(aobas, cast.ito, at, numbered(1), criterion_no=YEARLY, covers=LONG_AGO)
    add(aobas, cast.ito, at, numbered(2), criterion_no=YEARLY, covers=LATELY)

    here = of_criterion(cast.sato, at, aobas, YEARLY)

    assert found(cast.sato, at, show=Show.OLD) == []
    assert (here.is_old, here.newest_last_on) == (False, date(2026, 10, 31))
    assert [use.is_old for use in piece_of_evidence(cast.sato, at, old.id).kept.uses] == [False]


def test_the_day_it_becomes_too_old_is_a_year_after_its_last(cast: Cast, aobas: UUID, at: datetime) -> None:
    add(aobas, cast.ito, at, criterion_no=YEARLY, covers=Covers(None, date(2025, 11, 24)))

    assert found(cast.sato, at, show=Show.OLD) == []
    assert found(cast.sato, at + timedelta(days=1), show=Show.OLD) == ["規程.pdf"]


def test_what_was_closed_needs_nothing_newer(cast: Cast, aobas: UUID, at: datetime) -> None:
    add(aobas, cast.ito, at, criterion_no=YEARLY, covers=LONG_AGO)

    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    assert found(cast.sato, at, show=Show.OLD) == []


def test_a_long_list_goes_on_over_pages(cast: Cast, aobas: UUID, at: datetime) -> None:
    for number in range(PAGE + 1):
        add(aobas, cast.ito, at + timedelta(minutes=number), numbered(number))

    first, second = (of_company(cast.sato, at, Wanted(), page) for page in (1, 2))

    assert (len(first.pieces), len(second.pieces), first.amount) == (PAGE, 1, PAGE + 1)
    assert second.pieces[0].value.name == "規程0.pdf"


def test_the_number_of_statements_does_not_grow(
    cast: Cast, aobas: UUID, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    piece = add(aobas, cast.ito, at, numbered(12), criterion_no=YEARLY, covers=LONG_AGO)
    for number in range(12):
        piece = add(aobas, cast.ito, at, numbered(number), criterion_no=YEARLY, covers=LONG_AGO)
        evidence_uses.attach(assessment_id=aobas, criterion_no=OTHER, evidence_ids=[piece.id], actor=cast.ito, at=at)

    with django_assert_num_queries(6):
        of_company(cast.sato, at, Wanted())
    with django_assert_num_queries(7):
        of_company(cast.sato, at, Wanted(show=Show.OLD))
    with django_assert_num_queries(7):
        of_criterion(cast.sato, at, aobas, YEARLY)
    with django_assert_num_queries(4):
        piece_of_evidence(cast.sato, at, piece.id)


@pytest.mark.parametrize("who", ["kuro", "hayashi", "ono"])
def test_others_find_no_list_and_no_piece(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)
    piece = add(aobas, cast.ito, at)

    with pytest.raises(NotFound):
        of_criterion(outsider, at, aobas, CRITERION)
    with pytest.raises(NotFound):
        piece_of_evidence(outsider, at, piece.id)
