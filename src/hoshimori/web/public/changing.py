"""What the page about the difference between two editions shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.schemes import queries
from hoshimori.shared.refusal import NotFound
from hoshimori.web.public.reading import counts_of, earlier_than, headings

if TYPE_CHECKING:
    from hoshimori.schemes.rules import Criterion, Difference, Requirement
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.public.reading import Heading, LevelCount


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions."""

    edition: Heading
    counts: tuple[LevelCount, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A criterion that changed, under the name of its requirement."""

    criterion: Criterion
    requirement_name: Text


@dataclass(frozen=True, slots=True)
class Reworded:
    """A requirement of which criteria were worded otherwise."""

    requirement: Requirement
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What an edition changed against an earlier one."""

    old: Side
    new: Side
    difference: Difference
    added: tuple[Changed, ...]
    removed: tuple[Changed, ...]
    reworded: tuple[Reworded, ...]
    others: tuple[str, ...]


def changes(code: str, earlier: str) -> ChangesPage:
    """Compare an edition with an earlier one; without one named, with the one just before it.

    Raises:
        NotFound: one of them does not exist, or nothing is earlier.
    """
    old_code = earlier or earlier_than(code)
    if not old_code:
        raise NotFound
    old, new = headings(old_code, code)
    found = queries.difference(old_code, code)
    before, after = queries.edition(old_code), queries.edition(code)
    reworded: dict[str, list[Criterion]] = {}
    for criterion in found.reworded:
        reworded.setdefault(criterion.requirement_no, []).append(criterion)
    shipped = queries.shipped_editions()
    return ChangesPage(
        old=Side(old, counts_of(before)),
        new=Side(new, counts_of(after)),
        difference=found,
        added=tuple(Changed(part, after.requirements[part.requirement_no].name) for part in found.added),
        removed=tuple(Changed(part, before.requirements[part.requirement_no].name) for part in found.removed),
        reworded=tuple(Reworded(after.requirements[no], tuple(parts)) for no, parts in reworded.items()),
        others=tuple(other for other in shipped[: shipped.index(code)] if other != old_code),
    )
