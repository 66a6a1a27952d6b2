"""What the ministry's pages show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.figures import companies_by_level
from hoshimori.schemes.queries import all_editions
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from hoshimori.schemes.queries import EditionLine
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class LevelRow:
    """How many companies work at a level; None where so few do that a figure would tell who."""

    level: int
    companies: int | None


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overseer's first page."""

    editions: tuple[EditionLine, ...]
    levels: tuple[LevelRow, ...]


def overview_page(actor: Actor) -> OverviewPage:
    """Return the overseer's first page.

    Raises:
        NotPermitted: the actor's role may not see figures of the scheme.
    """
    figures = companies_by_level(actor)
    return OverviewPage(tuple(all_editions()), tuple(LevelRow(level, figures[level]) for level in Level))
