"""Answer an ask: choose, see exactly what would be shown, then consent; or refuse. Nothing typed is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hoshimori.disclosures.operations import answering, consenting
from hoshimori.web.applicant.disclosing import asked
from hoshimori.web.applicant.disclosing.sending import REFUSALS, reading_and_sending, status_of
from hoshimori.web.applicant.disclosing.typed import Typed
from hoshimori.web.layout.choosing import refused
from hoshimori.web.layout.words import both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.applicant.disclosing.asked import Head
    from hoshimori.web.layout.acting import HoshimoriRequest

REFUSE, TELLS = "refuse", "yes"


@never_cache
@reading_and_sending
def ask(request: HoshimoriRequest, ask_id: UUID) -> HttpResponse:
    """Show an ask with what to choose from; as a form, do what its button says."""
    head = asked.head(request.actor, request.at, ask_id)
    if request.method != "POST":
        page = asked.ask_page(head, asked.first_choice(head), request.at)
        return render(request, "disclosing/ask.html", {"page": page})
    typed, act = Typed.of(request.POST), request.POST.get("act", "")
    try:
        return _STEPS.get(act, _change)(request, head, typed)
    except REFUSALS as refusal:
        form, status = refused(request.POST, refusal), status_of(refusal)
        if act == REFUSE:
            refusing = asked.RefusePage(head, typed, form)
            return render(request, "disclosing/refuse.html", {"page": refusing}, status=status)
        page = asked.ask_page(head, typed, request.at, form.errors)
        return render(request, "disclosing/ask.html", {"page": page}, status=status)


def _change(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    return render(request, "disclosing/ask.html", {"page": asked.ask_page(head, typed, request.at)})


def _more(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    return render(request, "disclosing/ask.html", {"page": asked.ask_page(head, typed, request.at, more=True)})


def _look(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    page = asked.preview_page(request.actor, request.at, head, typed)
    return render(request, "disclosing/preview.html", {"page": page})


def _consent(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    disclosure_id = consenting.consent(
        ask_id=head.id,
        items=typed.items,
        comment=typed.comment,
        own_words=typed.said(),
        until=typed.end,
        version=typed.version,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("%(company)s can look at it now.") % {"company": both(head.asker)})
    return redirect("disclosing:disclosure", disclosure_id=disclosure_id)


def _decline(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    return render(request, "disclosing/refuse.html", {"page": asked.RefusePage(head, typed)})


def _refuse(request: HoshimoriRequest, head: Head, typed: Typed) -> HttpResponse:
    del typed
    is_told = request.POST.get("is_told", "") == TELLS
    reason = request.POST.get("reason", "")
    answering.refuse(ask_id=head.id, reason=reason, is_told=is_told, actor=request.actor, at=request.at)
    messages.success(request, _("Nothing is shown, and they are told so.") if is_told else _("Nothing is shown."))
    return redirect("disclosing:index")


_STEPS: Mapping[str, Callable[[HoshimoriRequest, Head, Typed], HttpResponse]] = {
    "more": _more,
    "look": _look,
    "consent": _consent,
    "decline": _decline,
    REFUSE: _refuse,
}
