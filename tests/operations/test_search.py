"""The officer finds a company however its name is typed; nobody else searches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hoshimori.parties.operations import organizations
from hoshimori.parties.queries.search import PAGE, search
from hoshimori.shared.refusal import NotPermitted
from tests.cast import AOBA, KAEDE, STRANGER, enter, found

if TYPE_CHECKING:
    from datetime import datetime

    from tests.cast import Cast


def numbers(cast: Cast, words: str, **others: str) -> list[str]:
    return [line.corporate_number for line in search(words=words, actor=cast.hayashi, **others).lines]


@pytest.mark.parametrize(
    "words",
    [
        "青葉",
        "あおば",
        "ｱｵﾊﾞ",
        "アオバブヒン",
        "aoba",
        "Ａｏｂａ ｐａｒｔｓ",
        "葉部品 parts",
        "3999912340001",
        "3-9999-1234",
        "葉",
    ],
)
def test_aoba_is_found_by_every_form_of_its_name(cast: Cast, words: str) -> None:
    assert numbers(cast, words) == [AOBA]


@pytest.mark.parametrize("words", ["葉青", "青部", "aoba かえで", 'x" OR "a', "%", "'; --", "東京 大阪", '"', "青*"])
def test_what_is_in_no_name_finds_nothing(cast: Cast, words: str) -> None:
    assert numbers(cast, words) == []


def test_no_words_show_everybody_page_by_page(cast: Cast) -> None:
    for index in range(PAGE):
        digits = f"99991235{index:04}"
        check = 9 - sum(int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))) % 9
        found(enter(f"人{index}", f"p{index}@many.example"), f"{check}{digits}", f"多数{index}製作所")

    first = search(words="", actor=cast.hayashi)
    second = search(words="", after=first.next_after, actor=cast.hayashi)

    everybody = [line.corporate_number for line in (*first.lines, *second.lines)]
    assert (len(first.lines), len(second.lines), second.next_after) == (PAGE, 5, "")
    assert everybody == sorted(set(everybody))


def test_a_prefecture_narrows(cast: Cast) -> None:
    assert numbers(cast, "", prefecture="13") == []
    assert {AOBA, KAEDE, STRANGER} <= set(numbers(cast, "", prefecture="14"))


def test_a_renamed_company_is_found_by_its_new_name_only(cast: Cast, at: datetime) -> None:
    new = replace(organizations.Particulars("", "", "", "14", "UP_TO_50", "E"), name_ja="若葉工業株式会社")

    organizations.change(organization_id=cast.sato.organization_id, particulars=new, version=1, actor=cast.sato, at=at)

    assert numbers(cast, "若葉") == [AOBA]
    assert numbers(cast, "青葉") == []


@pytest.mark.parametrize("who", ["sato", "mori", "ito", "ono"])
def test_only_the_operator_searches(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        search(words="青葉", actor=getattr(cast, who))
