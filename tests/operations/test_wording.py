"""The official wording stands beside ours: loaded by the operator for everybody, by a company for itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from hoshimori.journal.models import Entry
from hoshimori.schemes.operations import wording
from hoshimori.schemes.queries import edition, edition_digest, official_wording
from hoshimori.schemes.queries import wording as loaded_wording
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted
from tests.cast import Cast
from tests.exchange.official import Official, sentence

FINAL, DRAFT = "2026-03-27", "2025-12-26-draft"


def load(actor: Actor, at: datetime, content: bytes | None = None) -> str:
    official = content or Official().saved()
    act = wording.load_for_all if actor.role == Role.OFFICER else wording.load_for_company
    return str(act(edition=FINAL, file_name="公式.xlsx", content=official, actor=actor, at=at))


def test_sato_loads_it_for_aoba_alone(cast: Cast, at: datetime) -> None:
    load(cast.sato, at)

    for_ito, for_kuro = official_wording(cast.ito, FINAL), official_wording(cast.kuro, FINAL)

    assert for_ito is not None
    assert (for_ito.is_for_all, for_ito.file_name, len(for_ito.texts)) == (False, "公式.xlsx", 153)
    assert for_ito.texts["4-1-3-2"] == sentence("4-1-3-2")
    assert for_ito.deviations == ()
    assert for_kuro is None


def test_hayashi_loads_it_for_everybody_and_a_company_reads_its_own_first(cast: Cast, at: datetime) -> None:
    load(cast.hayashi, at)
    own = load(cast.tanaka, at)

    for_kuro, for_tanaka = official_wording(cast.kuro, FINAL), official_wording(cast.tanaka, FINAL)

    assert for_kuro is not None
    assert for_kuro.is_for_all
    assert for_tanaka is not None
    assert str(for_tanaka.id) == own


def test_the_newest_one_counts(cast: Cast, at: datetime) -> None:
    load(cast.sato, at)
    newer = load(cast.mori, at.replace(hour=2))

    read = official_wording(cast.sato, FINAL)

    assert read is not None
    assert str(read.id) == newer


def test_loading_changes_nothing_of_the_edition_and_is_journalled(cast: Cast, at: datetime) -> None:
    before = edition_digest(FINAL), edition(FINAL).criteria["1-2-1-1"].asked

    load(cast.sato, at)

    entry = Entry.objects.latest("id")
    assert (edition_digest(FINAL), edition(FINAL).criteria["1-2-1-1"].asked) == before
    assert (entry.act, entry.about_id) == ("schemes:official_wording:loaded", cast.sato.organization_id)
    assert entry.after["texts"] == 153


def test_the_workbook_of_the_draft_is_recognized_and_not_half_taken(cast: Cast, at: datetime) -> None:
    with pytest.raises(Invalid, match="WORKBOOK_OF_ANOTHER_EDITION") as refusal:
        load(cast.sato, at, Official(DRAFT).saved())

    assert refusal.value.particulars == {"edition": DRAFT}
    assert official_wording(cast.sato, FINAL) is None


@pytest.mark.parametrize("who", ["ito", "ono"])
def test_others_load_none(cast: Cast, at: datetime, who: str) -> None:
    with pytest.raises(NotPermitted):
        load(getattr(cast, who), at)


def test_there_is_none_of_an_unknown_edition(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotFound):
        wording.load_for_company(edition="2099-01-01", file_name="a.xlsx", content=b"", actor=cast.sato, at=at)


def test_what_another_company_loaded_does_not_exist(cast: Cast, at: datetime) -> None:
    load(cast.sato, at)
    mine = official_wording(cast.sato, FINAL)
    assert mine is not None

    with pytest.raises(NotFound):
        loaded_wording(cast.kuro, mine.id)


@pytest.mark.parametrize("who", ["sato", "mori", "ono"])
def test_only_the_operator_loads_it_for_everybody(cast: Cast, at: datetime, who: str) -> None:
    with pytest.raises(NotPermitted):
        wording.load_for_all(
            edition=FINAL, file_name="a.xlsx", content=Official().saved(), actor=getattr(cast, who), at=at
        )


def test_the_operator_loads_none_into_a_company(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        wording.load_for_company(
            edition=FINAL, file_name="a.xlsx", content=Official().saved(), actor=cast.hayashi, at=at
        )
