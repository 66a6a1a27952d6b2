"""Note what is to be done, do it, and see it in one's own calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoshimori.assessments.operations import tasks as operations
from hoshimori.assessments.operations.tasks import TaskConflict
from hoshimori.assessments.queries.tasks import Which
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.forms import version
from hoshimori.web.applicant.tasks import pages
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.refusals import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse, QueryDict

    from hoshimori.web.layout.acting import HoshimoriRequest

UNPROCESSABLE, CONFLICT = 422, 409


@never_cache
@require_safe
def show_list(request: HoshimoriRequest) -> HttpResponse:
    """Show tasks: one's own, the overdue, all, or those that have ended."""
    page = pages.list_page(request.actor, request.at, pages.Asked.of(request.GET))
    return render(request, "tasks/list.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HoshimoriRequest) -> HttpResponse:
    """Note something to be done."""
    if request.method != "POST":
        page = pages.new_page(request.actor, request.at, request.GET)
        return render(request, "tasks/task.html", {"page": page})
    typed = request.POST
    assessment_id = pages.identifier(typed.get("assessment", ""))
    if assessment_id is None:
        raise NotFound
    try:
        operations.add(
            assessment_id=assessment_id,
            criterion_no=typed.get("criterion", ""),
            duty=_duty(typed),
            actor=request.actor,
            at=request.at,
        )
    except Invalid as refusal:
        page = pages.new_page(request.actor, request.at, typed, Form.refused(typed, refusal))
        return render(request, "tasks/task.html", {"page": page}, status=UNPROCESSABLE)
    messages.success(request, _("The task is noted."))
    return HttpResponseRedirect(_back(request, pages.Asked(Which.OPEN).address()))


@require_POST
def from_plan(request: HoshimoriRequest, assessment_id: UUID, criterion_no: str) -> HttpResponse:
    """Make a task of what an answer says will be done, and go back to the answer."""
    try:
        operations.add_from_plan(
            assessment_id=assessment_id, criterion_no=criterion_no, actor=request.actor, at=request.at
        )
    except NotPossibleNow as refusal:
        messages.warning(request, words(refusal))
    else:
        messages.success(request, _("What will be done is now a task."))
    return HttpResponseRedirect(addresses.of_criterion(assessment_id, criterion_no))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_task(request: HoshimoriRequest, task_id: UUID) -> HttpResponse:
    """Show a task and change it."""
    who, at, typed = request.actor, request.at, request.POST
    if request.method != "POST":
        return render(request, "tasks/task.html", {"page": pages.task_page(who, at, task_id)})
    try:
        operations.change(task_id=task_id, duty=_duty(typed), version=version(typed), actor=who, at=at)
    except TaskConflict as conflict:
        page = pages.task_page(who, at, task_id, Form.refused(typed, conflict), conflict.current)
        return render(request, "tasks/task.html", {"page": page}, status=CONFLICT)
    except Invalid as refusal:
        page = pages.task_page(who, at, task_id, Form.refused(typed, refusal))
        return render(request, "tasks/task.html", {"page": page}, status=UNPROCESSABLE)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(_back(request, pages.Asked(Which.OPEN).address()))


@require_POST
def finish(request: HoshimoriRequest, task_id: UUID) -> HttpResponse:
    """Say that a task is done."""
    return _moved(request, task_id, operations.finish, _("Done. Whether the criterion is met, say in its answer."))


@require_POST
def drop(request: HoshimoriRequest, task_id: UUID) -> HttpResponse:
    """Say that a task need not be done."""
    return _moved(request, task_id, operations.drop, _("The task is dropped. It stays among those that have ended."))


@require_POST
def reopen(request: HoshimoriRequest, task_id: UUID) -> HttpResponse:
    """Say that a task is to be done after all."""
    return _moved(request, task_id, operations.reopen, _("The task is to be done again."))


def _moved(request: HoshimoriRequest, task_id: UUID, act: Callable[..., None], said: str) -> HttpResponse:
    act(task_id=task_id, actor=request.actor, at=request.at)
    messages.success(request, said)
    return HttpResponseRedirect(_back(request, redirect("tasks:task", task_id).url))


def _back(request: HoshimoriRequest, otherwise: str) -> str:
    """Return the page of ours that the form came from."""
    way = request.POST.get("back", "")
    return way if way.startswith("/") and url_has_allowed_host_and_scheme(way, allowed_hosts=None) else otherwise


def _duty(typed: QueryDict) -> Duty:
    """Return what was typed.

    Raises:
        Invalid: the person or the day is none.
    """
    owner, due_on = typed.get("owner", ""), typed.get("due_on", "")
    owner_id = pages.identifier(owner)
    if owner and owner_id is None:
        raise Invalid("NOT_IN_LIST", field="owner")
    try:
        day = date.fromisoformat(due_on) if due_on else None
    except ValueError:
        raise Invalid("NO_SUCH_DAY", field="due_on") from None
    return Duty(typed.get("what", ""), owner_id, day)
