"""An alternative names the goal, the means, and why it is equal; without one of them it is none."""

from __future__ import annotations

import pytest

from hoshimori.assessments.rules.alternatives import AlternativeText, checked_alternative
from hoshimori.shared.refusal import Invalid


def test_an_alternative_that_says_everything_may_be_proposed() -> None:
    said = AlternativeText("入れない状態にする。\r\n", " 入退室をカードで管理する。 ", "鍵と同じ強さです。")

    checked = checked_alternative(said)

    assert checked == AlternativeText("入れない状態にする。", "入退室をカードで管理する。", "鍵と同じ強さです。")


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (AlternativeText(" ", "b", "c"), "GOAL_MISSING", "goal"),
        (AlternativeText("a", "\n", "c"), "MEANS_MISSING", "means"),
        (AlternativeText("a", "b", ""), "WHY_EQUAL_MISSING", "why_equal"),
        (AlternativeText("a", "b" * 4001, "c"), "TOO_LONG", "means"),
    ],
)
def test_an_alternative_that_leaves_something_out_may_not(text: AlternativeText, code: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_alternative(text)

    assert (refusal.value.code, refusal.value.field) == (code, field)
