"""The way into the register: asking an expert, what the expert said, the declaration."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hoshimori.assessments.queries.overview import current
from hoshimori.confirmations.operations import asking as operations
from hoshimori.confirmations.operations import declaring as declarations
from hoshimori.confirmations.permissions import Action, require
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPossibleNow
from hoshimori.web.applicant.confirming import asking, declaring, pages, result
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.way import Next, next_of
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.fresh import asks_who_is_there, proved_at

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.shared.refusal import Refusal
    from hoshimori.web.applicant.confirming.asking import AskPage
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.layout.acting import HoshimoriRequest

REFUSALS = (Invalid, Conflict, NotPossibleNow)
reading_and_sending = require_http_methods(["GET", "HEAD", "POST"])


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return with which status a form comes back."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT


@never_cache
@require_safe
def index(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show the whole way, and what to do next."""
    page = pages.index_page(request.actor, request.at, assessment_id)
    return render(request, "confirming/index.html", {"page": page})


@never_cache
@require_safe
def ask_somebody(request: HoshimoriRequest) -> HttpResponse:
    """Lead on from the register of experts to asking one of them, with the self-evaluation that is worked on."""
    require(request.actor, Action.ASK)
    assessment_id = current(request.actor, request.at)
    if assessment_id is None:
        return redirect("start:list")
    query = urlencode({"expert": request.GET.get("expert", "")})
    return HttpResponseRedirect(f"{reverse('confirming:ask', args=[assessment_id])}?{query}")


@never_cache
@reading_and_sending
def ask(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show whom one can ask, or one of them with the message to write; ask."""
    expert_id = _identifier((request.POST or request.GET).get("expert", ""))
    if request.method == "POST":
        return _ask(request, assessment_id, expert_id)
    if expert_id is not None:
        one = asking.ask_page(request.actor, request.at, assessment_id, expert_id)
        if one is not None:
            return render(request, "confirming/ask.html", {"page": one})
        messages.warning(request, _("This expert is not in the register of experts. Please choose another one."))
    page = asking.choose_page(request.actor, request.at, assessment_id, request.GET)
    return render(request, "confirming/choose.html", {"page": page})


def _ask(request: HoshimoriRequest, assessment_id: UUID, expert_id: UUID | None) -> HttpResponse:
    message = request.POST.get("message", "")
    page = asking.ask_page(request.actor, request.at, assessment_id, expert_id)
    if expert_id is None or page is None:
        return redirect("confirming:ask", assessment_id=assessment_id)
    try:
        operations.ask(
            assessment_id=assessment_id, expert_id=expert_id, message=message, actor=request.actor, at=request.at
        )
    except REFUSALS as refusal:
        return _ask_again(request, assessment_id, expert_id, refusal)
    messages.success(
        request, _("%(expert)s is asked. You are told as soon as there is an answer.") % {"expert": page.name}
    )
    return redirect("confirming:index", assessment_id=assessment_id)


@never_cache
@reading_and_sending
def need(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Say what stands on the list of needs; put the need on it."""
    if request.method != "POST":
        page = asking.ask_page(request.actor, request.at, assessment_id, None)
        return render(request, "confirming/ask.html", {"page": page})
    message = request.POST.get("message", "")
    try:
        operations.show_need(assessment_id=assessment_id, message=message, actor=request.actor, at=request.at)
    except REFUSALS as refusal:
        return _ask_again(request, assessment_id, None, refusal)
    messages.success(request, _("Your need stands on the list. You are told as soon as an expert takes it on."))
    return redirect("confirming:index", assessment_id=assessment_id)


def _ask_again(
    request: HoshimoriRequest, assessment_id: UUID, expert_id: UUID | None, refusal: Refusal
) -> HttpResponse:
    form = Form.refused(request.POST, refusal)
    page: AskPage | None = asking.ask_page(request.actor, request.at, assessment_id, expert_id, form)
    return render(request, "confirming/ask.html", {"page": page}, status=status_of(refusal))


@never_cache
@reading_and_sending
def withdraw(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Say what withdrawing means; withdraw from the expert, or take the need off the list."""
    matter, page = asking.withdraw_page(request.actor, request.at, assessment_id)
    line = _going_on(matter)
    if request.method != "POST":
        return render(request, "confirming/withdraw.html", {"page": page})
    reason = request.POST.get("reason", "")
    try:
        operations.withdraw(confirmation_id=line.id, reason=reason, actor=request.actor, at=request.at)
    except REFUSALS as refusal:
        form = Form.refused(request.POST, refusal)
        _same, page = asking.withdraw_page(request.actor, request.at, assessment_id, form)
        return render(request, "confirming/withdraw.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("It is withdrawn. You can ask somebody else at any time."))
    return redirect("confirming:index", assessment_id=assessment_id)


@never_cache
@reading_and_sending
def again(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Say what giving it to the same expert once more means; do it."""
    matter = matter_of(request.actor, request.at, assessment_id)
    require(request.actor, Action.ASK)
    line = _going_on(matter)
    if request.method != "POST":
        page = {"head": pages.head_of(matter), "expert": pages.expert_called(line), "number": line.newest_number}
        ready = next_of(matter) == Next.GIVE_ANEW
        return render(request, "confirming/again.html", {"page": page | {"is_ready": ready}})
    operations.hand_over_again(confirmation_id=line.id, actor=request.actor, at=request.at)
    messages.success(request, _("%(expert)s has it again.") % {"expert": pages.expert_called(line)})
    return redirect("confirming:index", assessment_id=assessment_id)


@never_cache
@require_safe
def read_result(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponse:
    """Show what the expert said, with reasons."""
    page = result.result_page(request.actor, request.at, assessment_id)
    return render(request, "confirming/result.html", {"page": page})


@never_cache
@reading_and_sending
def declare(request: HoshimoriRequest, assessment_id: UUID) -> HttpResponseBase:
    """Show the statement and what it covers; declare, once it is certain who does."""
    matter, page = declaring.declare_page(request.actor, request.at, assessment_id)
    if request.method != "POST":
        return render(request, "confirming/declare.html", {"page": page})
    require(request.actor, Action.DECLARE)
    return _declare(request, _going_on(matter))


@asks_who_is_there
def _declare(request: HoshimoriRequest, line: ConfirmationLine) -> HttpResponse:
    try:
        declarations.declare(
            confirmation_id=line.id,
            seen_digest=request.POST.get("seen", ""),
            title=request.POST.get("title", ""),
            authenticated_at=proved_at(request),
            actor=request.actor,
            at=request.at,
        )
    except REFUSALS as refusal:
        form = Form.refused(request.POST, refusal)
        _same, page = declaring.declare_page(request.actor, request.at, line.assessment_id, form)
        return render(request, "confirming/declare.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("Conformity is declared. Next it is filed with the operator."))
    return redirect("confirming:index", assessment_id=line.assessment_id)


def _going_on(matter: Matter) -> ConfirmationLine:
    """Return the confirmation that goes on.

    Raises:
        NotFound: there is none.
    """
    if matter.confirmation is None:
        raise NotFound
    return matter.confirmation


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
