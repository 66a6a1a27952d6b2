"""What an edition of the scheme is: levels, categories, requirements, criteria, and the rules it sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from hoshimori.shared.lifecycle import Lifecycle, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hoshimori.shared.bilingual import Text
    from hoshimori.shared.calendar import Period


class Level(IntEnum):
    """How many stars. ★1 and ★2 are self-declared elsewhere, ★5 is reserved [P]."""

    THREE = 3
    FOUR = 4


class EditionState(StrEnum):
    """Where an edition of the criteria stands."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    SUPERSEDED = "SUPERSEDED"


class EditionAction(StrEnum):
    """What the operator can do with an edition."""

    DRAFT = "DRAFT"
    PUBLISH = "PUBLISH"
    SUPERSEDE = "SUPERSEDE"


EDITION: Lifecycle[EditionState, EditionAction] = Lifecycle(
    "edition",
    [
        Step(None, EditionAction.DRAFT, EditionState.DRAFT),
        Step(EditionState.DRAFT, EditionAction.PUBLISH, EditionState.PUBLISHED),
        Step(EditionState.DRAFT, EditionAction.SUPERSEDE, EditionState.SUPERSEDED),
        Step(EditionState.PUBLISHED, EditionAction.SUPERSEDE, EditionState.SUPERSEDED),
    ],
)


@dataclass(frozen=True, slots=True)
class Record:
    """The record that shows a process was really carried out, and how often the criterion itself asks for it."""

    text: Text
    period: Period | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the 153 questions: its facts, and Hoshimori's own words about it.

    `conditional` criteria alone may be answered "not applicable"; `names_alternative` ones name another accepted
    means themselves. `references` maps a standard to its clauses.
    """

    no: str
    requirement_no: str
    level: Level
    conditional: bool
    periodic: bool
    names_alternative: bool
    references: Mapping[str, str]
    label: Text
    asked: Text
    ways: tuple[Text, ...]
    evidence: tuple[Text, ...]
    record: Record | None
    pitfall: Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement with its security goal; an alternative may reach the goal by other means [M]."""

    no: str
    name: Text
    level: Level
    csf_function: str
    goal: Text
    criteria: tuple[Criterion, ...]

    def criteria_of(self, level: Level) -> tuple[Criterion, ...]:
        """Return the criteria that `level` asks for: ★4 asks for all, ★3 for its own."""
        return tuple(criterion for criterion in self.criteria if criterion.level <= level)


@dataclass(frozen=True, slots=True)
class Subcategory:
    """A group of requirements."""

    no: str
    name: Text
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """One of the seven parts of the catalogue."""

    no: str
    name: Text
    subcategories: tuple[Subcategory, ...]

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Return all requirements of this category."""
        return tuple(requirement for part in self.subcategories for requirement in part.requirements)


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule of time or a list that the edition sets: its value as text, its words, its source mark and why.

    `source` is P (published policy), M (minutes) or D (Hoshimori's default, which the operator may change).
    """

    name: str
    value: str | int | tuple[str, ...]
    source: str
    label: Text


@dataclass(frozen=True)
class Edition:
    """One edition of the criteria, complete and frozen. Everything refers to (edition, number).

    `reworded_in_next` are the criteria whose number lives on in the next edition with another official wording.
    """

    code: str
    title: Text
    published_on: date
    source: str
    categories: tuple[Category, ...]
    settings: Mapping[str, Setting] = field(default_factory=dict)
    has_texts: bool = True
    reworded_in_next: frozenset[str] = frozenset()

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """Return all requirements by number, in the order of the catalogue."""
        return {requirement.no: requirement for part in self.categories for requirement in part.requirements}

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Return all criteria by number, in the order of the catalogue."""
        return {criterion.no: criterion for part in self.requirements.values() for criterion in part.criteria}

    @cached_property
    def _by_level(self) -> Mapping[Level, tuple[Criterion, ...]]:
        return {
            level: tuple(criterion for criterion in self.criteria.values() if criterion.level <= level)
            for level in Level
        }

    def criteria_of(self, level: Level) -> tuple[Criterion, ...]:
        """Return the criteria that `level` asks for, in order: 81 for ★3 and 153 for ★4 in edition 2026-03-27 [P]."""
        return self._by_level[level]

    def requirements_of(self, level: Level) -> tuple[Requirement, ...]:
        """Return the requirements that `level` asks for: 26 for ★3 and 43 for ★4 in edition 2026-03-27 [P]."""
        return tuple(part for part in self.requirements.values() if part.criteria_of(level))


def number_key(no: str) -> tuple[int, ...]:
    """Return what sorts official numbers as people do: 4-1-10 after 4-1-9."""
    return tuple(int(part) for part in no.split("-"))


@dataclass(frozen=True, slots=True)
class Renamed:
    """A requirement whose number lives on under another official name. The official name is the Japanese one."""

    no: str
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose number lives on at another level."""

    no: str
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edition changed, number by number, in the order of the catalogue.

    `reworded` are numbers that live on with another official wording: the same number may ask for something else.
    Removed requirements and criteria are those of the old edition.
    """

    requirements_added: tuple[Requirement, ...]
    requirements_removed: tuple[Requirement, ...]
    renamed: tuple[Renamed, ...]
    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    moved: tuple[Moved, ...]
    reworded: tuple[Criterion, ...]


def difference(chain: Sequence[Edition]) -> Difference:
    """Compare the first of these editions with the last; each is the next one after the edition before it.

    All of them are needed, because each knows only which of its criteria the next one words otherwise.

    Raises:
        ValueError: these are not at least two editions, oldest first.
    """
    if not chain[1:] or any(one.published_on >= other.published_on for one, other in pairwise(chain)):
        message = "a difference is between two editions or more, oldest first"
        raise ValueError(message)
    old, new = chain[0], chain[-1]
    reworded = frozenset[str]().union(*(edition.reworded_in_next for edition in chain[:-1]))
    kept = [(old.criteria[no], after) for no, after in new.criteria.items() if no in old.criteria]
    named = [(old.requirements[no].name, part) for no, part in new.requirements.items() if no in old.requirements]
    return Difference(
        requirements_added=tuple(part for no, part in new.requirements.items() if no not in old.requirements),
        requirements_removed=tuple(part for no, part in old.requirements.items() if no not in new.requirements),
        renamed=tuple(Renamed(part.no, before, part.name) for before, part in named if before.ja != part.name.ja),
        added=tuple(criterion for no, criterion in new.criteria.items() if no not in old.criteria),
        removed=tuple(criterion for no, criterion in old.criteria.items() if no not in new.criteria),
        moved=tuple(
            Moved(after.no, before.level, after.level) for before, after in kept if before.level != after.level
        ),
        reworded=tuple(after for _before, after in kept if after.no in reworded),
    )
