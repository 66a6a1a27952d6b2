"""The register's history in plain words, and what stands in it about one registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoshimori.history.queries import entries as history
from hoshimori.history.queries import log
from hoshimori.registry.rules.numbers import parse
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.refusals.wording import words
from hoshimori.web.public.history.pages import EntriesPage, HistoryPage
from hoshimori.web.public.register import answering

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_safe
def page(request: HoshimoriRequest) -> HttpResponseBase:
    """Say what the history is, how long, when it was signed, who confirmed it, and how anybody can check it."""
    published = log.published(request.at)

    def make() -> HttpResponse:
        return render(request, "history_of_register/page.html", {"page": HistoryPage.of(published)})

    return answering.page(request, [published.mark], make)


@require_safe
def entries(request: HoshimoriRequest) -> HttpResponseBase:
    """Show the entries about one registration, the oldest first."""
    typed = request.GET.get("number", "").strip()
    try:
        number, problem = parse(typed), ""
    except Invalid as refusal:
        number, problem = "", words(refusal) if typed else ""
    found = history.of_registration(number, request.at) if number else ()

    def make() -> HttpResponse:
        shown = EntriesPage.of(typed, number, problem, found)
        return render(request, "history_of_register/entries.html", {"page": shown})

    return answering.page(request, [typed, *(str(line.index) for line in found)], make)
