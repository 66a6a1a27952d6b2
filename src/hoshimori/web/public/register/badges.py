"""Badges of a registration, for a company's own pages: where it stands today, with a link to where to check that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoshimori.registry.queries import public
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.web.layout.words import day
from hoshimori.web.public.register import addresses, answering, words

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.web.layout.acting import HoshimoriRequest

LANGUAGES = ("ja", "en")
_WIDE, _NARROW, _MARGIN, _CORNER = 12, 6.6, 10, 4


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge in one language: what is registered on the left, where it stands on the right; widths in pixels."""

    left: str
    right: str
    left_width: float
    right_width: float
    is_in_force: bool

    @classmethod
    def of(cls, registration: PublicRegistration) -> Badge:
        """Put a registration into the two words of a badge. It says *registered*, never more."""
        left = _("Registered as ★%(level)s (SCS)") % {"level": registration.level}
        state = str(words.STATES[registration.state].word)
        is_in_force = registration.state == RegistrationState.VALID
        if is_in_force and not registration.is_kept_by_renewal:
            state = _("Valid until %(day)s") % {"day": day(registration.last_valid_on)}
        return cls(left, state, _width(left), _width(state), is_in_force)

    @property
    def width(self) -> float:
        """Return the width of the whole."""
        return self.left_width + self.right_width

    @property
    def right_inner(self) -> float:
        """Return how far the right half goes before its corners begin."""
        return self.right_width - _CORNER

    @property
    def right_text(self) -> float:
        """Return where the right word begins."""
        return self.left_width + _MARGIN

    @property
    def says(self) -> str:
        """Return the badge as a sentence, for whoever does not see it."""
        return f"{self.left}: {self.right}"


@dataclass(frozen=True, slots=True)
class BadgePage:
    """The badges of a registration, and what is pasted into a page to show them."""

    number: str
    offers: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, registration: PublicRegistration) -> BadgePage:
        """Return language, picture and what to paste, for each language."""
        return cls(registration.written_number, tuple(_offer(registration, language) for language in LANGUAGES))


@require_safe
def badge(request: HoshimoriRequest, number: str, language: str) -> HttpResponseBase:
    """Draw the badge of a registration as it stands today; other sites may show it."""
    registration = public.by_number(number, request.at)

    def make() -> HttpResponse:
        with translation.override(language):
            drawn = render_to_string("register/badge.svg", {"badge": Badge.of(registration)})
        headers = answering.attachment(f"{registration.written_number}-{language}.svg")
        return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)

    answer = answering.file(request, [registration.mark, language, "badge"], make)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@require_safe
def badges(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Show the badges of a registration with what to paste into one's own page."""
    registration = public.by_number(number, request.at)

    def make() -> HttpResponse:
        page = BadgePage.of(registration)
        return render(request, "register/badges.html", {"page": page, "entry": registration})

    return answering.page(request, [registration.mark, "badges"], make)


def _offer(registration: PublicRegistration, language: str) -> tuple[str, str, str]:
    where = addresses.absolute(registration)
    with translation.override(language):
        given = {"where": where, "language": language, "badge": Badge.of(registration)}
        pasted = render_to_string("register/badge.txt", given).strip()
    return language, f"{addresses.of(registration)}badge-{language}.svg", pasted


def _width(text: str) -> float:
    wide = sum(east_asian_width(character) in "WFA" for character in text)
    return wide * _WIDE + (len(text) - wide) * _NARROW + 2 * _MARGIN
