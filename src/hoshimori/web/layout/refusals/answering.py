"""Answer a refusal or a failure: a calm page, a short fragment, or JSON, with the status that says what kind of no."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation

from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow, Refusal
from hoshimori.web.layout.refusals.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

_STATUS: dict[type[Refusal], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotPermitted: HTTPStatus.FORBIDDEN,
    NotPossibleNow: HTTPStatus.CONFLICT,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_PAGES = {
    HTTPStatus.UNAUTHORIZED: "layout/errors/403.html",
    HTTPStatus.FORBIDDEN: "layout/errors/403.html",
    HTTPStatus.NOT_FOUND: "layout/errors/404.html",
    HTTPStatus.CONFLICT: "layout/errors/409.html",
    HTTPStatus.UNPROCESSABLE_ENTITY: "layout/errors/422.html",
}


class RefusalMiddleware:
    """Turn a refusal that no view answered itself into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; refusals arrive at `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a failure and goes on."""
        return refuse(request, exception) if isinstance(exception, Refusal) else None


def refuse(request: HttpRequest, refusal: Refusal, status: HTTPStatus | None = None) -> HttpResponse:
    """Return the answer to a refusal: JSON where the client prefers it, a fragment for htmx and fetch, else a page."""
    status = status or _STATUS.get(type(refusal), HTTPStatus.CONFLICT)
    message = words(refusal)
    if _is_asked_by_a_program(request):
        return JsonResponse({"code": refusal.code, "message": message, "field": refusal.field}, status=status)
    is_part = "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"
    template = "layout/errors/fragment.html" if is_part else _PAGES[status]
    page = render_to_string(template, {"message": message, "code": refusal.code}, request=request)
    return HttpResponse(page, status=status)


def _is_asked_by_a_program(request: HttpRequest) -> bool:
    """Tell whether JSON is wanted: asked for, or come by an address that is there for programs alone."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return request.path_info.startswith("/api/") or preferred == "application/json"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that cannot be read."""
    return _failure(request, "BAD_REQUEST", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer what a library, not the scheme, forbids."""
    return refuse(request, NotPermitted("NOT_PERMITTED"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address that leads nowhere in the same words as one that leads to something hidden."""
    return refuse(request, NotFound())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that did not come from a page of ours, or from one that is too old."""
    return refuse(request, Refusal("CSRF"), HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours."""
    return _failure(request, "SERVER_ERROR", HTTPStatus.INTERNAL_SERVER_ERROR)


def _failure(request: HttpRequest, code: str, status: HTTPStatus) -> HttpResponse:
    """Return an answer that needs neither session nor database: they may not be there, or may be what failed."""
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        message = words(Refusal(code))
        if _is_asked_by_a_program(request):
            return JsonResponse({"code": code, "message": message, "field": ""}, status=status)
        values = {"message": message, "language": language}
        return HttpResponse(render_to_string("layout/errors/failure.html", values), status=status)
