"""In which language a page speaks, and how a reader changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hoshimori.parties.operations import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

LANGUAGE_KEY = "language"
"""Where the session keeps the language of its person."""

ASKED = "language"
"""By which name a link asks for a language on pages that everybody gets alike."""

_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_YEAR = 365 * 24 * 60 * 60


def chosen(request: HttpRequest) -> str:
    """Return "ja" or "en": the signed-in person's own, else the cookie's, else the browser's, else Japanese."""
    own = request.session.get(LANGUAGE_KEY)
    return own if own in _LANGUAGES else translation.get_language_from_request(request)


class LanguageMiddleware:
    """Speak the reader's language for the time of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's language, and tell caches and browsers which one it is."""
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response


@require_POST
def change(request: HoshimoriRequest) -> HttpResponse:
    """Remember the language the reader chose, for good if signed in, and go back to where that was done."""
    response = HttpResponseRedirect(_way_back(request))
    language = request.POST.get("language", "")
    if language not in _LANGUAGES:
        return response
    if request.user.is_authenticated:
        people.change(name=request.user.name, language=language, actor=request.actor, at=request.at)
        request.session[LANGUAGE_KEY] = language
    return _remember(response, language)


def remember_asked(request: HttpRequest) -> HttpResponse | None:
    """Remember a language that a link asks for where there is no form token, and lead to the page without asking."""
    # Cheaper than reading all of it, which is only done where a name may be the right one.
    if f"{ASKED}=" not in request.META.get("QUERY_STRING", "") or ASKED not in request.GET:
        return None
    query = request.GET.copy()
    language = query.pop(ASKED, [""])[-1]
    answer = HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    answer.headers["Cache-Control"] = "no-store"
    return _remember(answer, str(language)) if language in _LANGUAGES else answer


def _remember(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def _way_back(request: HttpRequest) -> str:
    """Return the address to go back to: one of our own host, else the first page."""
    way = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(way, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return way if own else "/"
