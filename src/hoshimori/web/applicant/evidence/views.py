"""Evidence: attach it, look at it, take it out, put another in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoshimori.assessments.operations import evidence, evidence_keeping, evidence_replacing, evidence_uses
from hoshimori.assessments.operations.evidence_replacing import Place
from hoshimori.assessments.queries.evidence import opened
from hoshimori.web.applicant.evidence import forms, listing, pages, replies
from hoshimori.web.applicant.evidence.forms import FILES, PERIOD, PICK, POINTER, Sent
from hoshimori.web.layout import sending

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse, StreamingHttpResponse

    from hoshimori.assessments.rules.evidence import Covers, Pointer
    from hoshimori.files.intake import Upload
    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def company(request: HoshimoriRequest) -> HttpResponse:
    """Show all evidence of the company, or what is looked for."""
    page = listing.company(request.actor, request.at, forms.wanted(request.GET), forms.number(request.GET))
    return render(request, "evidence/company.html", {"page": page})


@never_cache
@require_safe
def criterion(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show the evidence of one criterion; without one, all evidence of the company."""
    if "criterion" not in request.GET:
        return redirect("evidence:company")
    return replies.criterion(request, Place(assessment_id, request.GET["criterion"]))


@never_cache
@require_safe
def piece(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Show one piece of evidence; the address may say at which criterion it is to be replaced."""
    return replies.piece(request, evidence_id, Sent(places=tuple(request.GET.getlist("replace"))))


@require_safe
def file(request: HoshimoriRequest, evidence_id: UUID) -> StreamingHttpResponse:
    """Give out the file of a piece of evidence, to be saved."""
    return sending.sent(opened(request.actor, request.at, evidence_id))


@require_POST
def add_files(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Keep files as evidence for a criterion."""

    def act(upload: Upload, covers: Covers) -> None:
        evidence.add_file(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            upload=upload,
            covers=covers,
            actor=request.actor,
            at=request.at,
        )

    return replies.files_taken(request, Place(assessment_id, criterion_no), act)


@require_POST
def add_pointer(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Note for a criterion what stays at the company."""

    def act() -> str:
        added = evidence.add_pointer(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            pointer=forms.pointer(request.POST),
            covers=forms.covers(request, POINTER),
            actor=request.actor,
            at=request.at,
        )
        return _("“%(name)s” was added. It stays at your company.") % {"name": added.name}

    return replies.done_at_criterion(request, Place(assessment_id, criterion_no), POINTER, act)


@require_POST
def attach(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Use evidence the company has already for this criterion too."""

    def act() -> str:
        amount = evidence_uses.attach(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            evidence_ids=forms.picked(request.POST),
            actor=request.actor,
            at=request.at,
        )
        said = ngettext("%(count)s piece is used here too.", "%(count)s pieces are used here too.", amount)
        return said % {"count": amount}

    return replies.done_at_criterion(request, Place(assessment_id, criterion_no), PICK, act)


@require_POST
def detach(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str, evidence_id: UUID) -> HttpResponse:
    """Use a piece of evidence for this criterion no longer."""

    def act() -> str:
        evidence_uses.detach(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            evidence_id=evidence_id,
            actor=request.actor,
            at=request.at,
        )
        return _("It is no longer used here. Your company still has it: see “Choose from evidence you already have”.")

    return replies.done_at_criterion(request, Place(assessment_id, criterion_no), "", act)


@require_POST
def replace_by_file(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Put a file in the place of a piece of evidence."""
    return _replaced(request, evidence_id, FILES)


@require_POST
def replace_by_pointer(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Put what stays at the company in the place of a piece of evidence."""
    return _replaced(request, evidence_id, POINTER)


def _replaced(request: HoshimoriRequest, evidence_id: UUID, which: str) -> HttpResponse:
    def act() -> UUID:
        by: Upload | Pointer = forms.uploads(request)[0] if which == FILES else forms.pointer(request.POST)
        new = evidence_replacing.replace(
            evidence_id=evidence_id,
            by=by,
            covers=forms.covers(request, which),
            places=forms.places(request.POST),
            actor=request.actor,
            at=request.at,
        )
        return new.id

    return replies.done_at_piece(request, evidence_id, which, act)


@require_POST
def change_period(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Correct the period a piece of evidence speaks of."""

    def act() -> None:
        evidence_keeping.change_period(
            evidence_id=evidence_id,
            covers=forms.covers(request, PERIOD),
            version=forms.version(request.POST),
            actor=request.actor,
            at=request.at,
        )

    return replies.done_at_piece(request, evidence_id, PERIOD, act)


@never_cache
@require_safe
def ask_to_remove(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Ask before a piece of evidence is removed."""
    page = pages.removal(request.actor, request.at, evidence_id)
    return render(request, "evidence/removal.html", {"page": page})


@require_POST
def remove(request: HoshimoriRequest, evidence_id: UUID) -> HttpResponse:
    """Remove a piece of evidence."""
    evidence_keeping.remove(evidence_id=evidence_id, actor=request.actor, at=request.at)
    messages.success(request, _("The evidence was removed, and its file destroyed."))
    return redirect("evidence:company")
