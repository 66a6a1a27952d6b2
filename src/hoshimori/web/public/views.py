"""Pages that anyone may read, signed in or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoshimori.shared.actor import APPLICANT_ROLES, Role
from hoshimori.web.public import changing, reading
from hoshimori.web.public.glossary import WORDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

FIRST_PAGES = dict.fromkeys(APPLICANT_ROLES, "/today/") | {
    Role.EXPERT: "/expert/",
    Role.OFFICER: "/operator/",
    Role.OVERSEER: "/ministry/",
}
"""Where each role begins."""


@require_safe
def first(request: HoshimoriRequest) -> HttpResponse:
    """Say what Hoshimori is, or bring somebody who holds a role to where that role begins."""
    begins = FIRST_PAGES.get(request.actor.role)
    return HttpResponseRedirect(begins) if begins else render(request, "public/first.html")


@require_safe
def scheme(request: HoshimoriRequest) -> HttpResponse:
    """Say how the scheme works."""
    return render(request, "public/scheme.html", {"page": reading.overview()})


@require_safe
def responsibility(request: HoshimoriRequest) -> HttpResponse:
    """Say who is responsible for what."""
    return render(request, "public/responsibility.html")


@require_safe
def catalogue(request: HoshimoriRequest, edition_code: str = "") -> HttpResponse:
    """Show all requirements of an edition, of both levels or of one."""
    page = reading.catalogue(edition_code, request.GET.get("level", ""), request.GET.get("q", ""))
    return render(request, "public/catalogue.html", {"page": page})


@require_safe
def requirement(request: HoshimoriRequest, edition_code: str, requirement_no: str) -> HttpResponse:
    """Show one requirement with its criteria and the guide to each."""
    return render(request, "public/requirement.html", {"page": reading.requirement(edition_code, requirement_no)})


@require_safe
def editions(request: HoshimoriRequest) -> HttpResponse:
    """List the editions."""
    return render(request, "public/editions.html", {"page": reading.editions()})


@require_safe
def edition(request: HoshimoriRequest, edition_code: str) -> HttpResponse:
    """Show what an edition sets besides its criteria, and where each rule comes from."""
    return render(request, "public/edition.html", {"page": reading.edition(edition_code)})


@require_safe
def changes(request: HoshimoriRequest, edition_code: str) -> HttpResponse:
    """Show what an edition changed against an earlier one."""
    return render(request, "public/changes.html", {"page": changing.changes(edition_code, request.GET.get("from", ""))})


@require_safe
def accessibility(request: HoshimoriRequest) -> HttpResponse:
    """Say how accessible these pages are, and whom to tell where they are not."""
    return render(request, "public/accessibility.html")


@require_safe
def help_page(request: HoshimoriRequest) -> HttpResponse:
    """Explain the keyboard and the words."""
    return render(request, "public/help.html", {"words": WORDS})
