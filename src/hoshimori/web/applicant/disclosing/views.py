"""What waits for an answer, what is shown, who looked at it; and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from hoshimori.disclosures.operations import consenting, seeing
from hoshimori.web.applicant.disclosing import listing, standing
from hoshimori.web.applicant.disclosing.sending import reading_and_sending
from hoshimori.web.layout.handing import handed_over

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def index(request: HoshimoriRequest) -> HttpResponse:
    """Show what waits for an answer, what is shown, and what is over."""
    page = listing.index_page(request.actor, request.at)
    return render(request, "disclosing/index.html", {"page": page})


@never_cache
@require_safe
def disclosure(request: HoshimoriRequest, disclosure_id: UUID) -> HttpResponse:
    """Show what somebody sees, and when it was looked at."""
    page = standing.disclosure_page(request.actor, request.at, disclosure_id)
    return render(request, "disclosing/disclosure.html", {"page": page})


@never_cache
@require_GET
def file(request: HoshimoriRequest, disclosure_id: UUID) -> HttpResponse:
    """Hand what is shown over as a file."""
    content = seeing.hand_out(disclosure_id=disclosure_id, actor=request.actor, at=request.at)
    return handed_over(content, disclosure_id)


@never_cache
@reading_and_sending
def end(request: HoshimoriRequest, disclosure_id: UUID) -> HttpResponse:
    """Say what ending it means; end it."""
    page = standing.disclosure_page(request.actor, request.at, disclosure_id)
    if request.method != "POST":
        return render(request, "disclosing/end.html", {"page": page})
    consenting.end(disclosure_id=disclosure_id, actor=request.actor, at=request.at)
    messages.success(request, _("It is not shown any more."))
    return redirect("disclosing:disclosure", disclosure_id=disclosure_id)
