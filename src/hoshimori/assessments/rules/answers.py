"""When an answer is right, when it is complete, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import can_be_kept

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from hoshimori.schemes.rules import Criterion

TEXT_LIMIT = 4000


class Result(StrEnum):
    """What a company says about one criterion. Blank is never "no" and never "yes" [P]."""

    BLANK = ""
    MET = "MET"
    NOT_MET = "NOT_MET"
    NOT_APPLICABLE = "NOT_APPLICABLE"


@dataclass(frozen=True, slots=True)
class AnswerText:
    """The words of one answer: result, why it is met now (or why it does not apply), what will be done, a note.

    They stand in the columns O, P, Q and R of the official workbook. Texts have at most 4,000 characters.
    """

    result: Result = Result.BLANK
    reason: str = ""
    plan: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One answer as others see it: its words, who is responsible, until when, and whether it waits for confirmation.

    `taken_over` answers come from an earlier self-evaluation and do not count until somebody confirms them again.
    `version` is 0 for a criterion that was never answered.
    """

    criterion_no: str
    text: AnswerText = AnswerText()
    responsible_id: UUID | None = None
    due_on: date | None = None
    taken_over: bool = False
    version: int = 0

    @property
    def counts(self) -> bool:
        """Tell whether the criterion is answered: a result is given and nothing waits to be confirmed again."""
        return self.text.result != Result.BLANK and not self.taken_over

    @property
    def is_met(self) -> bool:
        """Tell whether the criterion stands in no way of a ★: met, or rightly not applicable."""
        return self.counts and self.text.result in {Result.MET, Result.NOT_APPLICABLE}


def check(text: AnswerText, criterion: Criterion) -> None:
    """Let through only an answer that the scheme allows for this criterion (scheme section 5).

    Raises:
        Invalid: "not applicable" for a criterion that is not conditional, or without a basis; a text is too long, or
            holds a character that cannot be kept.
    """
    if text.result == Result.NOT_APPLICABLE and not criterion.conditional:
        raise Invalid("NOT_CONDITIONAL", field="result", criterion=criterion.no)
    if text.result == Result.NOT_APPLICABLE and not text.reason.strip():
        raise Invalid("BASIS_MISSING", field="reason", criterion=criterion.no)
    for field in ("reason", "plan", "note"):
        if len(getattr(text, field)) > TEXT_LIMIT:
            raise Invalid("TOO_LONG", field=field, limit=TEXT_LIMIT)
        if not can_be_kept(getattr(text, field)):
            raise Invalid("UNREADABLE_CHARACTER", field=field)
