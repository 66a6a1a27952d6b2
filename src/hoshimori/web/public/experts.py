"""The register of experts as everybody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import get_language

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.qualifications.queries import Asked, listed
from hoshimori.qualifications.rules import Serves
from hoshimori.web.layout.standing import SERVES_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.http import QueryDict

    from hoshimori.qualifications.queries import ListedExpert
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

Options = tuple[tuple[str, str], ...]

WORDS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class ExpertCard:
    """One expert in words. No prefecture, industry or size means all of them."""

    id: UUID
    name: str
    organization: Text
    corporate_number: str
    located_in: str
    is_in_house: bool
    serves: str
    statement: str
    qualifications: tuple[str, ...]
    training_last_day: date
    prefectures: tuple[str, ...]
    industries: tuple[str, ...]
    size_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpertsPage:
    """Whom somebody looks for, and up to 20 of whom was found; `next` is the query of the next page, if any."""

    asked: Asked
    is_narrowed: bool
    cards: tuple[ExpertCard, ...]
    next: str
    prefectures: Options
    industries: Options
    size_classes: Options
    serves: Options


def experts_page(actor: Actor, at: datetime, query: QueryDict) -> ExpertsPage:
    """Return one page of the register; what is no code of a list counts as not asked for."""
    language = get_language() or "ja"
    serves = {one.value: str(SERVES_WORDS[one]) for one in Serves}
    asked = Asked(
        words=query.get("words", "")[:WORDS_LIMIT],
        prefecture=_known(query, "prefecture", PREFECTURES),
        industry=_known(query, "industry", INDUSTRIES),
        size_class=_known(query, "size_class", SIZE_CLASSES),
        serves=_known(query, "serves", serves),
    )
    chosen = {name: value for name in Asked.__dataclass_fields__ if (value := getattr(asked, name))}
    found = listed(actor, at, asked, _identifier(query.get("after", "")))
    return ExpertsPage(
        asked=asked,
        is_narrowed=bool(chosen),
        cards=tuple(_card(one, language) for one in found.experts),
        next=urlencode(chosen | {"after": str(found.next_after)}) if found.next_after else "",
        prefectures=_options(PREFECTURES, language),
        industries=_options(INDUSTRIES, language),
        size_classes=_options(SIZE_CLASSES, language),
        serves=tuple(serves.items()),
    )


def _card(one: ListedExpert, language: str) -> ExpertCard:
    return ExpertCard(
        id=one.membership_id,
        name=one.person_name,
        organization=one.organization_name,
        corporate_number=one.corporate_number,
        located_in=PREFECTURES[one.prefecture].in_language(language),
        is_in_house=one.serves == Serves.OWN_COMPANY,
        serves=str(SERVES_WORDS[one.serves]),
        statement=one.statement,
        qualifications=one.qualifications,
        training_last_day=one.training_valid_until - timedelta(days=1),
        prefectures=_named(PREFECTURES, one.prefectures, language),
        industries=_named(INDUSTRIES, one.industries, language),
        size_classes=_named(SIZE_CLASSES, one.size_classes, language),
    )


def _named(words: Mapping[str, Text], codes: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(text.in_language(language) for code, text in words.items() if code in codes)


def _options(words: Mapping[str, Text], language: str) -> Options:
    return tuple((str(code), text.in_language(language)) for code, text in words.items())


def _known(query: QueryDict, name: str, codes: Mapping[str, object]) -> str:
    value = query.get(name, "")
    return value if value in codes else ""


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
