"""What the pages of the public register show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.parties.rules import PREFECTURES
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.registry.rules.validity import STANDING
from hoshimori.web.layout.words import both
from hoshimori.web.public.register import addresses, words
from hoshimori.web.public.register.asking import LEVELS, Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

    from hoshimori.registry.queries.public import FoundRegistrations, PublicRegistration
    from hoshimori.web.public.register.words import StateWords


@dataclass(frozen=True, slots=True)
class Shown:
    """A registration, with its state and prefecture in the reader's words."""

    registration: PublicRegistration
    address: str
    prefecture: str
    state: StateWords

    @classmethod
    def of(cls, registration: PublicRegistration) -> Shown:
        """Put a registration into words."""
        prefecture = both(PREFECTURES[registration.prefecture]) if registration.prefecture in PREFECTURES else ""
        return cls(registration, addresses.of(registration), prefecture, words.STATES[registration.state])


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One registration, with a sentence on whether it is in force."""

    shown: Shown
    meaning: str
    way: str

    @classmethod
    def of(cls, registration: PublicRegistration) -> EntryPage:
        """Put a registration into words."""
        return cls(
            shown=Shown.of(registration),
            meaning=words.meaning(registration),
            way=words.way(registration.level),
        )

    @property
    def has_certificate(self) -> bool:
        """Tell whether a certificate of it is issued when it is asked for: as long as it stands."""
        return self.shown.registration.state in STANDING

    @property
    def can_be_asked(self) -> bool:
        """Tell whether its company can be asked to show more: as long as the registration stands."""
        return self.shown.registration.state in STANDING

    @property
    def says(self) -> tuple[StrPromise, ...]:
        """Return what a registration says, and what it does not say."""
        return words.SAYS


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What was asked for and what else can be."""

    asked: Asked
    levels: tuple[tuple[str, str], ...]
    prefectures: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, asked: Asked) -> SearchForm:
        """Name everything one can choose from."""
        return cls(
            asked=asked,
            levels=tuple((str(level), f"★{level}") for level in LEVELS),
            prefectures=tuple((code, both(name)) for code, name in PREFECTURES.items()),
            states=tuple((state.value, str(words.STATES[state].word)) for state in RegistrationState),
        )


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found: 20 at a time, in the order of the numbers. Empty addresses lead nowhere."""

    form: SearchForm
    lines: tuple[Shown, ...]
    next: str
    first: str
    json: str

    @classmethod
    def of(cls, asked: Asked, found: FoundRegistrations) -> SearchPage:
        """Put into words what was found."""
        query = asked.query(asked.after)
        return cls(
            form=SearchForm.of(asked),
            lines=tuple(Shown.of(registration) for registration in found.lines),
            next=f"?{asked.query(found.next_after)}" if found.next_after else "",
            first=f"?{asked.query()}" if asked.after else "",
            json=reverse("register:search_json") + (f"?{query}" if query else ""),
        )


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Every registration that one company has or had; its name is that of the latest."""

    corporate_number: str
    name: str
    lines: tuple[Shown, ...]

    @classmethod
    def of(cls, corporate_number: str, registrations: Iterable[PublicRegistration]) -> CompanyPage:
        """Put into words what a company has or had."""
        lines = tuple(Shown.of(registration) for registration in registrations)
        newest = max((line.registration for line in lines), key=lambda one: one.valid_from, default=None)
        return cls(corporate_number, both(newest.name) if newest else "", lines)


@dataclass(frozen=True, slots=True)
class UnknownPage:
    """Nothing is registered under what was asked for; the form stands ready with it."""

    form: SearchForm
    typed: str
    why: str

    @classmethod
    def of(cls, typed: str, code: str) -> UnknownPage:
        """Say in words why a number finds nothing; `code` is that of the rule it breaks, if it breaks one."""
        asked = Asked.read({"q": typed})
        return cls(SearchForm.of(asked), asked.words, _reasons().get(code) or _("No registration has this number."))


def _reasons() -> dict[str, str]:
    return {
        "REGISTRATION_NUMBER_LENGTH": _("A registration number has 10 digits, such as 3-26-000123-8."),
        "REGISTRATION_NUMBER_CHECK_DIGIT": _("This number cannot be right: one digit is wrong, or two are swapped."),
        "CORPORATE_NUMBER_LENGTH": _("A corporate number (法人番号) has 13 digits."),
        "CORPORATE_NUMBER_CHECK_DIGIT": _("This number cannot be right: one digit is wrong, or two are swapped."),
    }
