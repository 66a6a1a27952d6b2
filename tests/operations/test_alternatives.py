"""Aoba reaches a goal by other means and says so; two colleagues lose nothing; strangers find nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.assessments.operations import alternatives, beginning
from hoshimori.assessments.operations.alternatives import AlternativeConflict
from hoshimori.assessments.queries.requirement import requirement
from hoshimori.assessments.rules.alternatives import AlternativeText, AlternativeValue
from hoshimori.journal.models import Entry
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from tests.cast import Cast

CARD = AlternativeText(
    "サーバーに触れる人を限ります。", "棚に鍵をかけ、鍵を金庫で管理する。", "鍵の出し入れが記録に残るからです。"
)
CAMERA = AlternativeText("サーバーに触れる人を限ります。", "入口にカメラを置く。", "だれが入ったか分かるからです。")


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★4."""
    return beginning.begin(level=4, title="2026年度", actor=cast.sato, at=at)


def propose(aobas: UUID, text: AlternativeText, version: int, actor: Actor, at: datetime) -> AlternativeValue:
    return alternatives.propose(
        assessment_id=aobas, criterion_no="4-1-8-2", text=text, version=version, actor=actor, at=at
    )


def standing(actor: Actor, at: datetime, aobas: UUID) -> AlternativeValue | None:
    return requirement(actor, at, aobas, "4-1-8").alternatives.get("4-1-8-2")


def test_ito_proposes_another_means_and_sato_sees_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    proposed = propose(aobas, CARD, 0, cast.ito, at)

    assert standing(cast.sato, at, aobas) == proposed
    assert (proposed.text, proposed.version, proposed.proposed_by_id) == (CARD, 1, cast.ito.person_id)


def test_sato_says_it_better(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)
    later = at + timedelta(hours=1)

    anew = propose(aobas, CAMERA, 1, cast.sato, later)

    assert (anew.text, anew.version, anew.proposed_by_id, anew.proposed_at) == (CAMERA, 2, cast.sato.person_id, later)
    entry = Entry.objects.latest("id")
    assert entry.act == "assessments:alternative:proposed"
    assert (entry.before["means"], entry.after["means"]) == (CARD.means, CAMERA.means)


def test_two_people_at_one_alternative_both_keep_their_words(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)

    with pytest.raises(AlternativeConflict) as conflict:
        propose(aobas, CAMERA, 0, cast.sato, at)

    assert conflict.value.current is not None
    assert conflict.value.current.text == CARD
    assert standing(cast.sato, at, aobas) == conflict.value.current


def test_the_same_words_again_change_nothing(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)
    entries = Entry.objects.count()

    again = propose(aobas, CARD, 0, cast.sato, at)

    assert (again.version, again.proposed_by_id) == (1, cast.ito.person_id)
    assert Entry.objects.count() == entries


def test_an_alternative_is_withdrawn(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)

    alternatives.withdraw(assessment_id=aobas, criterion_no="4-1-8-2", version=1, actor=cast.sato, at=at)

    assert standing(cast.sato, at, aobas) is None
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.before["means"], entry.after) == ("assessments:alternative:withdrawn", CARD.means, {})


def test_nobody_withdraws_what_somebody_else_just_changed(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)
    propose(aobas, CAMERA, 1, cast.ito, at)

    with pytest.raises(AlternativeConflict):
        alternatives.withdraw(assessment_id=aobas, criterion_no="4-1-8-2", version=1, actor=cast.sato, at=at)

    assert standing(cast.sato, at, aobas) is not None


def test_what_is_not_there_cannot_be_withdrawn(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="NO_ALTERNATIVE"):
        alternatives.withdraw(assessment_id=aobas, criterion_no="4-1-8-2", version=0, actor=cast.sato, at=at)


def test_what_was_withdrawn_meanwhile_is_said_to_be_gone(cast: Cast, aobas: UUID, at: datetime) -> None:
    propose(aobas, CARD, 0, cast.ito, at)
    alternatives.withdraw(assessment_id=aobas, criterion_no="4-1-8-2", version=1, actor=cast.ito, at=at)

    with pytest.raises(AlternativeConflict) as conflict:
        propose(aobas, CAMERA, 1, cast.sato, at)

    assert conflict.value.current is None


def test_an_alternative_without_a_reason_is_none(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(Invalid, match="WHY_EQUAL_MISSING"):
        propose(aobas, AlternativeText("目的", "手段", ""), 0, cast.sato, at)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_nothing_to_propose_for(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)

    with pytest.raises(NotFound):
        propose(aobas, CARD, 0, outsider, at)
    with pytest.raises(NotFound):
        requirement(outsider, at, aobas, "4-1-8")
