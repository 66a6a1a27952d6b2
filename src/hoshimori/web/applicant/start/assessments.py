"""The list of self-evaluations, and one of them as a whole: how far it has come, what is missing, what ★4 adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from hoshimori.assessments.permissions import Action, may, require
from hoshimori.assessments.queries.overview import Place, overview
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.progress import progress_of
from hoshimori.assessments.rules.states import AssessmentAction
from hoshimori.schemes.rules import Level
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.states import state_of
from hoshimori.web.applicant.words import assessment_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.assessments.queries.overview import Line
    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.progress import Progress
    from hoshimori.schemes.rules import Category, Criterion, Requirement
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.answering.states import AnswerState
    from hoshimori.web.applicant.words import Mark

FEW = 12


@dataclass(frozen=True, slots=True)
class ListLine:
    """One self-evaluation in the list."""

    line: Line
    mark: Mark
    address: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list, the last changed first; `older` and `newest` are addresses."""

    lines: tuple[ListLine, ...]
    older: str
    newest: str
    may_begin: bool


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """How far one category has come, and where its first requirement is answered."""

    category: Category
    progress: Progress
    address: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion with how its answer stands; further criteria of ★4 have no state."""

    criterion: Criterion
    state: AnswerState | None
    address: str


@dataclass(frozen=True, slots=True)
class RequirementLines:
    """A requirement with some of its criteria."""

    requirement: Requirement
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """A category with some of its requirements, and how many criteria these are."""

    category: Category
    requirements: tuple[RequirementLines, ...]
    number: int


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """One self-evaluation as a whole. `of_three` counts the criteria of ★3 within a ★4 self-evaluation."""

    sheet: Sheet
    mark: Mark
    categories: tuple[CategoryLine, ...]
    missing: tuple[CategoryGroup, ...]
    beyond: tuple[CategoryGroup, ...]
    of_three: Progress | None
    may_continue: bool
    may_close: bool
    may_reopen: bool

    @property
    def has_few_missing(self) -> bool:
        """Tell whether what is missing is little enough to be shown at once."""
        return sum(group.number for group in self.missing) <= FEW


def list_page(actor: Actor, at: datetime, after: str) -> ListPage:
    """Return the list of self-evaluations from a place on.

    Raises:
        NotPermitted: the actor's role sees no self-evaluations.
    """
    require(actor, Action.SEE)
    place = _place(after)
    listing = overview(actor, at, place)
    here = reverse("start:list")
    return ListPage(
        lines=tuple(
            ListLine(line, assessment_mark(line.state), reverse("start:assessment", args=[line.id]))
            for line in listing.lines
        ),
        older=f"{here}?{urlencode({'after': _written(listing.older)})}" if listing.older else "",
        newest=here if place else "",
        may_begin=may(actor, Action.BEGIN),
    )


def assessment_page(actor: Actor, at: datetime, assessment_id: UUID) -> AssessmentPage:
    """Return one self-evaluation as a whole.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = sheet(actor, at, assessment_id)
    is_three = found.level == Level.THREE
    allowed, may_close = found.allowed_actions, may(actor, Action.CLOSE)
    return AssessmentPage(
        sheet=found,
        mark=assessment_mark(found.state),
        categories=_categories(found),
        missing=_groups(found, _missing(found)),
        beyond=_groups(found, _beyond(found)),
        of_three=None if is_three else progress_of(found.edition.criteria_of(Level.THREE), found.answers),
        may_continue=may(actor, Action.BEGIN) and found.organization_id == actor.organization_id,
        may_close=may_close and AssessmentAction.CLOSE in allowed,
        may_reopen=may_close and AssessmentAction.REOPEN in allowed,
    )


def _categories(found: Sheet) -> tuple[CategoryLine, ...]:
    by_no = {category.no: category for category in found.edition.categories}
    return tuple(
        CategoryLine(by_no[no], progress, _first_of(found, by_no[no]))
        for no, progress in found.progress_by_category.items()
    )


def _first_of(found: Sheet, category: Category) -> str:
    first = next(part for part in category.requirements if part.criteria_of(found.level))
    return addresses.of_requirement(found.id, first.no)


def _missing(found: Sheet) -> Callable[[Criterion], CriterionLine | None]:
    def line(criterion: Criterion) -> CriterionLine | None:
        answer = found.answer(criterion.no)
        if criterion.level > found.level or answer.is_met:
            return None
        return CriterionLine(criterion, state_of(answer), addresses.of_criterion(found.id, criterion.no))

    return line


def _beyond(found: Sheet) -> Callable[[Criterion], CriterionLine | None]:
    further = {criterion.no for criterion in found.beyond}

    def line(criterion: Criterion) -> CriterionLine | None:
        if criterion.no not in further:
            return None
        place = [found.edition.code, criterion.requirement_no]
        return CriterionLine(criterion, None, f"{reverse('public:requirement', args=place)}#c{criterion.no}")

    return line


def _groups(found: Sheet, line: Callable[[Criterion], CriterionLine | None]) -> tuple[CategoryGroup, ...]:
    """Return the criteria that have a line, by category and requirement; parts without any are left out."""
    groups = []
    for category in found.edition.categories:
        requirements = []
        for requirement in category.requirements:
            lines = tuple(shown for criterion in requirement.criteria if (shown := line(criterion)))
            if lines:
                requirements.append(RequirementLines(requirement, lines))
        number = sum(len(requirement.criteria) for requirement in requirements)
        if number:
            groups.append(CategoryGroup(category, tuple(requirements), number))
    return tuple(groups)


def _place(text: str) -> Place | None:
    """Read a place of the list; what cannot be read is its beginning."""
    changed_at, _, identifier = text.rpartition("_")
    try:
        place = Place(datetime.fromisoformat(changed_at), UUID(identifier))
    except ValueError:
        return None
    return place if place.changed_at.tzinfo else None


def _written(place: Place) -> str:
    return f"{place.changed_at.isoformat()}_{place.id}"
