"""Pages that belong to no audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes the request
    """Say that the server answers; nothing is looked up and nothing told."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
