"""What must hold before something is registered, and what the officer is shown of its own accord."""

from __future__ import annotations

from typing import Any, cast

import pytest

from hoshimori.confirmations.rules.papers import ExpertPart
from hoshimori.confirmations.rules.states import Manner
from hoshimori.registry.rules.formal import (
    FilingPaper,
    FormalPoint,
    Notable,
    disagree,
    notable_in,
    require_all_hold,
    require_eligible_expert,
)
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.shared.refusal import NotPossibleNow

EXPERT: ExpertPart = {
    "name": "清田 実",
    "organization": "ほしぞら情報安全株式会社",
    "organization_en": "Hoshizora Security",
    "corporate_number": "2999912340010",
    "is_in_house": False,
    "qualifications": ["CISSP"],
    "training_provider": "研修機関(見本)",
    "training_valid_until": "2026-11-24",
}


def paper(*, manner: Manner = Manner.VISIT, in_house: bool = False, reason: str = "") -> FilingPaper:
    parts: dict[str, Any] = {
        "confirmation": {"expert": {**EXPERT, "is_in_house": in_house}, "manner": manner.value},
        "handing_over": {"reason": reason},
    }
    return cast("FilingPaper", parts)


@pytest.mark.parametrize(
    ("confirmed_at", "is_eligible"),
    [
        ("2026-11-23T01:00:00+00:00", True),
        ("2026-11-23T14:59:59+00:00", True),
        ("2026-11-23T15:00:00+00:00", False),
        ("2026-11-25T01:00:00+00:00", False),
    ],
)
def test_training_holds_until_midnight_in_japan(confirmed_at: str, *, is_eligible: bool) -> None:
    if is_eligible:
        require_eligible_expert(EXPERT, confirmed_at)
    else:
        with pytest.raises(NotPossibleNow, match="EXPERT_WAS_NOT_ELIGIBLE"):
            require_eligible_expert(EXPERT, confirmed_at)


def test_an_expert_without_qualification_was_not_eligible() -> None:
    with pytest.raises(NotPossibleNow, match="EXPERT_WAS_NOT_ELIGIBLE"):
        require_eligible_expert({**EXPERT, "qualifications": []}, "2026-11-23T01:00:00+00:00")


@pytest.mark.parametrize("point", list(FormalPoint))
def test_each_point_that_does_not_hold_or_was_not_looked_at_forbids_registering(point: FormalPoint) -> None:
    points = {one.value: True for one in FormalPoint}
    require_all_hold(points)

    with pytest.raises(NotPossibleNow, match="POINTS_NOT_MET"):
        require_all_hold({**points, point.value: False})
    del points[point.value]
    with pytest.raises(NotPossibleNow, match="POINTS_NOT_MET"):
        require_all_hold(points)


def test_what_gives_reason_to_look_is_pointed_out() -> None:
    assert notable_in(paper()) == ()
    assert notable_in(paper(manner=Manner.PAPER_ONLY)) == (Notable.PAPER_ONLY,)
    assert notable_in(paper(in_house=True)) == (Notable.IN_HOUSE,)
    assert notable_in(paper(reason="証跡は面談で。")) == (Notable.HANDED_OVER_WITH_REASON,)


@pytest.mark.parametrize(
    ("other_level", "other", "entry", "expected"),
    [
        (3, FilingState.FILED, None, False),
        (3, FilingState.REGISTERED, RegistrationState.VALID, False),
        (3, FilingState.REGISTERED, RegistrationState.EXPIRED, False),
        (3, FilingState.REGISTERED, RegistrationState.RETURNED, False),
        (4, FilingState.REGISTERED, RegistrationState.VALID, True),
        (4, FilingState.FILED, None, True),
        (3, FilingState.REFUSED, None, True),
        (3, FilingState.REGISTERED, RegistrationState.SUSPENDED, True),
        (3, FilingState.REGISTERED, RegistrationState.WITHDRAWN, True),
    ],
)
def test_two_on_one_platform_disagree_by_level_refusal_and_loss(
    other_level: int, other: FilingState, entry: RegistrationState | None, *, expected: bool
) -> None:
    assert disagree(3, other_level, other, entry) == expected
