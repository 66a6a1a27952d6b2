"""What everybody gets alike is answered before anybody's session is looked at, and leaves no cookie behind.

Looking a registration up is asked for most often, and by people and programs that never sign in. Who comes with a
session goes the whole way, and sees the frame of somebody signed in.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from hoshimori.shared.refusal import Refusal
from hoshimori.web.layout.acting import HoshimoriRequest
from hoshimori.web.layout.language import remember_asked
from hoshimori.web.layout.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase
    from django.urls import ResolverMatch

ADDRESSES = (
    "/register/",
    "/history/checkpoint",
    "/history/tile/",
    "/history/particulars/",
    "/api/",
    "/credentials/",
    "/.well-known/",
    "/verify/",
)
"""What these addresses begin with shows nothing of who reads it."""

FOR_PROGRAMS = "/api/"
"""Here nobody is signed in, whatever comes along: there is no frame to show, and a session could only be misused."""


class AtOnceMiddleware:
    """Answer addresses of the public register without session, account or form token, where nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, here or on its whole way."""
        is_somebodys = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not request.path_info.startswith(FOR_PROGRAMS if is_somebodys else ADDRESSES):
            return self.get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        return _answered(request, match)


def _answered(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    request.get_host()
    request.__class__ = HoshimoriRequest
    cast("HoshimoriRequest", request).is_at_once = True
    request.user = AnonymousUser()
    request.resolver_match = match
    language = translation.get_language_from_request(request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        answer = remember_asked(request) or _viewed(request, match)
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        answer.headers["Content-Language"] = language
        patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    if answer.status_code == HTTPStatus.NOT_FOUND:
        # What is not there today may be there tomorrow.
        answer.headers["Cache-Control"] = "no-store"
    if isinstance(answer, HttpResponse):
        answer.headers["Content-Length"] = str(len(answer.content))
    return answer


def _viewed(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Refusal as refusal:
        return refuse(request, refusal)
    return answer
