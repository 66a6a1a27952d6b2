"""The ministry's pages: to read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hoshimori.documents import comma_separated
from hoshimori.web.ministry import pages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_GET
def overview(request: HoshimoriRequest) -> HttpResponse:
    """Show how far the scheme has come, in figures that tell nothing about one company."""
    return render(request, "ministry/overview.html", {"page": pages.overview_page(request.actor, request.at)})


@require_GET
def table(request: HoshimoriRequest, code: str) -> StreamingHttpResponse:
    """Give one table along for a spreadsheet."""
    file = pages.file(request.actor, request.at, code)
    return StreamingHttpResponse(
        comma_separated.written(file.head, file.rows),
        content_type=comma_separated.MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Cache-Control": "private, no-store",
        },
    )
