"""Show something without being asked: choose, see exactly what would be shown, then consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hoshimori.disclosures.operations import consenting
from hoshimori.web.applicant.disclosing import offering
from hoshimori.web.applicant.disclosing.sending import REFUSALS, reading_and_sending, status_of
from hoshimori.web.applicant.disclosing.typed import Typed
from hoshimori.web.layout.choosing import refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

LOOK, CONSENT, MORE = "look", "consent", "more"


@never_cache
@reading_and_sending
def offer(request: HoshimoriRequest, registration_id: UUID) -> HttpResponse:
    """Show what there is to choose from; as a form, do what its button says."""
    own = offering.own(request.actor, request.at, registration_id)
    if request.method != "POST":
        page = offering.offer_page(own, offering.first_choice(request.at), request.at)
        return render(request, "disclosing/offer.html", {"page": page})
    typed, act = Typed.of(request.POST), request.POST.get("act", "")
    try:
        if act == LOOK:
            preview = offering.preview_page(request.actor, request.at, own, typed)
            return render(request, "disclosing/preview.html", {"page": preview})
        if act == CONSENT:
            return _consent(request, own, typed)
    except REFUSALS as refusal:
        page = offering.offer_page(own, typed, request.at, refused(request.POST, refusal).errors)
        return render(request, "disclosing/offer.html", {"page": page}, status=status_of(refusal))
    page = offering.offer_page(own, typed, request.at, more=act == MORE)
    return render(request, "disclosing/offer.html", {"page": page})


def _consent(request: HoshimoriRequest, own: offering.Own, typed: Typed) -> HttpResponse:
    disclosure_id = consenting.offer(
        registration_id=own.id,
        shown_to_corporate_number=typed.corporate_number,
        items=typed.items,
        purpose=typed.purpose,
        comment=typed.comment,
        own_words=typed.said(),
        until=typed.end,
        term=typed.version,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("Consented. What is shown stands below."))
    return redirect("disclosing:disclosure", disclosure_id=disclosure_id)
