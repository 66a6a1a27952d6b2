"""Read what one was told, go to where it happened, and choose how mail comes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.notices.operations import reading
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.acting import MEMBERSHIP_KEY
from hoshimori.web.layout.forms import Form
from hoshimori.web.notices import pages

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def show_list(request: HoshimoriRequest) -> HttpResponse:
    """Show what the reader was told in the role acted in, and how mail comes."""
    page = pages.list_page(request.actor, pages.number(request.GET.get("page", "")))
    return render(request, "notices/list.html", {"page": page})


@require_POST
def read_all(request: HoshimoriRequest) -> HttpResponse:
    """Note that everything has been read."""
    reading.mark_all_read(actor=request.actor, at=request.at)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices:list")


@require_POST
def choose_rhythm(request: HoshimoriRequest) -> HttpResponse:
    """Choose how mail comes."""
    try:
        reading.choose_rhythm(code=request.POST.get("rhythm", ""), actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.list_page(request.actor, 1, Form.refused(request.POST, refusal))
        return render(request, "notices/list.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Saved."))
    return redirect("notices:list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HoshimoriRequest, notice_id: UUID) -> HttpResponse:
    """Go to where it happened. Sent as a form it counts as read, and its reader acts in the role it is for."""
    if request.method != "POST":
        page = pages.notice_page(request.actor, notice_id)
        if page.is_for_present_role:
            return HttpResponseRedirect(page.address)
        return render(request, "notices/other_role.html", {"page": page})
    read = reading.mark_read(notice_id=notice_id, actor=request.actor, at=request.at)
    request.session[MEMBERSHIP_KEY] = str(read.membership_id)
    return HttpResponseRedirect(pages.notice_page(request.actor, notice_id).address)
