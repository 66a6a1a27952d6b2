"""Who is spoken to in a remark: an @ and the whole name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.assessments.rules.comments import Piece, checked_comment, mentioned_in, pieces
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid

SATO, ITO, OTHER_SATO = new_id(), new_id(), new_id()
COLLEAGUES = {SATO: "佐藤", ITO: "伊藤 次郎", OTHER_SATO: "佐藤 花子"}


@pytest.mark.parametrize(
    ("text", "spoken_to"),
    [
        ("証跡を見てください", set()),
        ("@伊藤 次郎 見てください", {ITO}),
        ("＠伊藤 次郎さん、@佐藤も", {ITO, SATO}),
        ("@佐藤 花子 さんへ", {OTHER_SATO}),
        ("@だれか", set()),
        ("mail@example.jp", set()),
    ],
)
def test_an_at_sign_and_the_whole_name_speak_to_somebody(text: str, spoken_to: set[object]) -> None:
    assert mentioned_in(text, COLLEAGUES) == spoken_to


def test_people_of_the_same_name_are_all_spoken_to() -> None:
    assert mentioned_in("@森", {SATO: "森", ITO: "森"}) == {SATO, ITO}


def test_a_remark_falls_into_words_and_mentions() -> None:
    assert pieces("@佐藤 へ(済)", COLLEAGUES.values()) == (Piece("@佐藤", is_mention=True), Piece(" へ(済)"))


@given(st.text(), st.lists(st.text(max_size=3), max_size=3))
def test_the_pieces_of_a_remark_are_the_whole_remark(text: str, names: list[str]) -> None:
    assert "".join(piece.text for piece in pieces(text, names)) == text


def test_a_remark_has_words() -> None:
    with pytest.raises(Invalid, match="COMMENT_MISSING"):
        checked_comment(" \n ")
