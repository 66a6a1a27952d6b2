"""Look a registration up, without signing in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hoshimori.parties.rules import corporate_number as read_corporate_number
from hoshimori.registry.queries import public
from hoshimori.registry.rules.numbers import parse
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.web.public.register import addresses, answering
from hoshimori.web.public.register.asking import Asked
from hoshimori.web.public.register.pages import CompanyPage, EntryPage, SearchPage, UnknownPage

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_safe
def search(request: HoshimoriRequest) -> HttpResponseBase:
    """Show what is found by name, number, level, prefecture and state; the whole register where nothing is asked."""
    asked = Asked.read(request.GET.dict())
    found = asked.found(request.at)
    marks = [asked.query(asked.after), found.next_after, *(line.mark for line in found.lines)]

    def make() -> HttpResponse:
        return render(request, "register/search.html", {"page": SearchPage.of(asked, found)})

    return answering.page(request, marks, make)


@require_safe
def entry(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Show one registration; a number that is typed otherwise than it is written leads to where it stands."""
    try:
        registration = public.by_number(number, request.at)
    except NotFound:
        return _unknown(request, number, _broken_rule(number))
    if number != registration.written_number:
        return HttpResponseRedirect(addresses.of(registration))

    def make() -> HttpResponse:
        page = EntryPage.of(registration)
        return render(request, "register/entry.html", {"page": page, "shown": page.shown, "entry": registration})

    return answering.page(request, [registration.mark], make)


@require_safe
def company(request: HoshimoriRequest, corporate_number: str) -> HttpResponseBase:
    """Show every registration of one company; where it has none, that is said."""
    try:
        digits = read_corporate_number(corporate_number)
    except Invalid as refusal:
        return _unknown(request, corporate_number, refusal.code)
    if digits != corporate_number:
        return HttpResponseRedirect(reverse("register:company", args=[digits]))
    found = public.by_corporate_number(digits, request.at)

    def make() -> HttpResponse:
        return render(request, "register/company.html", {"page": CompanyPage.of(digits, found)})

    return answering.page(request, [registration.mark for registration in found], make)


def _unknown(request: HoshimoriRequest, typed: str, code: str) -> HttpResponse:
    page = UnknownPage.of(typed, code)
    return render(request, "register/unknown.html", {"page": page}, status=HTTPStatus.NOT_FOUND)


def _broken_rule(number: str) -> str:
    try:
        parse(number)
    except Invalid as refusal:
        return refusal.code
    return ""
