"""The operator's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hoshimori.parties.operations import access
from hoshimori.parties.permissions import Action, require
from hoshimori.schemes.operations.wording import load_for_all
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.workbooks import sent_workbook
from hoshimori.web.operator import pages
from hoshimori.web.operator.desk import desk_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_GET
def desk(request: HoshimoriRequest) -> HttpResponse:
    """Show the officer's first page."""
    require(request.actor, Action.SEARCH_ORGANIZATIONS)
    return render(request, "operator/desk.html", {"page": desk_page(request.actor, request.at)})


@require_GET
def organizations(request: HoshimoriRequest) -> HttpResponse:
    """Look for organizations."""
    asked = request.GET
    page = pages.organizations_page(
        request.actor, asked.get("words", ""), asked.get("prefecture", ""), asked.get("after", "")
    )
    return render(request, "operator/organizations.html", {"page": page})


@require_GET
def organization(request: HoshimoriRequest, organization_id: UUID) -> HttpResponse:
    """Show one organization."""
    page = pages.organization_page(request.actor, request.at, organization_id)
    return render(request, "operator/organization.html", {"page": page})


@require_POST
def open_access(request: HoshimoriRequest, organization_id: UUID) -> HttpResponse:
    """Open a company's matters to the officer for some hours."""
    typed = request.POST
    hours = typed.get("hours", "")
    try:
        access.open_to(
            organization_id=organization_id,
            reason=typed.get("reason", ""),
            hours=int(hours) if hours.isdecimal() and len(hours) < 4 else 0,  # noqa: PLR2004 - no day has 1000 hours
            actor=request.actor,
            at=request.at,
        )
    except Invalid as refusal:
        page = pages.organization_page(request.actor, request.at, organization_id, Form.refused(typed, refusal))
        return render(request, "operator/organization.html", {"page": page}, status=422)
    return redirect("operator:organization", organization_id)


@require_GET
def wording(request: HoshimoriRequest, edition_code: str) -> HttpResponse:
    """Show the official wording of an edition as everybody has it."""
    return render(request, "operator/wording.html", {"page": pages.wording_page(request.actor, edition_code)})


@require_POST
def load_wording(request: HoshimoriRequest, edition_code: str) -> HttpResponse:
    """Load the official wording for everybody."""
    try:
        name, content = sent_workbook(request)
        load_for_all(edition=edition_code, file_name=name, content=content, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.wording_page(request.actor, edition_code, Form.refused(request.POST, refusal))
        return render(request, "operator/wording.html", {"page": page}, status=422)
    return redirect("operator:wording", edition_code)


@require_GET
def accesses(request: HoshimoriRequest) -> HttpResponse:
    """Show the timed looks of the operator's staff at companies' matters."""
    require(request.actor, Action.OPEN_ACCESS)
    return render(request, "operator/accesses.html", {"rows": pages.access_rows(request.actor, request.at)})


@require_POST
def end_access(request: HoshimoriRequest, access_id: UUID) -> HttpResponse:
    """End an access before its time."""
    access.end(access_id=access_id, actor=request.actor, at=request.at)
    return redirect("operator:accesses")
