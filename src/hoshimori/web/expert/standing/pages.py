"""What an expert's own page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.qualifications import queries
from hoshimori.qualifications.rules import Serves
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.standing import SERVES_WORDS, Kept, kept_qualification, kept_training, why_not

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from django.http import QueryDict

    from hoshimori.parties.queries.experts import Expert
    from hoshimori.qualifications.rules import Offer
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

Options = tuple[tuple[str, str], ...]
MANY = ("prefectures", "industries", "size_classes")


@dataclass(frozen=True, slots=True)
class ListingForm:
    """How the expert stands in the register of experts, as saved or as just typed."""

    is_listed: bool
    serves: str
    statement: str
    prefectures: Collection[str]
    industries: Collection[str]
    size_classes: Collection[str]
    version: int


@dataclass(frozen=True)
class MePage:
    """The expert's own record, whether it can confirm today, and its listing."""

    expert: Expert
    why_not: tuple[str, ...]
    qualifications: tuple[Kept, ...]
    trainings: tuple[Kept, ...]
    training_ends: Kept | None
    is_listed: bool
    listing: ListingForm
    form: Form
    serves: Options
    prefectures: Options
    industries: Options
    size_classes: Options


def me_page(actor: Actor, at: datetime, typed: QueryDict | None = None, form: Form | None = None) -> MePage:
    """Return the page of the expert who asks; `typed` is a form that was refused, shown again as it was.

    Raises:
        NotPermitted: the actor does not act as an expert.
    """
    seen = queries.own(actor, at)
    trainings = tuple(kept_training(one, at) for one in seen.trainings)
    language = get_language() or "ja"
    return MePage(
        expert=seen.expert,
        why_not=why_not(seen.grounds),
        qualifications=tuple(kept_qualification(one, at) for one in seen.qualifications),
        trainings=trainings,
        training_ends=next((one for one in trainings if one.is_in_force), None),
        is_listed=seen.offer.is_listed,
        listing=_typed(typed, seen.version) if typed is not None else _saved(seen.offer, seen.version),
        form=form or Form(),
        serves=tuple((one.value, str(SERVES_WORDS[one])) for one in Serves),
        prefectures=_options(PREFECTURES, language),
        industries=_options(INDUSTRIES, language),
        size_classes=_options(SIZE_CLASSES, language),
    )


def _options(words: Mapping[str, Text], language: str) -> Options:
    return tuple((str(code), text.in_language(language)) for code, text in words.items())


def _saved(offer: Offer, version: int) -> ListingForm:
    return ListingForm(
        is_listed=offer.is_listed,
        serves=offer.serves.value,
        statement=offer.statement,
        prefectures=offer.prefectures,
        industries=offer.industries,
        size_classes=offer.size_classes,
        version=version,
    )


def _typed(typed: QueryDict, version: int) -> ListingForm:
    """Return the form as it was typed, to be saved over the version that is there now."""
    return ListingForm(
        is_listed="is_listed" in typed,
        serves=typed.get("serves", ""),
        statement=typed.get("statement", ""),
        prefectures=typed.getlist("prefectures"),
        industries=typed.getlist("industries"),
        size_classes=typed.getlist("size_classes"),
        version=version,
    )
