"""The operator's pages about filings: what waits, one filing, checking and deciding."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hoshimori.registry.operations import deciding
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.registry.rules.numbers import written
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.forms import Form
from hoshimori.web.operator import filing_pages as pages

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_GET
def filings(request: HoshimoriRequest) -> HttpResponse:
    """Show filings, the oldest first: those that wait, or those in one state."""
    asked = request.GET
    page = pages.filings_page(request.actor, request.at, asked.get("state", ""), _identifier(asked.get("after", "")))
    return render(request, "operator/filings.html", {"page": page})


@require_GET
def filing(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Show one filing with all that bears on it."""
    return render(request, "operator/filing.html", {"page": pages.filing_page(request.actor, request.at, filing_id)})


@require_POST
def check(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Note what was found at the five points."""
    try:
        deciding.check(filing_id=filing_id, points=_points(request.POST), actor=request.actor, at=request.at)
    except Invalid as refusal:
        form = Form.refused(request.POST, refusal)
        page = pages.filing_page(request.actor, request.at, filing_id, check_form=form)
        return render(request, "operator/filing.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("What was found is noted. Nothing is decided yet."))
    return redirect("operator:filing", filing_id)


@require_POST
def register(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Register what was filed."""
    number = deciding.register(filing_id=filing_id, actor=request.actor, at=request.at)
    messages.success(request, _("It is registered under the number %(number)s.") % {"number": written(number)})
    return redirect("operator:registration", written(number))


@require_POST
def refuse(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Refuse a filing with a reason."""
    try:
        reason = request.POST.get("reason", "")
        deciding.refuse(filing_id=filing_id, reason=reason, actor=request.actor, at=request.at)
    except Invalid as refusal:
        form = Form.refused(request.POST, refusal)
        page = pages.filing_page(request.actor, request.at, filing_id, refuse_form=form)
        return render(request, "operator/filing.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The filing is refused. The company reads your reason."))
    return redirect("operator:filing", filing_id)


def _points(typed: QueryDict) -> dict[str, tuple[bool, str]]:
    """Return what was noted at each point; one at which nothing was chosen is missing."""
    points = {}
    for point in FormalPoint:
        name = point.value.lower()
        if typed.get(f"{name}_holds") in {"yes", "no"}:
            points[point.value] = (typed[f"{name}_holds"] == "yes", typed.get(f"{name}_note", ""))
    return points


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
