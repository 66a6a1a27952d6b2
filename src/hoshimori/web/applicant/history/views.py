"""The journal of one's own organization: read it, take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hoshimori.web.applicant.history import pages, taking

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def history(request: HoshimoriRequest) -> HttpResponse:
    """Show a leaf of the journal."""
    page = pages.history(request.actor, request.at, pages.Asked.of(request.GET))
    return render(request, "history/history.html", {"page": page})


@require_safe
def as_csv(request: HoshimoriRequest) -> StreamingHttpResponse:
    """Hand out the whole journal as CSV."""
    return taking.as_csv(request)


@require_safe
def as_json(request: HoshimoriRequest) -> StreamingHttpResponse:
    """Hand out the whole journal as JSON."""
    return taking.as_json(request)
