"""How the answering page answers: as a whole page, as the part a script swaps in, or as JSON for a saved answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hoshimori.assessments.operations.answering import AnswerConflict
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, Refusal
from hoshimori.web.applicant.answering import addresses, pages
from hoshimori.web.applicant.answering.criterion import ANSWER, CONFIRM, Refused
from hoshimori.web.applicant.answering.states import state_of
from hoshimori.web.layout.refusals import words
from hoshimori.web.layout.words import clock, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.assessments.rules.answers import AnswerValue
    from hoshimori.web.applicant.answering.pages import Place
    from hoshimori.web.layout.acting import HoshimoriRequest


def shown(request: HoshimoriRequest, place: Place, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    """Show a requirement: the whole page, or to a script its work area alone."""
    page = pages.requirement(request.actor, request.at, place, refused)
    template = "answering/work.html" if request.htmx else "answering/requirement.html"
    return render(request, template, {"page": page}, status=status)


def sent(request: HoshimoriRequest, place: Place, form: str, act: Callable[[], object]) -> HttpResponse:
    """Do what a form asks for and go back to its criterion; on a refusal show everything typed and what is wrong.

    Raises:
        NotFound, NotPermitted: what was typed is of no use to somebody who may not be here.
    """
    try:
        act()
    except (NotFound, NotPermitted):
        raise
    except Refusal as refusal:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT
        return shown(request, place, _refused(request, place, form, refusal), status)
    address = addresses.of_criterion(place.assessment_id, place.criterion_no, place.sought)
    part = ANSWER if form == CONFIRM else form
    return HttpResponseRedirect(f"{address}#{part}-{place.criterion_no}")


def saved(request: HoshimoriRequest, place: Place, act: Callable[[], AnswerValue]) -> HttpResponse:
    """Save an answer for a script: say that it is saved, or show both versions where somebody else came first.

    Raises:
        Refusal: any other no; the layout answers it as JSON.
    """
    try:
        value = act()
    except AnswerConflict as conflict:
        return _both(request, place, conflict)
    state = state_of(value)
    reply = {
        "version": value.version,
        "at": clock(request.at),
        "mark": mark(state.kind, state.word),
        "open": state.is_open,
    }
    return JsonResponse(reply)


def _both(request: HoshimoriRequest, place: Place, conflict: AnswerConflict) -> HttpResponse:
    page = pages.requirement(request.actor, request.at, place, _refused(request, place, ANSWER, conflict))
    form = render_to_string("answering/answer.html", {"page": page, "criterion": page.current}, request=request)
    reply = {"code": conflict.code, "message": words(conflict), "field": "", "form": form}
    return JsonResponse(reply, status=HTTPStatus.CONFLICT)


def _refused(request: HoshimoriRequest, place: Place, form: str, refusal: Refusal) -> Refused:
    return Refused(place.criterion_no, form, request.POST, refusal, words(refusal))
