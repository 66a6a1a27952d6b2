"""The side list: every part with how far it is judged, or the things somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.confirmations.rules.states import About
from hoshimori.web.expert.judging.addresses import SCOPE, Place, Show, of_key, of_part
from hoshimori.web.expert.words import verdict_mark

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.confirmations.rules.judging import Subject
    from hoshimori.schemes.rules import Category
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.expert.judging.dossier import Counts, Dossier
    from hoshimori.web.expert.words import Mark

CHIPS: dict[Show, StrPromise] = {
    Show.ALL: _("All"),
    Show.OPEN: _("Not judged"),
    Show.NOT_AGREED: _("Not agreed"),
    Show.CHANGED: _("Changed"),
    Show.FOUND: _("Found by the checks"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, and how many things it finds."""

    label: str
    address: str
    amount: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One part in the list. `name` is None for the scope, whose name the page knows."""

    no: str
    name: Text | None
    address: str
    counts: Counts
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One category in the list."""

    no: str
    name: Text
    counts: Counts
    lines: tuple[Line, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked for. `name` is a text for a criterion, and the company's own words otherwise."""

    no: str
    name: Text | None
    words: str
    is_alternative: bool
    address: str
    mark: Mark
    is_here: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list. `groups` is empty while something is looked for, `found` otherwise."""

    chips: tuple[Chip, ...]
    show: Show
    everything: str
    scope: Line
    groups: tuple[Group, ...] = ()
    found: tuple[Found, ...] = ()


def listing(dossier: Dossier, place: Place) -> Listing:
    """Return the list as seen from one part."""
    chips = tuple(_chips(dossier, place))
    scope = _line(dossier, SCOPE, None, place)
    everything = of_part(place.confirmation_id, place.part)
    if place.show:
        found = tuple(_found(dossier, subject, place) for subject in dossier.found(place.show))
        return Listing(chips, place.show, everything, scope, found=found)
    groups = (_group(dossier, category, place) for category in dossier.edition.categories)
    return Listing(chips, place.show, everything, scope, groups=tuple(group for group in groups if group.lines))


def _chips(dossier: Dossier, place: Place) -> list[Chip]:
    chips = []
    for show, label in CHIPS.items():
        amount = len(dossier.found(show))
        is_chosen = show == place.show
        if amount or is_chosen or show in (Show.ALL, Show.OPEN, Show.NOT_AGREED):
            chips.append(Chip(str(label), of_part(place.confirmation_id, place.part, show), amount, is_chosen))
    return chips


def _group(dossier: Dossier, category: Category, place: Place) -> Group:
    parts = [part for part in category.requirements if part.no in dossier.parts]
    subjects = tuple(subject for part in parts for subject in dossier.parts[part.no])
    return Group(
        category.no,
        category.name,
        dossier.counts(subjects),
        tuple(_line(dossier, part.no, part.name, place) for part in parts),
        any(part.no == place.part for part in parts),
    )


def _line(dossier: Dossier, part: str, name: Text | None, place: Place) -> Line:
    counts = dossier.counts(dossier.parts[part])
    return Line(part, name, of_part(place.confirmation_id, part), counts, part == place.part)


def _found(dossier: Dossier, subject: Subject, place: Place) -> Found:
    key = subject.key
    judgement = dossier.detail.judgements.get(key)
    is_exclusion = key.about == About.EXCLUSION
    address = of_key(place.confirmation_id, key, place.show)
    return Found(
        no="" if is_exclusion else key.subject,
        name=None if is_exclusion else dossier.edition.criteria[key.subject].label,
        words=subject.label if is_exclusion else "",
        is_alternative=key.about == About.ALTERNATIVE,
        address=address,
        mark=verdict_mark(judgement.verdict if judgement else None),
        is_here=address.partition("#")[0] == place.address,
    )
