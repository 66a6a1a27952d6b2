"""What the operator looks at before it registers: five points by hand, and what Hoshimori points out by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.shared.canonical import Plain

FORMAT = "hoshimori/filing/1"
NOTE_LIMIT = 1000


class FormalPoint(StrEnum):
    """What an officer checks by hand. It is formal: the expert judged the criteria."""

    NAME_AND_NUMBER = "NAME_AND_NUMBER"
    SCOPE_SUMMARY = "SCOPE_SUMMARY"
    DECLARANT = "DECLARANT"
    EXPERT = "EXPERT"
    CONTENT = "CONTENT"


class Notable(StrEnum):
    """What Hoshimori points out to the officer by itself."""

    DECLARATION_VOID = "DECLARATION_VOID"
    EDITION_SUPERSEDED = "EDITION_SUPERSEDED"
    PAPER_ONLY = "PAPER_ONLY"
    IN_HOUSE = "IN_HOUSE"
    HANDED_OVER_WITH_REASON = "HANDED_OVER_WITH_REASON"
    SAME_PLATFORM_DISAGREES = "SAME_PLATFORM_DISAGREES"


@dataclass(frozen=True, slots=True)
class Point:
    """What the officer found at one point; one that does not hold says why."""

    holds: bool
    note: str


class PlatformPart(TypedDict):
    """An IT platform that the scope names."""

    id: str
    name: str


class DeclarationPart(TypedDict):
    """Who in management declared, when, over which statement."""

    name: str
    title: str
    at: str
    statement: str


class FilingPaper(TypedDict):
    """What the operator sees of a filing: names instead of references, no answers to criteria.

    `organization`, `scope` and `handing_over` are parts of the declared self-evaluation, `confirmation` is the expert's
    paper without its judgements.
    """

    format: str
    level: int
    edition: str
    whole_digest: str
    submission: Mapping[str, Plain]
    organization: Mapping[str, Plain]
    scope: Mapping[str, Plain]
    handing_over: Mapping[str, Plain]
    confirmation: Mapping[str, Plain]
    declaration: DeclarationPart
    platforms: list[PlatformPart]


def checked_points(given: Mapping[str, tuple[bool, str]]) -> dict[FormalPoint, Point]:
    """Return what was found, point by point; all five are needed.

    Raises:
        Invalid: a point is missing or not known, or one does not hold and nothing says why.
    """
    if set(given) != set(FormalPoint):
        raise Invalid("POINTS_MISSING", field="points")
    return {point: _point(point, given[point]) for point in FormalPoint}


def require_all_hold(points: Mapping[str, bool]) -> None:
    """Let a filing be registered only when each of the five points was found to hold.

    Raises:
        NotPossibleNow: one does not.
    """
    failing = [point.value for point in FormalPoint if not points.get(point.value, False)]
    if failing:
        raise NotPossibleNow("POINTS_NOT_MET", points=failing)


def _point(point: FormalPoint, found: tuple[bool, str]) -> Point:
    holds, note = found
    missing = "" if holds else "NOTE_MISSING"
    return Point(holds, paragraphs(note, field=point.value, limit=NOTE_LIMIT, missing=missing))
