"""When another means may stand for what a criterion asks (代替策) [M]: its goal, the means, and why it is equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import TEXT_LIMIT
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class AlternativeText:
    """The words of an alternative. The goal is that of the requirement and may not be lowered [M]."""

    goal: str
    means: str
    why_equal: str


@dataclass(frozen=True, slots=True)
class AlternativeValue:
    """An alternative as others see it; whether it is accepted is for the expert or the evaluation body to say."""

    criterion_no: str
    text: AlternativeText
    version: int
    proposed_by_id: UUID
    proposed_at: datetime


def checked_alternative(text: AlternativeText) -> AlternativeText:
    """Return an alternative that may be proposed, its line breaks made alike.

    Raises:
        Invalid: goal, means or why it is equal is missing or longer than 4,000 characters.
    """
    return AlternativeText(
        paragraphs(text.goal, field="goal", limit=TEXT_LIMIT, missing="GOAL_MISSING"),
        paragraphs(text.means, field="means", limit=TEXT_LIMIT, missing="MEANS_MISSING"),
        paragraphs(text.why_equal, field="why_equal", limit=TEXT_LIMIT, missing="WHY_EQUAL_MISSING"),
    )
