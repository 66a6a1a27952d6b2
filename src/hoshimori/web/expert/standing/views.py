"""An expert's own page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from hoshimori.qualifications.operations import listing
from hoshimori.shared.refusal import Conflict, Invalid
from hoshimori.web.expert.standing import pages
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

_DIGITS_AT_MOST = 9


@never_cache
@require_GET
def me(request: HoshimoriRequest) -> HttpResponse:
    """Show the expert's own record and listing."""
    return render(request, "expert/me.html", {"page": pages.me_page(request.actor, request.at)})


@require_POST
def change_listing(request: HoshimoriRequest) -> HttpResponse:
    """Change how the expert stands in the register of experts."""
    typed = request.POST
    try:
        listing.change(
            is_listed="is_listed" in typed,
            serves=typed.get("serves", ""),
            statement=typed.get("statement", ""),
            prefectures=typed.getlist("prefectures"),
            industries=typed.getlist("industries"),
            size_classes=typed.getlist("size_classes"),
            version=_number(typed.get("version", "")),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, Conflict) as refusal:
        page = pages.me_page(request.actor, request.at, typed, Form.refused(typed, refusal))
        return render(request, "expert/me.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Saved."))
    return redirect("expert:me")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS_AT_MOST else -1
