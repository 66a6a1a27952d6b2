"""See where the company's key is kept; keep it oneself, or let the operator keep it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hoshimori.credentials.operations import holding
from hoshimori.web.applicant.disclosing import keys
from hoshimori.web.applicant.disclosing.sending import REFUSALS, reading_and_sending, status_of
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.fresh import asks_who_is_there

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@reading_and_sending
def key(request: HoshimoriRequest) -> HttpResponseBase:
    """Show where the key is kept; take a key of one's own, once it is certain who does."""
    page = keys.key_page(request.actor, request.at)
    if request.method != "POST":
        return render(request, "disclosing/key.html", {"page": page})
    return _use_own(request)


@asks_who_is_there
def _use_own(request: HoshimoriRequest) -> HttpResponse:
    proof = "".join(request.POST.get("proof", "").split())
    try:
        public = keys.public_half(request.POST)
        holding.use_own_key(jwk=public, proof=proof, actor=request.actor, at=request.at)
    except REFUSALS as refusal:
        page = keys.key_page(request.actor, request.at, Form.refused(request.POST, refusal))
        return render(request, "disclosing/key.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("From now on the certificate names your own key."))
    return redirect("disclosing:key")


@never_cache
@require_POST
@asks_who_is_there
def give_back(request: HoshimoriRequest) -> HttpResponse:
    """Let the operator keep a new key for the company."""
    holding.give_back(actor=request.actor, at=request.at)
    messages.success(request, _("The operator keeps the key for you again."))
    return redirect("disclosing:key")
