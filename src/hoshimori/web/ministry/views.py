"""The ministry's pages: to read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from hoshimori.web.ministry import pages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_GET
def overview(request: HoshimoriRequest) -> HttpResponse:
    """Show how far the scheme has come, in figures that tell nothing about one company."""
    return render(request, "ministry/overview.html", {"page": pages.overview_page(request.actor)})
