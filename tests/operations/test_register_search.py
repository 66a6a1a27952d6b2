"""Anybody finds Aoba in the register however its name or number is typed, and sees the public fields alone."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.registry.operations import keeping
from hoshimori.registry.queries import public
from hoshimori.registry.queries.public import PublicRegistration, by_corporate_number, by_number, search
from hoshimori.registry.rules.numbers import written
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


def found(words: str, at: datetime, **others: object) -> list[str]:
    return [line.number for line in search(words=words, at=at, **others).lines]  # type: ignore[arg-type] # as given


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
    assert found("", at) == [aobas.number, kuros.number]
    assert found("", at, after=aobas.number) == [kuros.number]
    assert search(at=at).next_after == ""


def test_a_full_page_says_where_the_next_one_begins(
    aobas: Registered, kuros: Registered, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "PAGE", 1)

    first = search(at=at)
    second = search(after=first.next_after, at=at)

    assert [line.number for line in (*first.lines, *second.lines)] == [aobas.number, kuros.number]
    assert (first.next_after, second.next_after) == (aobas.number, "")


def test_level_and_prefecture_narrow(aobas: Registered, at: datetime) -> None:
    assert found("", at, level=3, prefecture="14") == [aobas.number]
    assert found("", at, level=4) == []
    assert found("", at, prefecture="13") == []


def test_the_state_asked_for_is_the_one_shown_today(
    cast: Cast, aobas: Registered, kuros: Registered, at: datetime
) -> None:
    keeping.suspend(registration_id=aobas.registration_id, reason="調査のため。", actor=cast.hayashi, at=at)

    assert found("", at, state="SUSPENDED") == [aobas.number]
    assert found("", at, state="VALID") == [kuros.number]
    assert found("", at, state="EXPIRED") == []
    assert found("", at + YEAR, state="EXPIRED") == [aobas.number, kuros.number]
    assert found("", at + YEAR, state="VALID") == found("", at + YEAR, state="SUSPENDED") == []
    assert found("", at, state="NONSENSE") == []


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
        mark = public.mark_of(aobas.number, at)
    with django_assert_num_queries(2):
        search(words="青葉", at=at)

    assert one == other
    assert one.mark == mark


def test_the_mark_changes_with_the_entry_and_with_the_day(cast: Cast, aobas: Registered, at: datetime) -> None:
    now, later = public.mark_of(aobas.number, at), public.mark_of(aobas.number, at + YEAR)
    whole, whole_tomorrow = public.mark_of_whole(at), public.mark_of_whole(at + timedelta(days=1))
    keeping.suspend(registration_id=aobas.registration_id, reason="調査のため。", actor=cast.hayashi, at=at)

    assert len({now, later, public.mark_of(aobas.number, at)}) == 3
    assert len({whole, whole_tomorrow, public.mark_of_whole(at)}) == 3


def test_what_is_not_there_is_not_found(aobas: Registered, at: datetime) -> None:
    wrong_digit = aobas.number[:-1] + str((int(aobas.number[-1]) + 1) % 10)

    for number in (wrong_digit, "", "abc", "3260009996"):
        with pytest.raises(NotFound):
            by_number(number, at)
        with pytest.raises(NotFound):
            public.mark_of(number, at)
    assert by_corporate_number(STRANGER, at) == ()
    with pytest.raises(Invalid, match="CORPORATE_NUMBER_CHECK_DIGIT"):
        by_corporate_number("4999912340001", at)


def test_the_whole_register_comes_in_stretches_and_says_what_the_search_says(
    aobas: Registered, kuros: Registered, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "STRETCH", 1)

    entries = list(public.whole(at))

    assert [entry.number for entry in entries] == [aobas.number, kuros.number]
    assert tuple(entries) == search(at=at).lines
