"""The answering page: read it, and save what is written on it, by script or by plain form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoshimori.assessments.operations import alternatives, answering, commenting, timing
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.answering import forms, pages, replies
from hoshimori.web.applicant.answering import history as past
from hoshimori.web.applicant.answering.addresses import Sought
from hoshimori.web.applicant.answering.criterion import ALTERNATIVE, ANSWER, COMMENT, CONFIRM, TIME
from hoshimori.web.applicant.answering.forms import Typed
from hoshimori.web.applicant.answering.pages import Place

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.assessments.rules.answers import AnswerValue
    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_safe
def index(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Go to the first criterion that waits for an answer."""
    address = pages.first_open(request.actor, request.at, assessment_id, Sought.of(request.GET))
    return HttpResponseRedirect(address)


@never_cache
@require_safe
def requirement(request: HoshimoriRequest, assessment_id: UUID, requirement_no: str) -> HttpResponse:
    """Show one requirement with its criteria."""
    criterion_no = request.GET.get("criterion", "")
    return replies.shown(request, Place(assessment_id, requirement_no, criterion_no, Sought.of(request.GET)))


@never_cache
@require_safe
def listing(request: HoshimoriRequest, assessment_id: UUID, requirement_no: str) -> HttpResponse:
    """Show how far we are and the side list alone, as they stand now."""
    place = Place(assessment_id, requirement_no, request.GET.get("criterion", ""), Sought.of(request.GET))
    page = pages.requirement(request.actor, request.at, place)
    return render(request, "answering/around.html", {"page": page})


@require_POST
def save(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Save the answer to a criterion."""
    place, typed = Place.of(assessment_id, criterion_no, Sought.of(request.GET)), Typed.sent(request.POST)

    def act() -> AnswerValue:
        return answering.save(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            given=typed.given(),
            version=typed.version,
            actor=request.actor,
            at=request.at,
        )

    is_script = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    return replies.saved(request, place, act) if is_script else replies.sent(request, place, ANSWER, act)


@require_POST
def confirm(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Confirm again an answer that was taken over."""

    def act() -> None:
        answering.confirm(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            version=forms.version(request.POST),
            actor=request.actor,
            at=request.at,
        )

    return replies.sent(request, Place.of(assessment_id, criterion_no, Sought.of(request.GET)), CONFIRM, act)


@require_POST
def propose(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Propose an alternative."""

    def act() -> None:
        alternatives.propose(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            text=forms.alternative(request.POST),
            version=forms.version(request.POST),
            actor=request.actor,
            at=request.at,
        )

    return replies.sent(request, Place.of(assessment_id, criterion_no, Sought.of(request.GET)), ALTERNATIVE, act)


@require_POST
def withdraw(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Withdraw an alternative."""

    def act() -> None:
        alternatives.withdraw(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            version=forms.version(request.POST),
            actor=request.actor,
            at=request.at,
        )

    return replies.sent(request, Place.of(assessment_id, criterion_no, Sought.of(request.GET)), ALTERNATIVE, act)


@require_POST
def comment(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Write to colleagues about a criterion."""

    def act() -> None:
        commenting.write(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            text=request.POST.get("text", ""),
            actor=request.actor,
            at=request.at,
        )

    return replies.sent(request, Place.of(assessment_id, criterion_no, Sought.of(request.GET)), COMMENT, act)


@require_POST
def record_time(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Record one's own minutes, spent today."""

    def act() -> None:
        timing.record_minutes(
            assessment_id=assessment_id,
            criterion_no=criterion_no,
            minutes=forms.minutes(request.POST),
            spent_on=day_in_japan(request.at),
            actor=request.actor,
            at=request.at,
        )

    return replies.sent(request, Place.of(assessment_id, criterion_no, Sought.of(request.GET)), TIME, act)


@never_cache
@require_safe
def history(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Show who changed what about an answer, and when."""
    page = past.history(request.actor, request.at, assessment_id, criterion_no)
    return render(request, "answering/past.html" if request.htmx else "answering/history.html", {"page": page})
