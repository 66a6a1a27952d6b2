"""What makes an expert eligible on a day: a listed qualification and scheme training, both in force [D]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

PROOF_LIMIT = 200
PROVIDER_LIMIT = 120
STATEMENT_LIMIT = 1000

WARN_BEFORE = (90, 30, 7)
"""How many days before training runs out its expert is told [D]."""

_EARLIEST = date(1980, 1, 1)
_LATEST = timedelta(days=50 * 366)


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


FACETS: dict[Facet, Collection[str]] = {
    Facet.PREFECTURE: PREFECTURES.keys(),
    Facet.INDUSTRY: INDUSTRIES.keys(),
    Facet.SIZE_CLASS: SIZE_CLASSES.keys(),
}
"""The codes of each facet. An expert who names none of them serves all."""


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


def checked_qualification(name: str, proof: str, listed: Collection[str]) -> tuple[str, str]:
    """Return the name of a qualification and where its proof is found, each on one line.

    Raises:
        Invalid: the edition does not list the qualification, or the proof is missing or too long.
    """
    if name not in listed:
        raise Invalid("NOT_IN_LIST", field="name")
    return name, one_line(proof, field="proof", limit=PROOF_LIMIT, missing="PROOF_MISSING")


def check_held(held_from: date, valid_until: date | None, today: date) -> None:
    """Let a qualification be held from one day and until before another one, or without an end.

    Raises:
        Invalid: it ends before it begins, or a day lies too far away to be meant.
    """
    _check_days(held_from, "held_from", valid_until, "valid_until", today)


def checked_training(provider: str, completed_on: date, valid_until: date, today: date) -> str:
    """Return who gave scheme training, on one line.

    Raises:
        Invalid: the provider is missing; the training is still to come or runs out before it was completed.
    """
    who = one_line(provider, field="provider", limit=PROVIDER_LIMIT, missing="PROVIDER_MISSING")
    if completed_on > today:
        raise Invalid("NOT_COMPLETED_YET", field="completed_on")
    _check_days(completed_on, "completed_on", valid_until, "training_until", today)
    return who


def why_taken_out(text: str) -> str:
    """Return why something recorded is taken out again, without outer white space.

    Raises:
        Invalid: nothing is written, or it is too long.
    """
    return paragraphs(text, field="reason", limit=STATEMENT_LIMIT, missing="WHY_TAKEN_OUT_MISSING")


@dataclass(frozen=True, slots=True)
class Offer:
    """What an expert says about itself: whether it agreed to be listed, whom it serves, and its own words.

    No prefecture, industry or size class means all of them.
    """

    is_listed: bool = False
    serves: Serves = Serves.OTHERS
    statement: str = ""
    prefectures: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    size_classes: frozenset[str] = frozenset()

    @property
    def served(self) -> Iterable[tuple[Facet, str]]:
        """Return every prefecture, industry and size class that is named."""
        yield from ((Facet.PREFECTURE, code) for code in sorted(self.prefectures))
        yield from ((Facet.INDUSTRY, code) for code in sorted(self.industries))
        yield from ((Facet.SIZE_CLASS, code) for code in sorted(self.size_classes))


def checked_offer(
    *,
    is_listed: bool,
    serves: str,
    statement: str,
    prefectures: Iterable[str],
    industries: Iterable[str],
    size_classes: Iterable[str],
) -> Offer:
    """Return what an expert says about itself.

    Raises:
        Invalid: a code is not in its list, or the statement is too long.
    """
    if serves not in {one.value for one in Serves}:
        raise Invalid("NOT_IN_LIST", field="serves")
    return Offer(
        is_listed=is_listed,
        serves=Serves(serves),
        statement=paragraphs(statement, field="statement", limit=STATEMENT_LIMIT),
        prefectures=_known(Facet.PREFECTURE, prefectures, "prefectures"),
        industries=_known(Facet.INDUSTRY, industries, "industries"),
        size_classes=_known(Facet.SIZE_CLASS, size_classes, "size_classes"),
    )


def warning_due(valid_until: date, today: date, last_warning: int | None) -> int | None:
    """Return the threshold (90, 30 or 7 days) of which the expert is to be told now; None where it was, or need not be.

    Training recorded late is told of once, by the narrowest threshold it has reached.
    """
    left = (valid_until - today).days
    if left <= 0:
        return None
    reached = min((days for days in WARN_BEFORE if left <= days), default=None)
    if reached is None or (last_warning is not None and last_warning <= reached):
        return None
    return reached


def _known(facet: Facet, codes: Iterable[str], field: str) -> frozenset[str]:
    chosen = frozenset(codes)
    if chosen - frozenset(FACETS[facet]):
        raise Invalid("NOT_IN_LIST", field=field)
    return chosen


def _check_days(first: date, first_field: str, end: date | None, end_field: str, today: date) -> None:
    for day, field in ((first, first_field), (end, end_field)):
        if day is not None and not _EARLIEST <= day <= today + _LATEST:
            raise Invalid("PERIOD_FAR_AWAY", field=field)
    if end is not None and end <= first:
        raise Invalid("PERIOD_ENDS_EARLY", field=end_field)
