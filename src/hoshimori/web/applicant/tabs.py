"""Addresses for the main navigation: each tab goes along with the self-evaluation one is at, or to the current one.

The address with a self-evaluation is that of the area itself, which stands before this table; the one without leads on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hoshimori.assessments.queries.overview import current
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

AREAS = ("scope", "answers", "evidence", "excel", "report", "confirmation")


@never_cache
@require_safe
def lead_on(request: HoshimoriRequest, area: str, assessment_id: UUID | None = None) -> HttpResponse:
    """Go to an area of the self-evaluation that is worked on; without one, to the list, which says how to begin.

    Raises:
        NotFound: the area has no page of its own under this address.
    """
    if assessment_id is not None:
        raise NotFound
    current_id = current(request.actor, request.at)
    address = reverse(f"tabs:{area}", args=[current_id]) if current_id else reverse("start:list")
    return HttpResponseRedirect(address)


app_name = "tabs"
urlpatterns = [
    path(way, lead_on, {"area": area}, name=area)
    for area in AREAS
    for way in (f"{area}/", f"assessments/<uuid:assessment_id>/{area}/")
]
