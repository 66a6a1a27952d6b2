"""Charts can be seen, heard and counted, and hold whatever text they are given."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from hoshimori.documents.charts import Kind, Look, Row, squares
from hoshimori.documents.glyphs import LONGEST_WORD, covered, showable

SVG = "{http://www.w3.org/2000/svg}"
KINDS = [Kind("適合", Look.CHECK), Kind("不適合", Look.CROSS), Kind("未回答", Look.EMPTY)]
ROWS = [Row("1 ガバナンス", "5 / 8", (4, 1, 3)), Row("4 防御", "0 / 48", (0, 0, 48))]


def drawn(**others: str) -> ET.Element:
    words = {"title": "大分類ごとの回答", "description": "1つの四角が1項目です。"} | others
    return ET.fromstring(squares(kinds=KINDS, rows=ROWS, **words))  # noqa: S314 - drawn just now


def test_there_is_one_square_for_each_thing_that_is_counted() -> None:
    paths = [path.get("d") or "" for path in drawn().iter(f"{SVG}path") if path.get("fill") != "none"]

    legend = len(KINDS)
    assert sum(path.count("M") for path in paths) == 8 + 48 + legend


def test_every_kind_has_a_shape_of_its_own_beside_its_color() -> None:
    kinds = [Kind(look.value, look) for look in Look]
    chart = ET.fromstring(squares(title="t", description="d", kinds=kinds, rows=[Row("r", "", [1] * len(kinds))]))  # noqa: S314 - drawn just now

    marks = {(path.get("d") or "").partition("m")[2] for path in chart.iter(f"{SVG}path") if path.get("fill") == "none"}

    assert len(marks) == len(Look) - 1  # an empty square is the one without a mark


def test_a_chart_says_what_it_is_to_who_does_not_see_it() -> None:
    chart = drawn(name="progress")

    assert chart.get("role") == "img"
    named = (chart.get("aria-labelledby") or "").split()
    texts = {part.get("id"): part.text for part in chart if part.get("id")}
    assert [texts[name] for name in named] == ["大分類ごとの回答", "1つの四角が1項目です。"]


def test_two_charts_of_one_page_do_not_share_names() -> None:
    first, second = drawn(name="first").get("aria-labelledby"), drawn(name="second").get("aria-labelledby")

    assert first != second


def test_what_is_not_there_is_not_in_the_legend() -> None:
    words = [part.text for part in drawn().iter(f"{SVG}text")]
    none_met = squares(title="t", description="d", kinds=KINDS, rows=[ROWS[1]])

    assert "適合" in words
    assert "不適合" not in none_met


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'&]]>", 'a" onload="x'])
def test_no_text_becomes_markup(text: str) -> None:
    drawing = squares(
        title=text, description=text, kinds=[Kind(text, Look.DOT)], rows=[Row(text, text, [1])], name=text
    )

    chart = ET.fromstring(drawing)  # noqa: S314 - drawn just now

    assert {part.tag.removeprefix(SVG) for part in chart.iter()} == {"svg", "title", "desc", "path", "text"}
    assert not any(name.startswith("on") for part in chart.iter() for name in part.attrib)


def test_the_font_shows_japanese_and_the_marks_of_the_scheme() -> None:
    assert {ord(letter) for letter in "青葉部品株式会社★○×△〓①〜—・“”髙﨑"} <= covered()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("か\u3099", "が"),
        ("一\r\n二\t三", "一\n二 三"),
        ("見え\u200bない\u202e字\x00", "見えない字"),
        ("😀と한", "〓と〓"),
        ("\u3000間\u00a0隔", "\u3000間\u00a0隔"),
    ],
)
def test_what_cannot_be_set_is_made_so_that_it_can(typed: str, shown: str) -> None:
    assert showable(typed) == shown


def test_a_word_without_end_may_break_but_japanese_is_left_alone() -> None:
    digest, sentence = "a" * 64, "長い文です。" * 20

    assert max(len(part) for part in showable(digest).split("\u200b")) == LONGEST_WORD
    assert showable(digest).replace("\u200b", "") == digest
    assert showable(sentence) == sentence
