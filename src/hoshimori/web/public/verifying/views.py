"""Check a certificate, without signing in; where the browser cannot do it, the server does and keeps nothing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hoshimori.schemes import queries
from hoshimori.web.layout.headers import UNUSED
from hoshimori.web.public.verifying import handed_in, judging
from hoshimori.web.public.verifying.pages import CheckPage
from hoshimori.web.public.verifying.titles import titles_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

CAMERA = UNUSED.replace("camera=()", "camera=(self)")
"""This page alone may ask for the camera, and only once somebody wants to scan a QR code."""

HOUR = 60 * 60
_LIMITS = {"verify": "60/m/ip"}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HoshimoriRequest) -> HttpResponse:
    """Show where a certificate is handed in; of one that was sent, what comes of judging it."""
    page, status = _checked(request) if request.method == "POST" else (CheckPage.empty(), HTTPStatus.OK)
    answer = render(request, "verifying/check.html", {"page": page}, status=status)
    answer.headers["Permissions-Policy"] = CAMERA
    answer.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    return answer


def _checked(request: HoshimoriRequest) -> tuple[CheckPage, HTTPStatus]:
    """Return the page with what comes of judging what was sent; of that nothing is kept."""
    page = CheckPage.empty()
    if not ratelimit.consume(request, app="hoshimori", action="verify", config=_LIMITS):
        return page.asking_for_patience(), HTTPStatus.TOO_MANY_REQUESTS
    handed = handed_in.read(request)
    if not handed.content:
        return page.asking_for_something(), HTTPStatus.UNPROCESSABLE_ENTITY
    return page.answering(handed, judging.judged(handed.content, request.at)), HTTPStatus.OK


@require_safe
def titles(request: HoshimoriRequest, edition: str) -> HttpResponse:
    """Tell what the numbers of an edition are called, in both languages and in our own words."""
    del request
    answer = JsonResponse(titles_of(queries.edition(edition)), json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Disposition"] = f'attachment; filename="titles-{edition}.json"'
    answer.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return answer
