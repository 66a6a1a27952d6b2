"""The register for other programs and on paper: JSON, CSV, certificates, QR codes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hoshimori.documents import comma_separated, qr
from hoshimori.parties.rules import corporate_number as read_corporate_number
from hoshimori.registry.queries import public
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.web.public.register import addresses, answering
from hoshimori.web.public.register.asking import Asked
from hoshimori.web.public.register.certificate import certificate_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpResponseBase

    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.web.layout.acting import HoshimoriRequest

HEAD = (
    "number",
    "level",
    "state",
    "renewal_is_being_decided",
    "valid_from",
    "last_valid_on",
    "corporate_number",
    "name_ja",
    "name_en",
    "prefecture",
    "scope_summary_ja",
    "scope_summary_en",
    "evaluation_body_ja",
    "evaluation_body_en",
)
"""The columns of the whole register as CSV: the public fields in their order."""

_CERTIFICATES_KEPT = 64


@require_safe
def entry(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Tell another program one registration."""
    registration = public.by_number(number, request.at)

    def make() -> HttpResponse:
        return _json({"as_of": _day(request), **_told(registration)}, f"{registration.number}.json")

    return answering.file(request, [registration.mark], make)


@require_safe
def company(request: HoshimoriRequest, corporate_number: str) -> HttpResponseBase:
    """Tell another program every registration of one company.

    Raises:
        NotFound: this is no 法人番号.
    """
    try:
        digits = read_corporate_number(corporate_number)
    except Invalid:
        raise NotFound from None
    found = public.by_corporate_number(digits, request.at)

    def make() -> HttpResponse:
        told = {"as_of": _day(request), "corporate_number": digits, "registrations": _all_told(found)}
        return _json(told, f"{digits}.json")

    return answering.file(request, [registration.mark for registration in found], make)


@require_safe
def search(request: HoshimoriRequest) -> HttpResponseBase:
    """Tell another program what a search found, 20 at a time, and where it goes on."""
    asked = Asked.read(request.GET.dict())
    found = asked.found(request.at)
    here = f"{settings.ENVIRONMENT.url}{reverse('register:search_json')}"
    onward = f"{here}?{asked.query(found.next_after)}" if found.next_after else None

    def make() -> HttpResponse:
        return _json({"as_of": _day(request), "registrations": _all_told(found.lines), "next": onward}, "search.json")

    marks = [asked.query(asked.after), str(onward), *(line.mark for line in found.lines)]
    return answering.file(request, marks, make)


@require_safe
def whole(request: HoshimoriRequest) -> HttpResponseBase:
    """Hand out the whole register as comma-separated values, read and sent in stretches."""

    def make() -> HttpResponseBase:
        rows = (_row(registration) for registration in public.whole(request.at))
        return StreamingHttpResponse(
            comma_separated.written(HEAD, rows),
            content_type=comma_separated.MEDIA_TYPE,
            headers=answering.attachment(f"register-{_day(request)}.csv"),
        )

    return answering.file(request, [public.mark_of_whole(request.at)], make, answering.MINUTE * 5)


@require_safe
def certificate(request: HoshimoriRequest, number: str, language: str) -> HttpResponseBase:
    """Hand out a certificate: what the register says of one registration today."""
    registration = public.by_number(number, request.at)

    def make() -> HttpResponse:
        name = f"{registration.written_number}-{_day(request)}-{language}.pdf"
        content = kept_certificate(registration, day_in_japan(request.at), language)
        return HttpResponse(content, content_type="application/pdf", headers=answering.attachment(name))

    return answering.file(request, [registration.mark, language], make)


@require_safe
def code(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Draw the QR code that leads to a registration's page."""
    registration = public.by_number(number, request.at)

    def make() -> HttpResponse:
        headers = answering.attachment(f"{registration.written_number}.svg")
        return HttpResponse(_drawn(addresses.absolute(registration)), content_type="image/svg+xml", headers=headers)

    return answering.file(request, [], make, answering.HOUR)


@lru_cache(maxsize=_CERTIFICATES_KEPT)
def kept_certificate(registration: PublicRegistration, on: date, language: str) -> bytes:
    """Return a certificate; one that many ask for is set only once a day."""
    return certificate_of(registration, addresses.absolute(registration), on, language)


@lru_cache(maxsize=512)
def _drawn(address: str) -> str:
    return qr.svg(address)


def _told(registration: PublicRegistration) -> dict[str, Any]:
    return {**registration.fields(), "address": addresses.absolute(registration)}


def _all_told(registrations: Iterable[PublicRegistration]) -> list[dict[str, Any]]:
    return [_told(registration) for registration in registrations]


def _row(registration: PublicRegistration) -> list[str]:
    """Return a line of the CSV; yes and no are written as in JSON."""
    values = registration.fields().values()
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _json(told: dict[str, Any], name: str) -> HttpResponse:
    headers = answering.attachment(name)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False}, headers=headers)


def _day(request: HoshimoriRequest) -> str:
    return day_in_japan(request.at).isoformat()
