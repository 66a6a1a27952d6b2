"""The operator's pages about experts: find one, record, take out."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hoshimori.qualifications.operations import recording
from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.web.layout.forms import Form
from hoshimori.web.operator import expert_pages as pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

_DAY = timedelta(days=1)
_DIGITS = 10


@require_GET
def experts(request: HoshimoriRequest) -> HttpResponse:
    """Look for experts."""
    asked = request.GET
    page = pages.experts_page(request.actor, request.at, asked.get("words", ""), _identifier(asked.get("after", "")))
    return render(request, "operator/experts.html", {"page": page})


@require_GET
def expert(request: HoshimoriRequest, expert_id: UUID) -> HttpResponse:
    """Show one expert's record."""
    return render(request, "operator/expert.html", {"page": pages.expert_page(request.actor, request.at, expert_id)})


@require_POST
def record_qualification(request: HoshimoriRequest, expert_id: UUID) -> HttpResponse:
    """Record a qualification."""
    typed, whom = request.POST, pages.expert_page(request.actor, request.at, expert_id).expert
    try:
        last_day = _day(typed.get("valid_until", ""), "valid_until") if typed.get("valid_until") else None
        recording.record_qualification(
            person_id=whom.person_id,
            name=typed.get("name", ""),
            proof=typed.get("proof", ""),
            held_from=_day(typed.get("held_from", ""), "held_from"),
            valid_until=_day_after(last_day, "valid_until") if last_day else None,
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, NotPossibleNow) as refusal:
        form = Form.refused(typed, refusal)
        page = pages.expert_page(request.actor, request.at, expert_id, qualification_form=form)
        return render(request, "operator/expert.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The qualification was recorded."))
    return redirect("operator:expert", expert_id)


@require_POST
def record_training(request: HoshimoriRequest, expert_id: UUID) -> HttpResponse:
    """Record scheme training."""
    typed, whom = request.POST, pages.expert_page(request.actor, request.at, expert_id).expert
    try:
        recording.record_training(
            person_id=whom.person_id,
            provider=typed.get("provider", ""),
            completed_on=_day(typed.get("completed_on", ""), "completed_on"),
            valid_until=_day_after(_day(typed.get("training_until", ""), "training_until"), "training_until"),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, NotPossibleNow) as refusal:
        form = Form.refused(typed, refusal)
        page = pages.expert_page(request.actor, request.at, expert_id, training_form=form)
        return render(request, "operator/expert.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The training was recorded."))
    return redirect("operator:expert", expert_id)


@require_http_methods(["GET", "POST"])
def take_qualification_out(request: HoshimoriRequest, expert_id: UUID, qualification_id: UUID) -> HttpResponse:
    """Ask for the reason, then take a qualification out."""

    def act(reason: str) -> None:
        recording.take_qualification_out(
            qualification_id=qualification_id, reason=reason, actor=request.actor, at=request.at
        )

    return _take_out(request, expert_id, qualification_id, act)


@require_http_methods(["GET", "POST"])
def take_training_out(request: HoshimoriRequest, expert_id: UUID, training_id: UUID) -> HttpResponse:
    """Ask for the reason, then take training out."""

    def act(reason: str) -> None:
        recording.take_training_out(training_id=training_id, reason=reason, actor=request.actor, at=request.at)

    return _take_out(request, expert_id, training_id, act)


def _take_out(request: HoshimoriRequest, expert_id: UUID, record_id: UUID, act: Callable[[str], None]) -> HttpResponse:
    page = pages.take_out_page(request.actor, request.at, expert_id, record_id)
    if request.method == "GET":
        return render(request, "operator/take_out.html", {"page": page})
    try:
        act(request.POST.get("reason", ""))
    except Invalid as refusal:
        form = Form.refused(request.POST, refusal)
        page = pages.take_out_page(request.actor, request.at, expert_id, record_id, form)
        return render(request, "operator/take_out.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("It was taken out. The record shows when, by whom and why."))
    return redirect("operator:expert", expert_id)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text if len(text) == _DIGITS else "")
    except ValueError:
        raise Invalid("DAY_MISSING", field=field) from None


def _day_after(last_day: date, field: str) -> date:
    """Return the end that goes with a last day: people write the day on which something still holds."""
    try:
        return last_day + _DAY
    except OverflowError:
        raise Invalid("PERIOD_FAR_AWAY", field=field) from None


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
