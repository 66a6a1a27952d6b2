"""Ask registered companies to show something, and read what they show."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from hoshimori.disclosures.operations import asking, seeing
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.asking import ask_of, disclosure_to
from hoshimori.disclosures.rules.states import Way
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from hoshimori.web.layout.choosing import refused
from hoshimori.web.layout.days import end_of
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.handing import handed_over
from hoshimori.web.layout.words import both
from hoshimori.web.orderer import pages

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

_DIGITS = 4


@never_cache
@require_safe
def index(request: HoshimoriRequest) -> HttpResponse:
    """Show what was asked, and what is shown without asking."""
    page = pages.index_page(request.actor, request.at, _number(request.GET.get("page", "")))
    return render(request, "orderer/index.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HoshimoriRequest) -> HttpResponse:
    """Choose a registration and what to ask of it; ask."""
    require(request.actor, Action.ASK)
    number = request.GET.get("number", "")
    try:
        page = pages.new_page(request.actor, request.at, number)
    except NotFound:
        return _which(request, number)
    if request.method != "POST":
        return render(request, "orderer/new.html", {"page": page})
    items = request.POST.getlist("items")
    try:
        ask_id = asking.ask(
            registration_number=number,
            items=items,
            purpose=request.POST.get("purpose", ""),
            until=end_of(request.POST.get("until", "")),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, NotPossibleNow) as refusal:
        page = pages.new_page(request.actor, request.at, number, refused(request.POST, refusal), items)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT
        return render(request, "orderer/new.html", {"page": page}, status=status)
    messages.success(request, _("Sent to %(company)s.") % {"company": both(page.registration.name)})
    return redirect("orderer:ask", ask_id=ask_id)


def _which(request: HoshimoriRequest, number: str) -> HttpResponse:
    """Ask for the number of a registration; where one was typed, there is none under it."""
    wrong = {"number": _("No registration has this number.")} if number else {}
    page = pages.NumberPage(Form(values={"number": number}, errors=wrong))
    status = HTTPStatus.NOT_FOUND if number else HTTPStatus.OK
    return render(request, "orderer/number.html", {"page": page}, status=status)


@never_cache
@require_GET
def ask(request: HoshimoriRequest, ask_id: UUID) -> HttpResponse:
    """Show one ask, and what is shown on it now: whoever reads that is written down."""
    line = ask_of(request.actor, request.at, ask_id)
    what = None
    if line.disclosure_id is not None:
        what = seeing.look(disclosure_id=line.disclosure_id, way=Way.PAGE, actor=request.actor, at=request.at)
    return render(request, "orderer/ask.html", {"page": pages.ask_page(line, what)})


@never_cache
@require_POST
def withdraw(request: HoshimoriRequest, ask_id: UUID) -> HttpResponse:
    """Withdraw an ask."""
    asking.withdraw(ask_id=ask_id, actor=request.actor, at=request.at)
    messages.success(request, _("The ask is withdrawn."))
    return redirect("orderer:ask", ask_id=ask_id)


@never_cache
@require_GET
def shown(request: HoshimoriRequest, disclosure_id: UUID) -> HttpResponse:
    """Show what a company shows: whoever reads it is written down. What was asked for stands on the page of its ask."""
    line = disclosure_to(request.actor, request.at, disclosure_id)
    if line.ask_id is not None:
        return redirect("orderer:ask", ask_id=line.ask_id)
    what = seeing.look(disclosure_id=disclosure_id, way=Way.PAGE, actor=request.actor, at=request.at)
    return render(request, "orderer/shown.html", {"page": pages.seen_page(disclosure_id, what)})


@never_cache
@require_GET
def file(request: HoshimoriRequest, disclosure_id: UUID) -> HttpResponse:
    """Hand what is shown over as a file: that is written down too."""
    content = seeing.hand_out(disclosure_id=disclosure_id, actor=request.actor, at=request.at)
    return handed_over(content, disclosure_id)


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 1
