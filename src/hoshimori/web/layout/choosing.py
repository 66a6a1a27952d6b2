"""What of a certificate can be asked for or shown, as a tree to choose from: categories, requirements, criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.claims import CATEGORY, CRITERION, FEEDBACK, REQUIREMENT
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.http import QueryDict

    from hoshimori.schemes.rules import Category, Edition, Requirement
    from hoshimori.shared.bilingual import Text
    from hoshimori.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose: its code, its official number and what it is called; `is_asked`: an ask names it."""

    code: str
    kind: str
    no: str
    name: Text | None
    is_chosen: bool = False
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class RequirementItems:
    """A requirement and its criteria."""

    item: Item
    criteria: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CategoryItems:
    """A category and everything below it; `chosen` counts what is chosen of it without having been asked for."""

    item: Item
    requirements: tuple[RequirementItems, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything there is to choose from, beside the certificate itself, which is always shown.

    `asked` is what an ask names, in the order of the catalogue: it stands first, and is not offered once more below.
    """

    asked: tuple[Item, ...]
    categories: tuple[CategoryItems, ...]
    feedback: Item

    @property
    def is_open(self) -> bool:
        """Tell whether something is chosen that nobody asked for, so that it should be in sight."""
        return any(part.chosen for part in self.categories) or (self.feedback.is_chosen and not self.feedback.is_asked)


@dataclass(frozen=True, slots=True)
class _Marks:
    chosen: Collection[str]
    asked: Collection[str]

    def item(self, kind: str, no: str, name: Text | None) -> Item:
        code = f"{kind}:{no}" if no else kind
        return Item(code, kind, no, name, is_chosen=code in self.chosen, is_asked=code in self.asked)


def tree(code: str, level: int, chosen: Collection[str] = (), asked: Collection[str] = ()) -> Tree:
    """Return what a registration of this level under this edition has, with what is chosen and what was asked for."""
    marks, star = _Marks(frozenset(chosen), frozenset(asked)), Level(level)
    whole = edition(code)
    found = (_category(part, star, marks) for part in whole.categories)
    return Tree(
        asked=tuple(item for item in _all(whole, marks) if item.is_asked),
        categories=tuple(part for part in found if part.requirements),
        feedback=marks.item(FEEDBACK, "", None),
    )


def named(code: str, items: Collection[str]) -> tuple[Item, ...]:
    """Return these items by their names, in the order of the catalogue; the certificate, which goes along, is not."""
    marks, whole = _Marks((), ()), edition(code)
    return tuple(item for item in _all(whole, marks) if item.code in items)


def refused(typed: QueryDict, refusal: Refusal) -> Form:
    """Return a form as it was sent; what is wrong about the choice stands under `chosen`.

    (A template that reads `errors.items` would get what a mapping's own `items` is.)
    """
    form = Form.refused(typed, refusal)
    return Form(form.values, {"chosen" if name == "items" else name: said for name, said in form.errors.items()})


def below(part: CategoryItems) -> Iterator[Item]:
    """Yield a category and everything below it."""
    yield part.item
    for requirement in part.requirements:
        yield requirement.item
        yield from requirement.criteria


def _all(whole: Edition, marks: _Marks) -> Iterator[Item]:
    for category in whole.categories:
        yield from below(_category(category, max(Level), marks))
    yield marks.item(FEEDBACK, "", None)


def _category(part: Category, level: Level, marks: _Marks) -> CategoryItems:
    requirements = tuple(_requirement(one, level, marks) for one in part.requirements if one.criteria_of(level))
    whole = CategoryItems(marks.item(CATEGORY, part.no, part.name), requirements, 0)
    return CategoryItems(whole.item, requirements, sum(item.is_chosen and not item.is_asked for item in below(whole)))


def _requirement(part: Requirement, level: Level, marks: _Marks) -> RequirementItems:
    item = marks.item(REQUIREMENT, part.no, part.name)
    return RequirementItems(item, tuple(marks.item(CRITERION, one.no, one.label) for one in part.criteria_of(level)))
