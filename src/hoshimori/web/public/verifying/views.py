"""Check a certificate, without signing in; where the browser cannot do it, the server does and keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hoshimori.schemes import queries
from hoshimori.web.public.verifying import handed_in, judging
from hoshimori.web.public.verifying.pages import CheckPage
from hoshimori.web.public.verifying.titles import titles_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

CAMERA = "accelerometer=(), camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
"""This page alone may ask for the camera, and only once somebody wants to scan a QR code."""

HOUR = 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HoshimoriRequest) -> HttpResponse:
    """Show where a certificate is handed in; of one that was sent, what comes of judging it."""
    page = CheckPage.empty()
    if request.method == "POST":
        handed = handed_in.read(request)
        page = page.answering(handed, judging.judged(handed.content, request.at) if handed.content else None)
    answer = render(request, "verifying/check.html", {"page": page})
    answer.headers["Permissions-Policy"] = CAMERA
    answer.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    return answer


@require_safe
def titles(request: HoshimoriRequest, edition: str) -> HttpResponse:
    """Tell what the numbers of an edition are called, in both languages and in our own words."""
    del request
    answer = JsonResponse(titles_of(queries.edition(edition)), json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Disposition"] = f'attachment; filename="titles-{edition}.json"'
    answer.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return answer
