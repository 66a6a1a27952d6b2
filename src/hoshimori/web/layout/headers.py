"""What every answer tells browsers and whatever stands between, besides what Django's own settings say."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

UNUSED = "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
"""What no page asks of a browser, so that nothing slipped into one can ask for it either."""

WAYS_OUT = frozenset({"account_logout", "account:end_session", "account:end_all_sessions"})


class HeadersMiddleware:
    """Let nothing of a signed-in person's pages be kept on the way or in the browser, nor be loaded by other sites."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and say who may keep the answer."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", UNUSED)
        if _is_somebodys(request, response) and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store, private"
        if _has_signed_out(request, response):
            # Going back in the browser shows nothing any more; what could not be sent yet stays until it can be.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def _has_signed_out(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    is_way_out = match is not None and match.view_name in WAYS_OUT
    return is_way_out and request.method == "POST" and response.status_code == HTTPStatus.FOUND


def _is_somebodys(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether a session comes or goes with it; asking who that is would cost a statement on public pages."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
