"""What of a certificate can be asked for and shown, and what showing it tells: no more depth than was consented to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.claims import CATEGORY, CERTIFICATE, CRITERION, FEEDBACK, REQUIREMENT
from hoshimori.schemes.rules import Level
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hoshimori.credentials.rules.claims import (
        CategoryContent,
        Content,
        CriterionContent,
        RequirementContent,
    )
    from hoshimori.schemes.rules import Edition
    from hoshimori.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class ShownAlternative:
    """Another means that reaches the goal, as it was accepted."""

    goal: str
    means: str
    why_equal: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A category, requirement or criterion that is shown, with what of it is shown below it.

    `code` is what it is asked for by, `result` MET or NOT_APPLICABLE; `basis` and `alternative` are of criteria alone.
    `is_named`: it was consented to by itself; else only its result stands here, because something below it is shown.
    """

    code: str
    no: str
    name: Text
    result: str
    is_named: bool
    basis: str = ""
    alternative: ShownAlternative | None = None
    below: tuple[ShownItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownFeedback:
    """What the expert told the company, and how it was confirmed."""

    advice: str
    manner: str
    is_in_house: bool
    confirmed_on: date


def askable(edition: Edition, level: int) -> tuple[str, ...]:
    """Return everything that can be asked of a registration of this level, in the order of the catalogue.

    Made from the public catalogue alone: an ask that is refused tells nothing about a certificate.
    """
    star, found = Level(level), [CERTIFICATE]
    for category in edition.categories:
        requirements = [part for part in category.requirements if part.criteria_of(star)]
        found += [f"{CATEGORY}:{category.no}"] if requirements else []
        for requirement in requirements:
            found.append(f"{REQUIREMENT}:{requirement.no}")
            found += [f"{CRITERION}:{criterion.no}" for criterion in requirement.criteria_of(star)]
    return (*found, FEEDBACK)


def checked_items(items: Iterable[str], known: Sequence[str], unknown: str) -> tuple[str, ...]:
    """Return what was chosen, each once and in the order of what there is; the certificate itself always goes along.

    Raises:
        Invalid: nothing was chosen, or something there is not (under the code `unknown`).
    """
    chosen = set(items)
    if not chosen:
        raise Invalid("ITEMS_MISSING", field="items")
    if not chosen <= set(known):
        raise Invalid(unknown, field="items")
    return tuple(item for item in known if item in chosen or item == CERTIFICATE)


def shown_items(items: Collection[str], content: Content, edition: Edition) -> tuple[ShownItem, ...]:
    """Return what is shown of the categories, as a tree: what was consented to, and the results on the way to it.

    A category or requirement consented to by itself shows its result and nothing below it.
    """
    names = _Names(edition)
    found = (_category(no, told, items, names) for no, told in content["categories"].items())
    return tuple(item for item in found if item is not None)


def shown_feedback(items: Collection[str], content: Content) -> ShownFeedback | None:
    """Return the expert's feedback; None where it is not shown."""
    if FEEDBACK not in items:
        return None
    told = content["feedback"]
    return ShownFeedback(told["advice"], told["manner"], told["is_in_house"], date.fromisoformat(told["confirmed_on"]))


class _Names:
    """What categories, requirements and criteria are called."""

    def __init__(self, edition: Edition) -> None:
        self.categories = {part.no: part.name for part in edition.categories}
        self.requirements = {no: part.name for no, part in edition.requirements.items()}
        self.criteria = {no: part.label for no, part in edition.criteria.items()}


def _category(no: str, told: CategoryContent, items: Collection[str], names: _Names) -> ShownItem | None:
    code = f"{CATEGORY}:{no}"
    parts = (_requirement(number, part, items, names) for number, part in told["requirements"].items())
    below = tuple(part for part in parts if part is not None)
    if code not in items and not below:
        return None
    return ShownItem(code, no, names.categories[no], told["result"], code in items, below=below)


def _requirement(no: str, told: RequirementContent, items: Collection[str], names: _Names) -> ShownItem | None:
    code = f"{REQUIREMENT}:{no}"
    parts = (_criterion(number, part, items, names) for number, part in told["criteria"].items())
    below = tuple(part for part in parts if part is not None)
    if code not in items and not below:
        return None
    return ShownItem(code, no, names.requirements[no], told["result"], code in items, below=below)


def _criterion(no: str, told: CriterionContent, items: Collection[str], names: _Names) -> ShownItem | None:
    code = f"{CRITERION}:{no}"
    if code not in items:
        return None
    other = told.get("alternative")
    alternative = ShownAlternative(other["goal"], other["means"], other["why_equal"]) if other else None
    return ShownItem(
        code,
        no,
        names.criteria[no],
        told["result"],
        is_named=True,
        basis=told.get("basis", ""),
        alternative=alternative,
    )
