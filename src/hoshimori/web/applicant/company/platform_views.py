"""An organization's IT platforms, and their use together with others."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hoshimori.parties.operations import platforms
from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow
from hoshimori.web.applicant.company import platform_pages
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HoshimoriRequest) -> HttpResponse:
    """Name an IT platform."""
    form = None
    if request.method == "POST":
        name, description = request.POST.get("name", ""), request.POST.get("description", "")
        try:
            platforms.add(name=name, description=description, actor=request.actor, at=request.at)
        except (Invalid, NotPossibleNow) as refusal:
            form = Form.refused(request.POST, refusal)
        else:
            return _done(request, _("The IT platform was added."))
    return _shown(request, "company/platform.html", platform_pages.platform_page(request.actor, form=form), form)


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HoshimoriRequest, platform_id: UUID) -> HttpResponse:
    """Rename or describe an IT platform anew; after a conflict both versions are shown."""
    form, is_conflict = None, False
    if request.method == "POST":
        typed = request.POST
        version = typed.get("version", "")
        try:
            platforms.change(
                platform_id=platform_id,
                name=typed.get("name", ""),
                description=typed.get("description", ""),
                version=int(version) if version.isascii() and version.isdigit() else 0,
                actor=request.actor,
                at=request.at,
            )
        except (Invalid, NotPossibleNow, Conflict) as refusal:
            form, is_conflict = Form.refused(typed, refusal), isinstance(refusal, Conflict)
        else:
            return _done(request, _("Saved."))
    page = platform_pages.platform_page(request.actor, platform_id, form, shows_now=is_conflict)
    return _shown(request, "company/platform.html", page, form)


@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HoshimoriRequest, platform_id: UUID) -> HttpResponse:
    """Offer an IT platform to another organization."""
    form = None
    if request.method == "POST":
        number = request.POST.get("corporate_number", "")
        try:
            platforms.offer(platform_id=platform_id, number=number, actor=request.actor, at=request.at)
        except (Invalid, NotPossibleNow) as refusal:
            form = Form.refused(request.POST, refusal)
        else:
            return _done(request, _("The IT platform was offered. It is shared once the other side has taken it up."))
    page = platform_pages.offer_page(request.actor, platform_id, form)
    return _shown(request, "company/offer.html", page, form)


@require_POST
def take_up(request: HoshimoriRequest, use_id: UUID) -> HttpResponse:
    """Take up an offer."""
    platforms.take_up(use_id=use_id, actor=request.actor, at=request.at)
    return _done(request, _("You can name this IT platform in your scope now."))


@require_POST
def decline(request: HoshimoriRequest, use_id: UUID) -> HttpResponse:
    """Decline an offer."""
    platforms.decline(use_id=use_id, actor=request.actor, at=request.at)
    return _done(request, _("The offer was declined."))


@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HoshimoriRequest, use_id: UUID) -> HttpResponse:
    """Ask, then end the shared use."""
    if request.method == "GET":
        return render(request, "company/end_use.html", {"use": platform_pages.use_seen(request.actor, use_id)})
    platforms.end(use_id=use_id, actor=request.actor, at=request.at)
    return _done(request, _("The IT platform is no longer shared."))


def _done(request: HoshimoriRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("company:page")


def _shown(request: HoshimoriRequest, template: str, page: object, form: Form | None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, template, {"page": page}, status=status)
