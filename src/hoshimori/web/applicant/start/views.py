"""Where a working day begins, the first steps, and self-evaluations as wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.assessments.operations import beginning as operations
from hoshimori.assessments.operations import closing
from hoshimori.shared.refusal import Invalid
from hoshimori.web.applicant.start import assessments, beginning, first_steps, today
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.applicant.start.beginning import BeginPage
    from hoshimori.web.layout.acting import HoshimoriRequest

UNPROCESSABLE = 422


@never_cache
@require_safe
def show_today(request: HoshimoriRequest) -> HttpResponse:
    """Show the next step, what is left, what is due and what is new."""
    return render(request, "start/today.html", {"page": today.today_page(request.actor, request.at)})


@require_safe
def show_first_steps(request: HoshimoriRequest) -> HttpResponse:
    """Say what ★3 is and what to do first."""
    return render(request, "start/first_steps.html", {"page": first_steps.first_steps_page(request.actor)})


@never_cache
@require_safe
def show_list(request: HoshimoriRequest) -> HttpResponse:
    """Show the list of self-evaluations."""
    page = assessments.list_page(request.actor, request.at, request.GET.get("after", ""))
    return render(request, "start/list.html", {"page": page})


@never_cache
@require_safe
def show_assessment(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show one self-evaluation as a whole."""
    page = assessments.assessment_page(request.actor, request.at, assessment_id)
    return render(request, "start/assessment.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HoshimoriRequest) -> HttpResponse:
    """Begin a blank self-evaluation."""
    if request.method != "POST":
        return _form(request, beginning.begin_page(request.actor, request.at))
    typed = request.POST
    try:
        begun = operations.begin(
            level=_number(typed.get("level", "")), title=typed.get("title", ""), actor=request.actor, at=request.at
        )
    except Invalid as refusal:
        page = beginning.begin_page(request.actor, request.at, Form.refused(typed, refusal))
        return _form(request, page, UNPROCESSABLE)
    messages.success(request, _("The self-evaluation has begun. Say first what your answers are about."))
    return redirect("tabs:scope", begun)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def continue_from(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Begin a self-evaluation from an earlier one."""
    if request.method != "POST":
        level = request.GET.get("level", "")
        return _form(request, beginning.continue_page(request.actor, request.at, assessment_id, level))
    typed = request.POST
    try:
        begun = operations.continue_from(
            assessment_id=assessment_id,
            level=_number(typed.get("level", "")),
            title=typed.get("title", ""),
            actor=request.actor,
            at=request.at,
        )
    except Invalid as refusal:
        form = Form.refused(typed, refusal)
        page = beginning.continue_page(request.actor, request.at, assessment_id, form=form)
        return _form(request, page, UNPROCESSABLE)
    messages.success(request, _("Everything was taken over. Look at the answers one by one and confirm them again."))
    return redirect("start:assessment", begun)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Close a self-evaluation, after asking."""
    if request.method != "POST":
        page = assessments.assessment_page(request.actor, request.at, assessment_id)
        return render(request, "start/close.html", {"page": page})
    closing.close(assessment_id=assessment_id, actor=request.actor, at=request.at)
    messages.success(request, _("The self-evaluation is closed. Everything in it can still be read."))
    return redirect("start:assessment", assessment_id)


@require_POST
def reopen(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Take a closed self-evaluation up again."""
    closing.reopen(assessment_id=assessment_id, actor=request.actor, at=request.at)
    messages.success(request, _("The self-evaluation is open again."))
    return redirect("start:assessment", assessment_id)


def _form(request: HoshimoriRequest, page: BeginPage, status: int = 200) -> HttpResponse:
    return render(request, "start/begin.html", {"page": page}, status=status)


def _number(text: str) -> int:
    return int(text) if text in {"3", "4"} else 0
