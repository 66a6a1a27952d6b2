"""Anybody finds Aoba in the register however its name or number is typed, and sees the public fields alone."""

from __future__ import annotations

from copy import copy
from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.registry.models import Registration
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.public import (
    PAGE,
    STRETCH,
    FoundRegistrations,
    PublicRegistration,
    by_corporate_number,
    by_number,
    mark_of,
    mark_of_whole,
    search,
    whole,
)
from hoshimori.registry.queries.words import RARE
from hoshimori.registry.rules.numbers import number, written
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound
from tests.cast import AOBA, KAEDE, STRANGER, Cast, Experts
from tests.registering import SUMMARY, SUMMARY_EN, Registered, eligible_for_years, registered, registered_for

YEAR = timedelta(days=365)


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


@pytest.fixture
def kuros(cast: Cast, experts: Experts, aobas: Registered, at: datetime) -> Registered:
    """Stranger Works, registered after Aoba."""
    del aobas
    return registered_for(cast.kuro, experts.kiyota, cast.hayashi, at)


def found(words: str, at: datetime) -> list[str]:
    return numbers(search(words=words, at=at))


def numbers(page: FoundRegistrations) -> list[str]:
    return [line.number for line in page.lines]


def returned_before(aobas: Registered, count: int) -> list[str]:
    """Write down what Aoba had and gave back in other years; doing it all would take hours."""
    row = Registration.objects.get(pk=aobas.registration_id)
    rows = []
    for serial in range(1, count + 1):
        row.pk, row.number, row.state = new_id(), number(level=3, year=2025, serial=serial), "RETURNED"
        rows.append(copy(row))
    Registration.objects.bulk_create(rows, batch_size=500)
    return [row.number for row in rows]


def test_aoba_is_found_by_every_form_of_its_name(aobas: Registered, kuros: Registered, at: datetime) -> None:
    forms = ["青葉", "あおば", "ｱｵﾊﾞ", "ｱｵﾊﾞﾌﾞﾋﾝ", "aoba", "Ａｏｂａ ｐａｒｔｓ", "葉部品　parts", "葉"]

    assert {form: found(form, at) for form in forms} == {form: [aobas.number] for form in forms}
    assert kuros.number not in found("青葉", at)


def test_aoba_is_found_by_its_numbers(aobas: Registered, kuros: Registered, at: datetime) -> None:
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    corporate = "3-9999-1234-0001"
    forms = [
        aobas.number,
        written(aobas.number),
        written(aobas.number).translate(wide),
        written(aobas.number).replace("-", " "),
        AOBA,
        AOBA.translate(wide),
        corporate,
        "3999912340",
        f"青葉 {AOBA}",
    ]

    assert {form: found(form, at) for form in forms} == {form: [aobas.number] for form in forms}
    assert found("326000", at) == [aobas.number, kuros.number]


def test_what_is_in_no_name_finds_nothing(aobas: Registered, at: datetime) -> None:
    del aobas
    words = ["葉青", "青部", "aoba かえで", 'x" OR "a', "%", "'; --", '"', "青*", "9999999999999", "\0青葉", KAEDE]

    assert {word: found(word, at) for word in words} == {word: [] for word in words}


def test_no_words_show_the_register_page_by_page(aobas: Registered, kuros: Registered, at: datetime) -> None:
    earlier = returned_before(aobas, PAGE)

    first = search(at=at)
    second = search(after=first.next_after, at=at)

    assert numbers(first) == earlier
    assert first.next_after == earlier[-1]
    assert numbers(second) == [aobas.number, kuros.number]
    assert second.next_after == ""


def test_what_very_many_hold_is_found_too_page_by_page(aobas: Registered, kuros: Registered, at: datetime) -> None:
    earlier = returned_before(aobas, RARE + PAGE)

    first = search(words="青葉 ﾌﾞﾋﾝ", at=at)
    last = search(words="青葉 ﾌﾞﾋﾝ", after=earlier[-1], at=at)

    assert numbers(first) == earlier[:PAGE]
    assert numbers(last) == [aobas.number]
    assert kuros.number not in found("部品", at)


