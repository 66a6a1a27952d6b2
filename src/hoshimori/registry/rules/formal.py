"""What the operator looks at before it registers: five points by hand, and what Hoshimori points out by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from hoshimori.confirmations.rules.states import Manner
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.assessments.rules.snapshot import EditionPart, HandingOverPart, OrganizationPart, ScopePart
    from hoshimori.confirmations.rules.papers import ExpertPart, SubmissionPart

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
    EDITION_NOT_IN_FORCE = "EDITION_NOT_IN_FORCE"
    PAPER_ONLY = "PAPER_ONLY"
    IN_HOUSE = "IN_HOUSE"
    HANDED_OVER_WITH_REASON = "HANDED_OVER_WITH_REASON"


@dataclass(frozen=True, slots=True)
class Point:
    """What the officer found at one point; one that does not hold says why."""

    holds: bool
    note: str


class PlatformPart(TypedDict):
    """An IT platform that the scope names."""

    id: str
    name: str


class ConfirmationPart(TypedDict):
    """Who confirmed, how and when; what the expert said about each criterion stays with the company."""

    expert: ExpertPart
    manner: str
    confirmed_at: str


class DeclarationPart(TypedDict):
    """Who in management declared, when, over which statement."""

    name: str
    title: str
    at: str
    statement: str


class FilingPaper(TypedDict):
    """What the operator sees of a filing: names instead of references, and no answer to any criterion."""

    format: str
    level: int
    edition: EditionPart
    whole_digest: str
    submission: SubmissionPart
    organization: OrganizationPart
    scope: ScopePart
    handing_over: HandingOverPart | None
    confirmation: ConfirmationPart
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


def require_eligible_expert(expert: ExpertPart, confirmed_at: str) -> None:
    """Let a filing be registered only when the paper shows that the expert was eligible on the day of confirming.

    Raises:
        NotPossibleNow: no qualification stands in it, or the training had run out.
    """
    day = day_in_japan(datetime.fromisoformat(confirmed_at))
    if not expert["qualifications"] or day >= date.fromisoformat(expert["training_valid_until"]):
        raise NotPossibleNow("EXPERT_WAS_NOT_ELIGIBLE")


def notable_in(paper: FilingPaper) -> tuple[Notable, ...]:
    """Return what a filing's paper itself gives reason to look at: none of it forbids registering."""
    handing_over = paper["handing_over"]
    flags = {
        Notable.PAPER_ONLY: paper["confirmation"]["manner"] == Manner.PAPER_ONLY,
        Notable.IN_HOUSE: paper["confirmation"]["expert"]["is_in_house"],
        Notable.HANDED_OVER_WITH_REASON: handing_over is not None and handing_over["reason"] != "",
    }
    return tuple(notable for notable, is_so in flags.items() if is_so)


def disagree(level: int, other_level: int, other: FilingState, entry: RegistrationState | None) -> bool:
    """Tell whether what became of another company's filing does not go with registering this one at `level`.

    Units on one IT platform should get the same evaluation [M]: they disagree where the levels differ, where the other
    was refused, and where its registration was suspended or withdrawn (`entry`; None: it has none yet).
    """
    lost = {RegistrationState.SUSPENDED, RegistrationState.WITHDRAWN}
    return other == FilingState.REFUSED or entry in lost or level != other_level


def _point(point: FormalPoint, found: tuple[bool, str]) -> Point:
    holds, note = found
    missing = "" if holds else "NOTE_MISSING"
    return Point(holds, paragraphs(note, field=point.value, limit=NOTE_LIMIT, missing=missing))
