"""Pages are read and forms are sent; nothing else is ever asked of Hoshimori."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseNotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

USED = ("GET", "HEAD", "POST")


class MethodsMiddleware:
    """Turn away every other method before anything is looked up (ASVS 5.0, 13.4.4)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or say which methods are known."""
        return self.get_response(request) if request.method in USED else HttpResponseNotAllowed(USED)
