"""What no keyboard can type into an address is left out of what the address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

NOTHING = "\0"
"""The character no text column of PostgreSQL can hold, nor be compared with."""


class UnreadableMiddleware:
    """Let pages search and filter by what is left of a query without null characters.

    In a form they are refused beside the field, like every character that cannot be read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            asked = request.GET.copy()
            for name, values in request.GET.lists():
                asked.setlist(name, [value.replace(NOTHING, "") for value in values])
            request.GET = cast("Any", asked)
        return self.get_response(request)
