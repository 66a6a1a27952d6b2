"""Which criteria somebody looks for in a self-evaluation: what is open, late, theirs, or without proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import AnswerValue, Result

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from hoshimori.shared.calendar import Period

SOON = timedelta(days=14)


class Show(StrEnum):
    """What can be looked for; each criterion is judged by itself."""

    ALL = ""
    OPEN = "OPEN"
    NOT_MET = "NOT_MET"
    MINE = "MINE"
    DUE = "DUE"
    NO_EVIDENCE = "NO_EVIDENCE"
    TO_CONFIRM = "TO_CONFIRM"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one answer, counted. None of the four facts says anything about the others.

    `covers_until` is the day after the last one any evidence speaks of.
    """

    evidence: int = 0
    covers_until: date | None = None
    tasks: int = 0
    tasks_done: int = 0
    comments: int = 0
    minutes: int = 0
    has_alternative: bool = False


def found_under(answer: AnswerValue, around: Around, *, person_id: UUID | None, today: date) -> frozenset[Show]:
    """Return everything under which a criterion is found, by the person who looks, on that day."""
    found = {
        Show.ALL: True,
        Show.OPEN: not answer.counts,
        Show.NOT_MET: answer.counts and answer.text.result == Result.NOT_MET,
        Show.MINE: answer.responsible_id is not None and answer.responsible_id == person_id,
        Show.DUE: is_due(answer, today),
        Show.NO_EVIDENCE: answer.text.result == Result.MET and not around.evidence,
        Show.TO_CONFIRM: answer.taken_over,
    }
    return frozenset(show for show, is_found in found.items() if is_found)


def is_due(answer: AnswerValue, today: date) -> bool:
    """Tell whether something is left to do that should be done by now or within two weeks."""
    return answer.due_on is not None and answer.due_on <= today + SOON and not answer.is_met


def is_late(answer: AnswerValue, today: date) -> bool:
    """Tell whether something is left to do whose day has passed; on the day itself there is time."""
    return answer.due_on is not None and answer.due_on < today and not answer.is_met


def is_out_of_date(covers_until: date | None, period: Period | None, today: date) -> bool:
    """Tell whether the newest evidence is older than the criterion's own period [M]; False where either is unknown."""
    return covers_until is not None and period is not None and covers_until <= period.before(today)
