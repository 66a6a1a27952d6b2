"""How far a self-evaluation has come: counts of answers, never a score [P]."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import AnswerValue, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hoshimori.schemes.rules import Criterion, Edition, Level


@dataclass(frozen=True, slots=True)
class Progress:
    """How many criteria there are, and how they are answered. Everything not counted elsewhere is blank."""

    total: int
    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    to_confirm: int = 0

    @property
    def answered(self) -> int:
        """Return how many criteria have an answer that counts."""
        return self.met + self.not_met + self.not_applicable

    @property
    def open(self) -> int:
        """Return how many criteria still wait for an answer or for being confirmed again."""
        return self.total - self.answered

    @property
    def blank(self) -> int:
        """Return how many criteria nobody has said anything about that could be confirmed or counted."""
        return self.open - self.to_confirm

    @property
    def fulfilled(self) -> int:
        """Return how many criteria stand in no way of a ★: met, or rightly not applicable."""
        return self.met + self.not_applicable

    @property
    def is_all_met(self) -> bool:
        """Tell whether every criterion of the level is met: the only thing that says something about a ★ [P][M]."""
        return self.total > 0 and self.fulfilled == self.total


def progress_of(criteria: Iterable[Criterion], answers: Mapping[str, AnswerValue]) -> Progress:
    """Count the answers to these criteria; `answers` maps criterion numbers to what was given."""
    wanted = [criterion.no for criterion in criteria]
    given = [answers[no] for no in wanted if no in answers]
    counting = [answer.text.result for answer in given if answer.counts]
    return Progress(
        total=len(wanted),
        met=counting.count(Result.MET),
        not_met=counting.count(Result.NOT_MET),
        not_applicable=counting.count(Result.NOT_APPLICABLE),
        to_confirm=sum(answer.taken_over for answer in given),
    )


def progress_by_category(edition: Edition, level: Level, answers: Mapping[str, AnswerValue]) -> dict[str, Progress]:
    """Return the progress of each category that the level asks something of, by its number."""
    counts = {}
    for category in edition.categories:
        criteria = [criterion for part in category.requirements for criterion in part.criteria_of(level)]
        if criteria:
            counts[category.no] = progress_of(criteria, answers)
    return counts
