"""What goes into the workbook of a self-evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import AnswerValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.schemes.rules import Edition, Level


@dataclass(frozen=True)
class Filling:
    """What goes into a workbook: whose self-evaluation it is, of which edition and level, and its answers."""

    assessment_id: UUID
    organization: str
    title: str
    edition: Edition
    level: Level
    answers: Mapping[str, AnswerValue]
    made_at: datetime

    def answer(self, no: str) -> AnswerValue:
        """Return the answer to a criterion; a blank one if none was given."""
        return self.answers.get(no) or AnswerValue(no)
