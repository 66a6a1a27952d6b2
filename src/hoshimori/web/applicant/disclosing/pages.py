"""What the pages on the way to a consent show: what to choose from, what was typed, and what would be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.disclosing.typed import OWN_AT_MOST, Said, Typed
from hoshimori.web.layout.choosing import tree
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.words import both

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from hoshimori.shared.bilingual import Text
    from hoshimori.web.layout.choosing import Tree
    from hoshimori.web.layout.showing import ShownPage

TEXT_LIMIT = 4000
_FIELDS = ("about", "nonconformity", "correction", "corrected_on")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a registration's certificate can have: its edition and level."""

    edition: str
    level: int


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One thing to tell in own words, as it was typed; `number` counts from 1, `ids` and `errors` are by field."""

    number: int
    typed: Said
    ids: Mapping[str, str]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is to be shown, until when and with which words, as far as it is chosen. `first_day` is today.

    `criteria` are those one can speak about in own words: number and title.
    """

    tree: Tree
    own_words: tuple[SaidLine, ...]
    has_own_words: bool
    criteria: tuple[tuple[str, str], ...]
    first_day: date
    form: Form = field(default_factory=Form)
    text_limit: int = TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Exactly what would be shown. `to` is None where it becomes a file for whoever gets it."""

    to: Text | None
    shown: ShownPage
    typed: Typed


def choosing(
    of: Catalogue,
    typed: Typed,
    at: datetime,
    errors: Mapping[str, str],
    *,
    asked: Collection[str] = (),
    more: bool = False,
) -> Choosing:
    """Return the form of a choice; `more` has room for one more thing told in own words."""
    is_blank_wanted = (more or not typed.own_words) and len(typed.own_words) < OWN_AT_MOST
    said = (*typed.own_words, Said()) if is_blank_wanted else typed.own_words
    criteria = edition(of.edition).criteria_of(Level(of.level))
    return Choosing(
        tree=tree(of.edition, of.level, chosen=typed.items, asked=asked),
        own_words=tuple(_line(number, one, errors) for number, one in enumerate(said, start=1)),
        has_own_words=more or bool(typed.own_words),
        criteria=tuple((one.no, f"{one.no} {both(one.label)}") for one in criteria),
        first_day=day_in_japan(at),
        form=Form(values=typed.texts(), errors=errors),
    )


def _line(number: int, said: Said, errors: Mapping[str, str]) -> SaidLine:
    ids = {name: f"own_words.{number}.{name}" for name in _FIELDS}
    return SaidLine(number, said, ids, {name: errors[key] for name, key in ids.items() if key in errors})
