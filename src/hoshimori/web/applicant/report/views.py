"""What is missing, reports, and handing over."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.assessments.operations import reporting, submitting
from hoshimori.assessments.queries.reports import report_file
from hoshimori.shared.refusal import Conflict, Invalid
from hoshimori.web.applicant.report import files, pages
from hoshimori.web.applicant.report.handing_over import hand_over_page
from hoshimori.web.applicant.report.missing import missing_page
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def index(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show how far it has come, the reports so far, and what can be ordered."""
    page = pages.index(request.actor, request.at, assessment_id)
    return render(request, "report/index.html", {"page": page})


@require_POST
def order(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Order a report; it is made while one goes on."""
    wanted = {name: request.POST.get(name, "") for name in ("form", "language")}
    try:
        reporting.order(assessment_id=assessment_id, **wanted, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.index(request.actor, request.at, assessment_id, Form.refused(request.POST, refusal))
        return render(request, "report/index.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("report:index", assessment_id=assessment_id)


@never_cache
@require_safe
def report(request: HoshimoriRequest, assessment_id: UUID, report_id: UUID) -> HttpResponse:
    """Show how far one report has come: the line of the list that asks for itself until it is ready.

    Without news there is no content, so that nothing is drawn or read aloud again.
    """
    line = pages.line(request.actor, request.at, assessment_id, report_id)
    if line.state == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "report/line.html", {"line": line, "assessment_id": assessment_id})


@never_cache
@require_safe
def download(request: HoshimoriRequest, assessment_id: UUID, report_id: UUID) -> FileResponse:
    """Hand out a report."""
    file = report_file(request.actor, request.at, assessment_id, report_id)
    kind = files.CONTENT_TYPES[file.form]
    return FileResponse(BytesIO(file.content), as_attachment=True, filename=files.name_of(file), content_type=kind)


@require_POST
def try_again(request: HoshimoriRequest, assessment_id: UUID, report_id: UUID) -> HttpResponse:
    """Have a report made once more that could not be made."""
    reporting.try_again(assessment_id=assessment_id, report_id=report_id, actor=request.actor, at=request.at)
    return redirect("report:index", assessment_id=assessment_id)


@never_cache
@require_safe
def missing(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show everything that is missing, each with the way to where it is seen to."""
    page = missing_page(request.actor, request.at, assessment_id)
    return render(request, "report/missing.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show what handing over means and what is missing; hand over."""
    if request.method != "POST":
        page = hand_over_page(request.actor, request.at, assessment_id)
        return render(request, "report/hand_over.html", {"page": page})
    given = {"seen_digest": request.POST.get("seen", ""), "reason": request.POST.get("reason", "")}
    try:
        submitting.submit(assessment_id=assessment_id, **given, actor=request.actor, at=request.at)
    except (Invalid, Conflict) as refusal:
        page = hand_over_page(request.actor, request.at, assessment_id, Form.refused(request.POST, refusal))
        return render(request, "report/hand_over.html", {"page": page}, status=files.STATUS[type(refusal)])
    messages.success(request, _("The self-evaluation is handed over. It stays as it is until it is taken back."))
    return redirect("report:hand_over", assessment_id=assessment_id)


@require_POST
def take_back(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Take the self-evaluation back, so that it can be changed."""
    submitting.take_back(assessment_id=assessment_id, actor=request.actor, at=request.at)
    messages.success(request, _("The self-evaluation is taken back. It can be changed again."))
    onward = "confirming:result" if request.POST.get("then") == "mend" else "report:hand_over"
    return redirect(onward, assessment_id=assessment_id)
