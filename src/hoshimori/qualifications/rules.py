"""What makes an expert eligible on a day: a listed qualification and scheme training, both in force [D]."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

PROOF_LIMIT = 200
PROVIDER_LIMIT = 120
STATEMENT_LIMIT = 1000


class Ground(StrEnum):
    """Why somebody cannot confirm on a day."""

    NO_QUALIFICATION = "NO_QUALIFICATION"
    QUALIFICATION_ENDED = "QUALIFICATION_ENDED"
    NO_TRAINING = "NO_TRAINING"
    TRAINING_RAN_OUT = "TRAINING_RAN_OUT"


class Serves(StrEnum):
    """Whom an expert confirms for: its own company alone (in-house), or others too (external)."""

    OWN_COMPANY = "OWN_COMPANY"
    OTHERS = "OTHERS"


class Facet(StrEnum):
    """By what an expert can be found in the register of experts."""

    PREFECTURE = "PREFECTURE"
    INDUSTRY = "INDUSTRY"
    SIZE_CLASS = "SIZE_CLASS"


@dataclass(frozen=True, slots=True)
class Held:
    """A qualification as the operator recorded it. `valid_until` is exclusive; None: it has no end."""

    name: str
    proof: str
    held_from: date
    valid_until: date | None

    def is_in_force(self, day: date) -> bool:
        """Tell whether it holds on that day."""
        return self.held_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Trained:
    """Completed scheme training as the operator recorded it. `valid_until` is exclusive."""

    provider: str
    completed_on: date
    valid_until: date

    def is_in_force(self, day: date) -> bool:
        """Tell whether it holds on that day."""
        return self.completed_on <= day < self.valid_until


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the operator recorded about one person that has not been taken out again."""

    qualifications: tuple[Held, ...]
    trainings: tuple[Trained, ...]


def grounds_against(standing: Standing, listed: Iterable[str], day: date) -> tuple[Ground, ...]:
    """Return why somebody cannot confirm on `day`; nothing means eligible.

    `listed` are the qualifications of the edition under which the self-evaluation was made.
    """
    names = frozenset(listed)
    held = [one for one in standing.qualifications if one.name in names]
    grounds = []
    if not _any_in_force(held, day):
        grounds.append(Ground.QUALIFICATION_ENDED if held else Ground.NO_QUALIFICATION)
    if not _any_in_force(standing.trainings, day):
        grounds.append(Ground.TRAINING_RAN_OUT if standing.trainings else Ground.NO_TRAINING)
    return tuple(grounds)


def _any_in_force(facts: Sequence[Held | Trained], day: date) -> bool:
    return any(fact.is_in_force(day) for fact in facts)
