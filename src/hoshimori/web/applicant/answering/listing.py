"""The side list: every requirement with its state by category, or the criteria somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.finding import Around, Show, found_under
from hoshimori.assessments.rules.progress import Progress, progress_of
from hoshimori.schemes.queries import edition
from hoshimori.shared.searching import fold
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.addresses import Sought
from hoshimori.web.applicant.answering.states import AnswerState, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.schemes.rules import Category, Criterion, Requirement
    from hoshimori.shared.bilingual import Text

CHIPS: dict[Show, StrPromise] = {
    Show.ALL: _("All"),
    Show.OPEN: _("Unanswered"),
    Show.NOT_MET: _("Not met"),
    Show.MINE: _("Mine"),
    Show.DUE: _("Due soon"),
    Show.NO_EVIDENCE: _("Evidence missing"),
    Show.TO_CONFIRM: _("To be confirmed again"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, and how many criteria it finds."""

    show: Show
    label: str
    address: str
    amount: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement in the list."""

    no: str
    name: Text
    address: str
    progress: Progress
    is_current: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One category in the list."""

    no: str
    name: Text
    progress: Progress
    lines: tuple[Line, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One criterion that was looked for."""

    no: str
    label: Text
    address: str
    state: AnswerState
    is_current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list. `parts` is empty while something is looked for, `found` otherwise."""

    chips: tuple[Chip, ...]
    sought: Sought
    everything: str
    parts: tuple[Part, ...] = ()
    found: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Whole:
    """A sheet with what stands around its answers, as one person sees it on one day."""

    sheet: Sheet
    around: Mapping[str, Around]
    person_id: UUID | None
    today: date

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {criterion.no: place for place, criterion in enumerate(self.sheet.criteria)}

    def place(self, criterion_no: str) -> int:
        """Return where a criterion stands in the order of the catalogue."""
        return self._places[criterion_no]

    @cached_property
    def found(self) -> Mapping[str, frozenset[Show]]:
        """Return under which filters each criterion is found."""
        return {
            criterion.no: found_under(
                self.sheet.answer(criterion.no),
                self.around.get(criterion.no, Around()),
                person_id=self.person_id,
                today=self.today,
            )
            for criterion in self.sheet.criteria
        }

    def amount(self, show: Show) -> int:
        """Return how many criteria a filter finds."""
        return sum(show in found for found in self.found.values())

    def is_sought(self, criterion: Criterion, sought: Sought) -> bool:
        """Tell whether a criterion passes the filter and has all the words."""
        if sought.show not in self.found[criterion.no]:
            return False
        words = [fold(word) for word in sought.words.split()]
        if not words:
            return True
        answer = self.sheet.answer(criterion.no)
        own = fold(f"{answer.text.reason}\n{answer.text.plan}\n{answer.text.note}")
        said = _folded(self.sheet.edition.code)[criterion.no]
        return all(word in said or word in own for word in words)

    def walk(self, sought: Sought) -> tuple[Criterion, ...]:
        """Return the criteria one comes by, in order: those looked for, or all of them."""
        if not sought.is_anything:
            return self.sheet.criteria
        return tuple(criterion for criterion in self.sheet.criteria if self.is_sought(criterion, sought))


@cache
def _folded(edition_code: str) -> Mapping[str, str]:
    """Return what can be searched for in each criterion of an edition, made alike once for all."""
    catalogue = edition(edition_code)
    texts = {}
    for part in catalogue.requirements.values():
        for criterion in part.criteria:
            both = (part.name, criterion.label, criterion.asked)
            texts[criterion.no] = fold("\n".join([criterion.no, *(f"{text.ja}\n{text.en}" for text in both)]))
    return texts


def listing(whole: Whole, sought: Sought, *, requirement_no: str, criterion_no: str) -> Listing:
    """Return the list as seen from one criterion."""
    here = whole.sheet.id
    everything = addresses.of_criterion(here, criterion_no)
    chips = tuple(_chips(whole, sought, criterion_no))
    if not sought.is_anything:
        parts = (_part(whole, category, requirement_no) for category in whole.sheet.edition.categories)
        return Listing(chips, sought, everything, parts=tuple(part for part in parts if part.lines))
    found = tuple(
        Found(
            criterion.no,
            criterion.label,
            addresses.of_criterion(here, criterion.no, sought),
            state_of(whole.sheet.answer(criterion.no)),
            criterion.no == criterion_no,
        )
        for criterion in whole.walk(sought)
    )
    return Listing(chips, sought, everything, found=found)


def _chips(whole: Whole, sought: Sought, criterion_no: str) -> list[Chip]:
    chips = []
    for show, label in CHIPS.items():
        amount = whole.amount(show)
        is_chosen = show == sought.show
        if amount or is_chosen or show != Show.TO_CONFIRM:
            address = addresses.of_criterion(whole.sheet.id, criterion_no, Sought(show, sought.words))
            chips.append(Chip(show, str(label), address, amount, is_chosen))
    return chips


def _part(whole: Whole, category: Category, requirement_no: str) -> Part:
    sheet = whole.sheet
    asked = [part for part in category.requirements if part.criteria_of(sheet.level)]
    return Part(
        category.no,
        category.name,
        sheet.progress_by_category.get(category.no, Progress(0)),
        tuple(_line(whole, part, requirement_no) for part in asked),
        any(part.no == requirement_no for part in asked),
    )


def _line(whole: Whole, part: Requirement, requirement_no: str) -> Line:
    sheet = whole.sheet
    return Line(
        part.no,
        part.name,
        addresses.of_requirement(sheet.id, part.no),
        progress_of(part.criteria_of(sheet.level), sheet.answers),
        part.no == requirement_no,
    )
