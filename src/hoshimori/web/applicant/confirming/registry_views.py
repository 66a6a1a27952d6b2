"""Filing with the operator, and one's own registration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hoshimori.registry.operations import changes, keeping
from hoshimori.registry.operations import filing as operations
from hoshimori.registry.permissions import Action, require
from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import one_line
from hoshimori.web.applicant.confirming import filing, registration
from hoshimori.web.applicant.confirming.views import REFUSALS, reading_and_sending, status_of
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.shared.refusal import Refusal
    from hoshimori.web.applicant.confirming.registration import RegistrationPage
    from hoshimori.web.layout.acting import HoshimoriRequest

LOOK, CHANGE = "look", "change"


@never_cache
@reading_and_sending
def file(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show the form, then exactly what will be public; then file."""
    matter, page = filing.file_page(request.actor, request.at, assessment_id)
    if request.method != "POST":
        return render(request, "confirming/file.html", {"page": page})
    given = {name: request.POST.get(name, "") for name in filing.NO_SUMMARIES}
    try:
        if request.POST.get("act") in {LOOK, CHANGE}:
            return _look(request, assessment_id, given)
        renews = filing.renewed(matter)
        operations.file(
            assessment_id=assessment_id,
            **given,
            renews=renews.id if renews else None,
            actor=request.actor,
            at=request.at,
        )
    except REFUSALS as refusal:
        form = Form.refused(request.POST, refusal)
        _same, page = filing.file_page(request.actor, request.at, assessment_id, form)
        return render(request, "confirming/file.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("It is filed. The operator checks it; you are told what comes of it."))
    return redirect("confirming:index", assessment_id=assessment_id)


def _look(request: HoshimoriRequest, assessment_id: UUID, given: dict[str, str]) -> HttpResponse:
    """Show what will be public, or the summaries once more to change them.

    Raises:
        Invalid: the Japanese summary is missing, or one is too long.
    """
    limit = filing.SUMMARY_LIMIT
    one_line(given["scope_summary_ja"], field="scope_summary_ja", limit=limit, missing="SCOPE_SUMMARY_MISSING")
    one_line(given["scope_summary_en"], field="scope_summary_en", limit=limit)
    looks = request.POST.get("act") == LOOK
    _matter, page = filing.file_page(request.actor, request.at, assessment_id, Form(values=given), looks=looks)
    return render(request, "confirming/file.html", {"page": page})


@never_cache
@require_safe
def show_filing(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Show one filing and what became of it."""
    page = filing.filing_page(request.actor, request.at, filing_id)
    return render(request, "confirming/filing.html", {"page": page})


@never_cache
@reading_and_sending
def withdraw_filing(request: HoshimoriRequest, filing_id: UUID) -> HttpResponse:
    """Say what withdrawing a filing means; withdraw it."""
    page = filing.filing_page(request.actor, request.at, filing_id)
    require(request.actor, Action.FILE)
    if request.method != "POST":
        return render(request, "confirming/withdraw_filing.html", {"page": page})
    reason = request.POST.get("reason", "")
    try:
        operations.withdraw(filing_id=filing_id, reason=reason, actor=request.actor, at=request.at)
    except REFUSALS as refusal:
        page = filing.filing_page(request.actor, request.at, filing_id, Form.refused(request.POST, refusal))
        return render(request, "confirming/withdraw_filing.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("The filing is withdrawn. What was declared still stands."))
    return redirect("confirming:filing", filing_id=filing_id)


@never_cache
@require_safe
def show_registration(request: HoshimoriRequest, registration_id: UUID) -> HttpResponse:
    """Show one's own registration."""
    page = registration.registration_page(request.actor, request.at, registration_id)
    return render(request, "confirming/registration.html", {"page": page})


@never_cache
@reading_and_sending
def return_registration(request: HoshimoriRequest, registration_id: UUID) -> HttpResponse:
    """Say what returning a registration means; return it, as the representative."""
    page = registration.registration_page(request.actor, request.at, registration_id)
    require(request.actor, Action.RETURN)
    if request.method != "POST":
        return render(request, "confirming/return.html", {"page": page})
    reason = request.POST.get("reason", "")
    try:
        keeping.return_(registration_id=registration_id, reason=reason, actor=request.actor, at=request.at)
    except REFUSALS as refusal:
        return _once_more(request, registration_id, "confirming/return.html", refusal)
    messages.success(request, _("The registration is returned. The register shows it so from now on."))
    return redirect("confirming:registration", registration_id=registration_id)


@never_cache
@reading_and_sending
def notify_change(request: HoshimoriRequest, registration_id: UUID) -> HttpResponse:
    """Say what is to be notified; notify it."""
    page = registration.registration_page(request.actor, request.at, registration_id)
    require(request.actor, Action.NOTIFY_CHANGE)
    if request.method != "POST":
        return render(request, "confirming/change.html", {"page": page})
    try:
        changes.notify(
            registration_id=registration_id,
            what=request.POST.get("what", ""),
            happened_on=_day(request.POST.get("happened_on", "")),
            actor=request.actor,
            at=request.at,
        )
    except REFUSALS as refusal:
        return _once_more(request, registration_id, "confirming/change.html", refusal)
    messages.success(request, _("The change is notified. The operator answers once it has looked at it."))
    return redirect("confirming:registration", registration_id=registration_id)


def _once_more(request: HoshimoriRequest, registration_id: UUID, template: str, refusal: Refusal) -> HttpResponse:
    form = Form.refused(request.POST, refusal)
    page: RegistrationPage = registration.registration_page(request.actor, request.at, registration_id, form)
    return render(request, template, {"page": page}, status=status_of(refusal))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("DAY_MISSING", field="happened_on") from None
