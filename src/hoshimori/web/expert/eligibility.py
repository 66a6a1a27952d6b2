"""Why an expert cannot confirm today, in words, since which day, and until when training holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.qualifications.rules import Ground
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.layout.standing import GROUND_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hoshimori.qualifications.queries import Own

_TRAINING = (Ground.NO_TRAINING, Ground.TRAINING_RAN_OUT)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why the expert cannot confirm today, since which day if that is known, and whether it is about training."""

    word: str
    since: date | None
    is_about_training: bool


def hindrances(mine: Own, grounds: Sequence[Ground], at: datetime) -> tuple[Hindrance, ...]:
    """Return each of these grounds in words."""
    today, ends = day_in_japan(at), _ends(mine)
    found = []
    for ground in grounds:
        past = [end for end in ends.get(ground, ()) if end <= today]
        found.append(Hindrance(str(GROUND_WORDS[ground]), max(past) if past else None, ground in _TRAINING))
    return tuple(found)


def training_until(mine: Own, at: datetime) -> date | None:
    """Return the last day on which training holds; None where none does."""
    today = day_in_japan(at)
    kept = [one.trained for one in mine.trainings if one.taken_out_at is None]
    ends = [trained.valid_until for trained in kept if trained.is_in_force(today)]
    return max(ends) - timedelta(days=1) if ends else None


def _ends(mine: Own) -> dict[Ground, list[date]]:
    held = [one.held.valid_until for one in mine.qualifications if one.taken_out_at is None]
    return {
        Ground.TRAINING_RAN_OUT: [one.trained.valid_until for one in mine.trainings if one.taken_out_at is None],
        Ground.QUALIFICATION_ENDED: [end for end in held if end is not None],
    }
