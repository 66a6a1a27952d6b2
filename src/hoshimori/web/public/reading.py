"""What the pages about the scheme, its criteria and its editions show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hoshimori.schemes import queries
from hoshimori.schemes.rules import EditionState, Level
from hoshimori.shared.refusal import NotFound
from hoshimori.shared.searching import fold
from hoshimori.web.public.settings_in_words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hoshimori.schemes.queries import EditionLine
    from hoshimori.schemes.rules import Category, Criterion, Edition, Requirement
    from hoshimori.shared.bilingual import Text

STANDARDS = {
    "iso27001_2022": "ISO/IEC 27001:2022",
    "gov_unified_standards_r7": "政府統一基準 (R7)",
    "jama_japia_gl_2_3": "自工会・部工会ガイドライン 2.3",
    "cyber_essentials_v16": "Cyber Essentials 16",
    "cmmc_32cfr170": "CMMC (32 CFR 170)",
}
"""The names under which the official workbook cites other standards."""


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How much a level asks for."""

    level: int
    requirements: int
    criteria: int


@dataclass(frozen=True, slots=True)
class Heading:
    """Which edition a page is about, and where it stands."""

    code: str
    title: Text
    state: EditionState
    published_on: date
    is_current: bool
    has_texts: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement in the list of all: with the criteria that were searched for, if something was."""

    requirement: Requirement
    star3: int
    all: int
    found: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A category and the requirements of it that are shown."""

    category: Category
    lines: tuple[Line, ...]
    criteria: int


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """All requirements of an edition."""

    edition: Heading
    counts: tuple[LevelCount, ...]
    level: int
    search: str
    parts: tuple[Part, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Where another standard asks for the like."""

    standard: str
    clauses: str


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion with where other standards ask for the like."""

    criterion: Criterion
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement with all its criteria, the ones before and after it, and its whole category beside it."""

    edition: Heading
    category: Category
    requirement: Requirement
    questions: tuple[Question, ...]
    previous: Requirement | None
    next: Requirement | None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in the list."""

    edition: Heading
    digest: str
    counts: tuple[LevelCount, ...]
    earlier: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of time or a list that an edition sets, in words, and where it comes from: P, M or D."""

    label: Text
    values: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """What an edition fixes."""

    edition: Heading
    digest: str
    source: str
    counts: tuple[LevelCount, ...]
    settings: tuple[Rule, ...]
    earlier: str


def counts_of(edition: Edition) -> tuple[LevelCount, ...]:
    """Return how much each level asks for, ★3 first."""
    return tuple(
        LevelCount(int(level), len(edition.requirements_of(level)), len(edition.criteria_of(level))) for level in Level
    )


def headings(*codes: str) -> tuple[Heading, ...]:
    """Return where each of these editions stands; an empty code means the newest published one. One statement.

    Raises:
        NotFound: there is no such edition, or none is published.
    """
    lines = queries.all_editions()
    return tuple(_chosen(lines, code) for code in codes)


def overview() -> tuple[LevelCount, ...]:
    """Return the counts of the present edition, for the page about the scheme."""
    return counts_of(queries.edition(queries.current_edition()))


def catalogue(code: str, level: str, search: str) -> CataloguePage:
    """Return the requirements of an edition: of ★3 alone if `level` is "3", and those in which `search` occurs."""
    (shown,) = headings(code)
    edition = queries.edition(shown.code)
    asked = Level.THREE if level == str(Level.THREE.value) else Level.FOUR
    terms = tuple(fold(term) for term in search.split())
    parts = tuple(part for category in edition.categories if (part := _part(shown.code, category, asked, terms)).lines)
    return CataloguePage(
        edition=shown,
        counts=counts_of(edition),
        level=int(asked),
        search=search.strip(),
        parts=parts,
        found=sum(part.criteria for part in parts),
    )


def requirement(code: str, no: str) -> RequirementPage:
    """Return one requirement of an edition.

    Raises:
        NotFound: the edition has no requirement of this number.
    """
    (shown,) = headings(code)
    edition = queries.edition(shown.code)
    if no not in edition.requirements:
        raise NotFound
    numbers = list(edition.requirements)
    place = numbers.index(no)
    found = edition.requirements[no]
    return RequirementPage(
        edition=shown,
        category=next(part for part in edition.categories if found in part.requirements),
        requirement=found,
        questions=tuple(Question(criterion, _references(criterion.references)) for criterion in found.criteria),
        previous=edition.requirements[numbers[place - 1]] if place else None,
        next=edition.requirements[numbers[place + 1]] if place + 1 < len(numbers) else None,
    )


def editions() -> tuple[EditionRow, ...]:
    """Return all editions, newest first."""
    lines = queries.all_editions()
    return tuple(
        EditionRow(
            edition=_chosen(lines, line.code),
            digest=line.digest,
            counts=counts_of(queries.edition(line.code)),
            earlier=earlier_than(line.code),
        )
        for line in lines
    )


def edition(code: str) -> EditionPage:
    """Return what an edition fixes besides its criteria."""
    lines = queries.all_editions()
    shown = _chosen(lines, code)
    said = queries.edition(code)
    return EditionPage(
        edition=shown,
        digest=next(line.digest for line in lines if line.code == code),
        source=said.source,
        counts=counts_of(said),
        settings=tuple(Rule(part.label, in_words(part), part.source) for part in said.settings.values()),
        earlier=earlier_than(code),
    )


def earlier_than(code: str) -> str:
    """Return the code of the edition before this one, or nothing for the first and for one that does not exist."""
    shipped = queries.shipped_editions()
    return shipped[shipped.index(code) - 1] if code in shipped[1:] else ""


def _chosen(lines: list[EditionLine], code: str) -> Heading:
    published = [line.code for line in lines if line.state == EditionState.PUBLISHED]
    current = published[0] if published else ""
    line = next((line for line in lines if line.code == (code or current)), None)
    if line is None:
        raise NotFound
    said = queries.edition(line.code)
    return Heading(
        code=line.code,
        title=said.title,
        state=line.state,
        published_on=line.published_on,
        is_current=line.code == current,
        has_texts=said.has_texts,
    )


def _part(code: str, category: Category, level: Level, terms: tuple[str, ...]) -> Part:
    lines = []
    criteria = 0
    for requirement_ in category.requirements:
        asked = requirement_.criteria_of(level)
        found = tuple(criterion for criterion in asked if _has(code, criterion.no, terms))
        if found:
            criteria += len(found)
            star3 = len(requirement_.criteria_of(Level.THREE))
            lines.append(Line(requirement_, star3, len(requirement_.criteria), found if terms else ()))
    return Part(category, tuple(lines), criteria)


def _has(code: str, no: str, terms: tuple[str, ...]) -> bool:
    return all(term in _folded(code)[no] for term in terms)


@cache
def _folded(code: str) -> Mapping[str, str]:
    """Return what is searched of each criterion: number, name, goal, question and guide, in both languages."""
    edition = queries.edition(code)
    return {
        criterion.no: fold(" ".join([criterion.no, *_texts(part, criterion)]))
        for part in edition.requirements.values()
        for criterion in part.criteria
    }


def _texts(part: Requirement, criterion: Criterion) -> list[str]:
    texts = [part.name, part.goal, criterion.label, criterion.asked, criterion.pitfall]
    texts += [*criterion.ways, *criterion.evidence, *([criterion.record.text] if criterion.record else [])]
    return [words for text in texts for words in (text.ja, text.en)]


def _references(references: Mapping[str, str]) -> tuple[Reference, ...]:
    return tuple(Reference(name, references[key]) for key, name in STANDARDS.items() if key in references)
