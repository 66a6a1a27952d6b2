"""Say what a self-evaluation covers and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.assessments.operations import excluding, scoping
from hoshimori.assessments.operations.excluding import ExclusionConflict
from hoshimori.assessments.operations.scoping import StatementConflict
from hoshimori.assessments.rules.scope import Named, Omission, ScopeKind, Statement
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid
from hoshimori.web.applicant.answering.forms import version
from hoshimori.web.applicant.scope import pages
from hoshimori.web.applicant.scope.pages import Forms
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.shared.refusal import Refusal
    from hoshimori.web.layout.acting import HoshimoriRequest

UNPROCESSABLE, CONFLICT = 422, 409


@never_cache
@require_safe
def show(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show the scope."""
    return _page(request, assessment_id)


@require_POST
def describe(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Say as a whole what is covered."""
    typed = request.POST
    try:
        scoping.describe(
            assessment_id=assessment_id,
            statement=Statement(typed.get("unit", ""), typed.get("text", "")),
            version=version(typed),
            actor=request.actor,
            at=request.at,
        )
    except StatementConflict as conflict:
        form = Form.refused(typed, conflict)
        values = {**form.values, "version": conflict.version, "theirs": pages.stated(conflict.current)}
        return _page(request, assessment_id, Forms(statement=Form(values, form.errors)), CONFLICT)
    except Invalid as refusal:
        return _page(request, assessment_id, Forms(statement=Form.refused(typed, refusal)), UNPROCESSABLE)
    return _saved(request, assessment_id, "statement")


@require_POST
def name(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Name a site, a department or a cloud service."""
    typed = request.POST
    named = Named(typed.get("kind", ""), typed.get("name", ""), typed.get("detail", ""))
    try:
        scoping.name(assessment_id=assessment_id, named=named, actor=request.actor, at=request.at)
    except Invalid as refusal:
        return _refused_item(request, assessment_id, refusal)
    return _saved(request, assessment_id, named.kind)


@require_POST
def name_platform(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Name an IT platform."""
    chosen = _identifier(request.POST.get("platform", ""))
    try:
        scoping.name_platform(assessment_id=assessment_id, platform_id=chosen, actor=request.actor, at=request.at)
    except Invalid as refusal:
        return _refused_item(request, assessment_id, refusal)
    return _saved(request, assessment_id, ScopeKind.PLATFORM)


@require_POST
def remove(request: HoshimoriRequest, assessment_id: UUID, item_id: UUID) -> HttpResponse:
    """Take something out of the scope."""
    scoping.remove(assessment_id=assessment_id, item_id=item_id, actor=request.actor, at=request.at)
    return _saved(request, assessment_id, request.POST.get("kind", ""))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exclude(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Leave something out."""
    if request.method != "POST":
        page = pages.exclusion_page(request.actor, request.at, assessment_id)
        return render(request, "scope/exclusion.html", {"page": page})
    try:
        excluding.exclude(assessment_id=assessment_id, omission=_omission(request), actor=request.actor, at=request.at)
    except Invalid as refusal:
        form = Form.refused(request.POST, refusal)
        page = pages.exclusion_page(request.actor, request.at, assessment_id, form=form)
        return render(request, "scope/exclusion.html", {"page": page}, status=UNPROCESSABLE)
    return _saved(request, assessment_id, "exclusions")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_exclusion(request: HoshimoriRequest, assessment_id: UUID, exclusion_id: UUID) -> HttpResponse:
    """Say an exclusion otherwise."""
    who, at, theirs = request.actor, request.at, None
    if request.method != "POST":
        page = pages.exclusion_page(who, at, assessment_id, exclusion_id)
        return render(request, "scope/exclusion.html", {"page": page})
    try:
        excluding.change(
            assessment_id=assessment_id,
            exclusion_id=exclusion_id,
            omission=_omission(request),
            version=version(request.POST),
            actor=who,
            at=at,
        )
    except (Invalid, ExclusionConflict) as refusal:
        if isinstance(refusal, ExclusionConflict):
            theirs = refusal.current
        form = Form.refused(request.POST, refusal)
        page = pages.exclusion_page(who, at, assessment_id, exclusion_id, form=form, theirs=theirs)
        return render(request, "scope/exclusion.html", {"page": page}, status=CONFLICT if theirs else UNPROCESSABLE)
    return _saved(request, assessment_id, "exclusions")


@require_POST
def include_again(request: HoshimoriRequest, assessment_id: UUID, exclusion_id: UUID) -> HttpResponse:
    """Take an exclusion back."""
    excluding.include_again(assessment_id=assessment_id, exclusion_id=exclusion_id, actor=request.actor, at=request.at)
    return _saved(request, assessment_id, "exclusions")


def _page(
    request: HoshimoriRequest, assessment_id: UUID, forms: Forms | None = None, status: int = 200
) -> HttpResponse:
    page = pages.scope_page(request.actor, request.at, assessment_id, forms)
    return render(request, "scope/scope.html", {"page": page}, status=status)


def _saved(request: HoshimoriRequest, assessment_id: UUID, part: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    anchor = f"#part-{part}" if part in {*ScopeKind, "statement", "exclusions"} else ""
    response = redirect("scope:scope", assessment_id)
    response.headers["Location"] += anchor
    return response


def _refused_item(request: HoshimoriRequest, assessment_id: UUID, refusal: Refusal) -> HttpResponse:
    kind = request.POST.get("kind", ScopeKind.PLATFORM.value)
    if kind not in set(ScopeKind):
        raise refusal
    forms = Forms(kinds={ScopeKind(kind): Form.refused(request.POST, refusal)})
    return _page(request, assessment_id, forms, UNPROCESSABLE)


def _omission(request: HoshimoriRequest) -> Omission:
    typed = request.POST
    return Omission(
        typed.get("what", ""), typed.get("category", ""), typed.get("reason", ""), typed.get("limits_risk", "")
    )


def _identifier(text: str) -> UUID:
    """Return the id that was chosen; one that belongs to nothing where none was."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()
