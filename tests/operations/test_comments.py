"""Aoba's people talk about a criterion among themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.assessments.models import Comment
from hoshimori.assessments.operations import beginning, commenting
from hoshimori.assessments.queries.requirement import requirement
from hoshimori.journal.models import Entry
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound
from tests.cast import Cast


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def write(aobas: UUID, text: str, actor: Actor, at: datetime) -> UUID:
    return commenting.write(assessment_id=aobas, criterion_no="4-1-3-2", text=text, actor=actor, at=at)


def test_sato_asks_ito_and_ito_answers(cast: Cast, aobas: UUID, at: datetime) -> None:
    asked = write(aobas, "@伊藤 次郎 さん、設定画面の写しはありますか。", cast.sato, at)
    write(aobas, "きのう撮りました。", cast.ito, at + timedelta(minutes=5))

    comments = requirement(cast.mori, at, aobas, "4-1-3").comments

    assert [(comment.criterion_no, comment.author_id) for comment in comments] == [
        ("4-1-3-2", cast.sato.person_id),
        ("4-1-3-2", cast.ito.person_id),
    ]
    mentioned = Comment.objects.get(pk=asked).mentioned.values_list("pk", flat=True)
    assert set(mentioned) == {cast.ito.person_id}


def test_nobody_of_another_company_can_be_spoken_to(cast: Cast, aobas: UUID, at: datetime) -> None:
    written = write(aobas, "@田中 一郎 さん、見えますか。", cast.sato, at)

    assert not Comment.objects.get(pk=written).mentioned.exists()


def test_the_journal_says_that_something_was_written_and_not_what(cast: Cast, aobas: UUID, at: datetime) -> None:
    write(aobas, "内輪の話です。", cast.sato, at)

    entry = Entry.objects.latest("id")

    assert entry.act == "assessments:comment:written"
    assert entry.after == {"criterion": "4-1-3-2", "mentioned": []}


def test_a_remark_without_words_is_none(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(Invalid, match="COMMENT_MISSING"):
        write(aobas, "  ", cast.sato, at)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_nothing_to_talk_about(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    with pytest.raises(NotFound):
        write(aobas, "こんにちは。", getattr(cast, who), at)


def test_a_criterion_of_another_level_has_no_remarks(cast: Cast, aobas: UUID, at: datetime) -> None:
    with pytest.raises(NotFound):
        commenting.write(assessment_id=aobas, criterion_no="1-1-1-1", text="★4の基準", actor=cast.sato, at=at)
