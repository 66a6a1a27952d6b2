"""The operator's pages about the register: find, suspend, reinstate, withdraw, take note of changes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hoshimori.registry.operations import changes, keeping
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.forms import Form
from hoshimori.web.operator import register_pages as pages
from hoshimori.web.operator.register_pages import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

ACTS: dict[Keeping, Callable[..., None]] = {
    Keeping.SUSPEND: keeping.suspend,
    Keeping.REINSTATE: keeping.reinstate,
    Keeping.WITHDRAW: keeping.withdraw,
}


@require_GET
def registrations(request: HoshimoriRequest) -> HttpResponse:
    """Look for registrations."""
    words, state, after = (request.GET.get(name, "") for name in ("words", "state", "after"))
    page = pages.registrations_page(request.actor, request.at, words, state, after)
    return render(request, "operator/registrations.html", {"page": page})


@require_GET
def registration(request: HoshimoriRequest, number: str) -> HttpResponse:
    """Show one registration."""
    page = pages.registration_page(request.actor, request.at, number)
    return render(request, "operator/registration.html", {"page": page})


@require_http_methods(["GET", "POST"])
def keep(request: HoshimoriRequest, number: str, act: Keeping) -> HttpResponse:
    """Ask for the reason, then suspend, reinstate or withdraw."""
    page = pages.keeping_page(request.actor, request.at, number, act)
    if request.method == "GET":
        return render(request, "operator/keep.html", {"page": page})
    registration_id = pages.registration_page(request.actor, request.at, number).kept.id
    try:
        reason = request.POST.get("reason", "")
        ACTS[act](registration_id=registration_id, reason=reason, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.keeping_page(request.actor, request.at, number, act, Form.refused(request.POST, refusal))
        return render(request, "operator/keep.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The register shows it from now on."))
    return redirect("operator:registration", page.row.public.written_number)


@require_http_methods(["GET", "POST"])
def change(request: HoshimoriRequest, change_id: UUID) -> HttpResponse:
    """Show a change that was notified, and take note of it."""
    page = pages.change_page(request.actor, request.at, change_id)
    if request.method == "GET":
        return render(request, "operator/change.html", {"page": page})
    try:
        changes.take_note(
            change_id=change_id,
            answer=request.POST.get("answer", ""),
            takes_over=request.POST.get("takes_over") == "yes",
            actor=request.actor,
            at=request.at,
        )
    except Invalid as refusal:
        page = pages.change_page(request.actor, request.at, change_id, Form.refused(request.POST, refusal))
        return render(request, "operator/change.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("You took note of the change. The company reads your answer."))
    return redirect("operator:registration", page.row.public.written_number)
