"""Workbooks go out and come back in; the official wording is loaded."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoshimori.assessments.operations import importing
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.workbooks import workbook
from hoshimori.schemes.operations import wording
from hoshimori.shared.refusal import Invalid
from hoshimori.web.applicant.excel import forms, pages
from hoshimori.web.applicant.excel.preview import Looking
from hoshimori.web.applicant.excel.preview import preview as preview_page
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.workbooks import sent_workbook

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.assessments.operations.importing import Accepted
    from hoshimori.web.layout.acting import HoshimoriRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGES = ("ja", "en")


@never_cache
@require_safe
def index(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show what can be done with workbooks."""
    page = pages.index(request.actor, request.at, assessment_id)
    return render(request, "excel/index.html", {"page": page})


@never_cache
@require_safe
def download(request: HoshimoriRequest, assessment_id: UUID, language: str) -> FileResponse:
    """Hand out the self-evaluation as a workbook."""
    if language not in LANGUAGES:
        raise Http404
    file = workbook(request.actor, request.at, assessment_id, language)
    return FileResponse(BytesIO(file.content), as_attachment=True, filename=file.name, content_type=XLSX)


@require_POST
def hand_in(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Read a filled workbook and show what it would change."""
    try:
        name, content = sent_workbook(request)
        import_id = importing.hand_in(
            assessment_id=assessment_id, file_name=name, content=content, actor=request.actor, at=request.at
        )
    except Invalid as refusal:
        page = pages.index(request.actor, request.at, assessment_id, Form.refused(request.POST, refusal))
        return render(request, "excel/index.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _to_preview(assessment_id, import_id, blanks=bool(request.POST.get("blanks")))


@never_cache
@require_safe
def preview(request: HoshimoriRequest, assessment_id: UUID, import_id: UUID) -> HttpResponse:
    """Show what accepting a workbook would change."""
    again = frozenset(request.GET.getlist("again"))
    looking = Looking(erase_blanks=bool(request.GET.get("blanks")), again=again)
    page = preview_page(request.actor, request.at, assessment_id, import_id, looking)
    return render(request, "excel/preview.html", {"page": page})


@require_POST
def accept(request: HoshimoriRequest, assessment_id: UUID, import_id: UUID) -> HttpResponse:
    """Write the chosen rows; what somebody else changed meanwhile is shown again."""
    blanks = bool(request.POST.get("blanks"))
    try:
        accepted = importing.accept(
            assessment_id=assessment_id,
            import_id=import_id,
            chosen=forms.chosen(request.POST),
            erase_blanks=blanks,
            actor=request.actor,
            at=request.at,
        )
    except Invalid as refusal:
        looking = Looking(erase_blanks=blanks, form=Form.refused(request.POST, refusal))
        page = preview_page(request.actor, request.at, assessment_id, import_id, looking)
        return render(request, "excel/preview.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    _tell(request, accepted)
    return _to_preview(assessment_id, import_id, blanks=blanks, again=accepted.conflicts)


@require_POST
def discard(request: HoshimoriRequest, assessment_id: UUID, import_id: UUID) -> HttpResponse:
    """Put a workbook aside."""
    importing.discard(assessment_id=assessment_id, import_id=import_id, actor=request.actor, at=request.at)
    messages.info(request, _("The workbook was discarded. Your answers are as they were."))
    return redirect("excel:index", assessment_id=assessment_id)


@never_cache
@require_safe
def official(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show the official wording that was loaded, and let it be loaded."""
    page = pages.official(request.actor, request.at, assessment_id)
    return render(request, "excel/official.html", {"page": page})


@require_POST
def load(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Load the official wording."""
    edition = sheet(request.actor, request.at, assessment_id).edition.code
    try:
        name, content = sent_workbook(request)
        wording.load_for_company(edition=edition, file_name=name, content=content, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.official(request.actor, request.at, assessment_id, Form.refused(request.POST, refusal))
        return render(request, "excel/official.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The official wording is loaded. It stands beside each criterion from now on."))
    return redirect("excel:official", assessment_id=assessment_id)


def _to_preview(assessment_id: UUID, import_id: UUID, *, blanks: bool, again: object = ()) -> HttpResponse:
    response = redirect("excel:preview", assessment_id=assessment_id, import_id=import_id)
    query = urlencode({**({"blanks": 1} if blanks else {}), "again": again}, doseq=True)
    response["Location"] += f"?{query}" if query else ""
    return response


def _tell(request: HoshimoriRequest, accepted: Accepted) -> None:
    taken, moved = len(accepted.taken), len(accepted.conflicts)
    if taken:
        done = ngettext("%(count)s row was taken in.", "%(count)s rows were taken in.", taken)
        messages.success(request, done % {"count": taken})
    if moved:
        asked = ngettext(
            "Somebody else changed %(count)s row in the meantime. Please look at it again.",
            "Somebody else changed %(count)s rows in the meantime. Please look at them again.",
            moved,
        )
        messages.warning(request, asked % {"count": moved})
