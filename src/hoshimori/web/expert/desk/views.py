"""The expert's desk: what is asked of it, what it judges, the needs on the list; take on or decline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.confirmations.operations import judging
from hoshimori.shared.refusal import Invalid
from hoshimori.web.expert.desk import pages
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def desk(request: HoshimoriRequest) -> HttpResponse:
    """Show the expert's first page, or all of its confirmations in one state."""
    show = pages.shown(request.GET)
    if show is None:
        return render(request, "expert/desk.html", {"page": pages.desk(request.actor, request.at)})
    page = pages.listed(request.actor, request.at, show, pages.number(request.GET))
    return render(request, "expert/listed.html", {"page": page})


@never_cache
@require_safe
def need(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Show a need on the list, before it is taken on."""
    page = pages.need(request.actor, request.at, confirmation_id)
    return render(request, "expert/need.html", {"page": page})


@require_POST
def take_on(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Take on what one was asked for, or a need on the list."""
    judging.take_on(confirmation_id=confirmation_id, actor=request.actor, at=request.at)
    messages.success(request, _("You have taken this confirmation on. From now on you can read what was handed over."))
    return redirect("expert:confirmation", confirmation_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Ask why one declines, then decline."""
    if request.method != "POST":
        page = pages.declining(request.actor, request.at, confirmation_id)
        return render(request, "expert/decline.html", {"page": page, "form": Form()})
    try:
        reason = request.POST.get("reason", "")
        judging.decline(confirmation_id=confirmation_id, reason=reason, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.declining(request.actor, request.at, confirmation_id)
        form = Form.refused(request.POST, refusal)
        return render(request, "expert/decline.html", {"page": page, "form": form}, status=422)
    messages.success(request, _("You have declined. The company reads your reason and may ask somebody else."))
    return HttpResponseRedirect(pages.DESK)
