"""An expert judges what a company handed over, part by part, and returns or confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoshimori.confirmations.operations import concluding, looking
from hoshimori.web.expert.judging import forms, replies
from hoshimori.web.expert.judging import said as saying
from hoshimori.web.expert.judging.addresses import Place, show_of
from hoshimori.web.layout.sending import sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse, StreamingHttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def confirmation(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Show a confirmation as it stands: asked for, at the first thing to judge, or what was said."""
    return replies.as_it_stands(request, confirmation_id)


@never_cache
@require_safe
def part(request: HoshimoriRequest, confirmation_id: UUID, part: str) -> HttpResponse:
    """Show one requirement, or the scope, with what is judged in it."""
    return replies.shown(request, Place(confirmation_id, part, show_of(request.GET)))


@require_POST
def judge(request: HoshimoriRequest, confirmation_id: UUID, part: str) -> HttpResponse:
    """Save what was judged in one part."""
    return replies.judged(request, Place(confirmation_id, part, show_of(request.GET)), forms.sent(request.POST))


@require_POST
def take_over(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Agree again with what was agreed with before and has not changed."""
    return replies.taken_over(request, confirmation_id)


@require_safe
def evidence(request: HoshimoriRequest, confirmation_id: UUID, sha256: str) -> StreamingHttpResponse:
    """Give out a file that was handed over, to be saved."""
    opened = looking.open_evidence(confirmation_id=confirmation_id, sha256=sha256, actor=request.actor, at=request.at)
    return sent(opened)


@never_cache
@require_safe
def conclude(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Show what is left before confirming, and the two ways to conclude."""
    return replies.concluding(request, confirmation_id)


@require_POST
def confirm(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Confirm what was handed over."""

    def act() -> None:
        concluding.confirm(
            confirmation_id=confirmation_id,
            manner=request.POST.get("manner", ""),
            advice=request.POST.get("advice", ""),
            actor=request.actor,
            at=request.at,
        )

    return replies.concluded(request, confirmation_id, act)


@require_POST
def send_back(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Return what was handed over, with reasons."""

    def act() -> None:
        concluding.send_back(
            confirmation_id=confirmation_id,
            reason=request.POST.get("reason", ""),
            advice=request.POST.get("advice", ""),
            manner=request.POST.get("manner", ""),
            actor=request.actor,
            at=request.at,
        )

    return replies.concluded(request, confirmation_id, act)


@never_cache
@require_safe
def said(request: HoshimoriRequest, confirmation_id: UUID) -> HttpResponse:
    """Show what was said about everything, to be read."""
    page = saying.page(request.actor, request.at, confirmation_id)
    return render(request, "expert/said.html", {"page": page})
