"""How the pages about evidence answer: the way on, the page again with what is wrong, or JSON to a script."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from hoshimori.files.names import clean
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, Refusal
from hoshimori.web.applicant.answering.addresses import of_evidence
from hoshimori.web.applicant.evidence import forms, pages
from hoshimori.web.applicant.evidence.forms import FILES, Outcome, Sent
from hoshimori.web.layout.refusals import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.assessments.operations.evidence_replacing import Place
    from hoshimori.assessments.rules.evidence import Covers
    from hoshimori.files.intake import Upload
    from hoshimori.web.layout.acting import HoshimoriRequest


def criterion(request: HoshimoriRequest, place: Place, sent: Sent | None = None, status: int = 200) -> HttpResponse:
    """Show the evidence of a criterion."""
    page = pages.criterion(request.actor, request.at, place, words=request.GET.get("q", "")[:100], sent=sent)
    return render(request, "evidence/criterion.html", {"page": page}, status=status)


def piece(request: HoshimoriRequest, evidence_id: UUID, sent: Sent | None = None, status: int = 200) -> HttpResponse:
    """Show one piece of evidence."""
    page = pages.piece(request.actor, request.at, evidence_id, sent)
    return render(request, "evidence/piece.html", {"page": page}, status=status)


def done_at_criterion(
    request: HoshimoriRequest, place: Place, which: str, act: Callable[[], str | None]
) -> HttpResponse:
    """Do what a form of a criterion's page asks for, and go back there; `act` returns what is to be said then."""
    try:
        said = act()
    except Refusal as refusal:
        return criterion(request, place, _refused(request, which, refusal), _status(refusal))
    return _on(request, of_evidence(place.assessment_id, place.criterion_no), said)


def done_at_piece(
    request: HoshimoriRequest, evidence_id: UUID, which: str, act: Callable[[], UUID | None]
) -> HttpResponse:
    """Do what a form of a piece's page asks for, and go to the piece that `act` returns, else back to this one."""
    try:
        new_id = act()
    except Refusal as refusal:
        return piece(request, evidence_id, _refused(request, which, refusal), _status(refusal))
    return _on(request, reverse("evidence:piece", args=[new_id or evidence_id]), None)


def files_taken(request: HoshimoriRequest, place: Place, act: Callable[[Upload, Covers], object]) -> HttpResponse:
    """Take each file by itself: one that is refused keeps no other from being taken."""
    is_script = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    try:
        covers, uploads = forms.covers(request, FILES), forms.uploads(request)
    except Invalid as refusal:
        if is_script:
            raise
        return criterion(request, place, _refused(request, FILES, refusal), _status(refusal))
    outcomes = tuple(_outcome(upload, covers, act) for upload in uploads)
    is_all = not any(outcome.message for outcome in outcomes)
    status = HTTPStatus.OK if is_all else HTTPStatus.UNPROCESSABLE_ENTITY
    if is_script:
        told = [{"name": outcome.name, "message": outcome.message} for outcome in outcomes]
        return JsonResponse({"files": told}, status=status)
    if is_all:
        said = ngettext("%(count)s file was added.", "%(count)s files were added.", len(outcomes))
        return _on(request, of_evidence(place.assessment_id, place.criterion_no), said % {"count": len(outcomes)})
    return criterion(request, place, Sent.with_outcomes(request.POST, outcomes), status)


def _outcome(upload: Upload, covers: Covers, act: Callable[[Upload, Covers], object]) -> Outcome:
    name = clean(upload.name)
    try:
        act(upload, covers)
    except (NotFound, NotPermitted):
        raise
    except Refusal as refusal:
        return Outcome(name, words(refusal))
    return Outcome(name)


def _refused(request: HoshimoriRequest, which: str, refusal: Refusal) -> Sent:
    """Return the form as it was sent.

    Raises:
        NotFound, NotPermitted: what was typed is of no use to somebody who may not be here.
    """
    if isinstance(refusal, NotFound | NotPermitted):
        raise refusal
    return Sent.refused(which, request.POST, refusal)


def _status(refusal: Refusal) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT


def _on(request: HoshimoriRequest, address: str, said: str | None) -> HttpResponseRedirect:
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(address)
