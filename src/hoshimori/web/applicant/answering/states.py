"""How an answer stands, as a word with a shape: met, not met, not applicable, unanswered, to be confirmed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.answers import Result

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.assessments.rules.answers import AnswerValue

RESULT_WORDS: dict[Result, StrPromise] = {
    Result.MET: _("Met"),
    Result.NOT_MET: _("Not met"),
    Result.NOT_APPLICABLE: _("Not applicable"),
    Result.BLANK: _("Unanswered"),
}
_LOOKS = {
    Result.MET: ("ok", "check"),
    Result.NOT_MET: ("no", "cross"),
    Result.NOT_APPLICABLE: ("none", "dash"),
    Result.BLANK: ("plain", "ring"),
}


@dataclass(frozen=True, slots=True)
class AnswerState:
    """A kind of mark (see the layout's `mark`), its drawing and word, and whether the criterion waits for somebody."""

    kind: str
    icon: str
    word: str
    is_open: bool


def state_of(answer: AnswerValue) -> AnswerState:
    """Return how an answer stands."""
    if answer.taken_over:
        return AnswerState("wait", "clock", str(_("To be confirmed again")), is_open=True)
    result = answer.text.result
    return AnswerState(*_LOOKS[result], str(RESULT_WORDS[result]), is_open=not answer.counts)
