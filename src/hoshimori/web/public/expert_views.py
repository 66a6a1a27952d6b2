"""The register of experts, for anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoshimori.web.public.experts import experts_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_safe
def experts(request: HoshimoriRequest) -> HttpResponse:
    """Show who agreed to be listed and can confirm today."""
    return render(request, "public/experts.html", {"page": experts_page(request.actor, request.at, request.GET)})