def test_level_and_prefecture_narrow(aobas: Registered, at: datetime) -> None:
    assert numbers(search(level=3, prefecture="14", at=at)) == [aobas.number]
    assert numbers(search(level=4, at=at)) == []
    assert numbers(search(prefecture="13", at=at)) == []


def test_the_state_asked_for_is_the_one_shown_today(
    cast: Cast, aobas: Registered, kuros: Registered, at: datetime
) -> None:
    keeping.suspend(registration_id=aobas.registration_id, reason="調査のため。", actor=cast.hayashi, at=at)

    def shown(state: str, on: datetime) -> list[str]:
        return numbers(search(state=state, at=on))

    assert shown("SUSPENDED", at) == [aobas.number]
    assert shown("VALID", at) == [kuros.number]
    assert shown("EXPIRED", at) == []
    assert shown("EXPIRED", at + YEAR) == [aobas.number, kuros.number]
    assert shown("VALID", at + YEAR) == shown("SUSPENDED", at + YEAR) == []
    assert shown("NONSENSE", at) == []


def test_only_public_fields_are_there(aobas: Registered, at: datetime) -> None:
    seen = by_number(aobas.number, at)

    assert {one.name for one in fields(PublicRegistration)} == {
        "number",
        "level",
        "state",
        "is_kept_by_renewal",
        "valid_from",
        "valid_until",
        "corporate_number",
        "name",
        "prefecture",
        "scope_summary",
        "evaluation_body",
        "mark",
    }
    assert seen.fields() == {
        "number": written(aobas.number),
        "level": 3,
        "state": "VALID",
        "renewal_is_being_decided": False,
        "valid_from": "2026-11-23",
        "last_valid_on": "2027-11-22",
        "corporate_number": AOBA,
        "name_ja": "青葉部品株式会社",
        "name_en": "Aoba Parts",
        "prefecture": "14",
        "scope_summary_ja": SUMMARY,
        "scope_summary_en": SUMMARY_EN,
        "evaluation_body_ja": "",
        "evaluation_body_en": "",
    }


def test_looking_up_takes_one_statement(
    aobas: Registered, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        one = by_number(written(aobas.number), at)
    with django_assert_num_queries(1):
        (other,) = by_corporate_number("３９９９９１２３４０００１", at)
    with django_assert_num_queries(1):
        mark = mark_of(aobas.number, at)
    with django_assert_num_queries(2):
        search(words="青葉", at=at)

    assert one == other
    assert one.mark == mark


def test_the_mark_changes_with_the_entry_and_with_the_day(cast: Cast, aobas: Registered, at: datetime) -> None:
    now, later = mark_of(aobas.number, at), mark_of(aobas.number, at + YEAR)
    today, tomorrow = mark_of_whole(at), mark_of_whole(at + timedelta(days=1))
    keeping.suspend(registration_id=aobas.registration_id, reason="調査のため。", actor=cast.hayashi, at=at)

    assert len({now, later, mark_of(aobas.number, at)}) == 3
    assert len({today, tomorrow, mark_of_whole(at)}) == 3


def test_what_is_not_there_is_not_found(aobas: Registered, at: datetime) -> None:
    wrong_digit = aobas.number[:-1] + str((int(aobas.number[-1]) + 1) % 10)

    for typed in (wrong_digit, "", "abc", "3260009996"):
        with pytest.raises(NotFound):
            by_number(typed, at)
        with pytest.raises(NotFound):
            mark_of(typed, at)
    assert by_corporate_number(STRANGER, at) == ()
    with pytest.raises(Invalid, match="CORPORATE_NUMBER_CHECK_DIGIT"):
        by_corporate_number("4999912340001", at)


def test_the_whole_register_comes_in_stretches_in_the_order_of_the_numbers(aobas: Registered, at: datetime) -> None:
    earlier = returned_before(aobas, STRETCH + 1)

    entries = list(whole(at))

    assert [entry.number for entry in entries] == [*earlier, aobas.number]
    assert tuple(entries[:PAGE]) == search(at=at).lines
