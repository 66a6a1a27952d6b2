"""The public register for programs: one registration, those of a company, the states of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hoshimori import __version__
from hoshimori.api import reading
from hoshimori.api.shapes import AskedShape, ManyShape, OneShape, RefusalShape, StatesShape
from hoshimori.documents import comma_separated
from hoshimori.registry.queries import many, public
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hoshimori.registry.queries.many import Answered
    from hoshimori.registry.queries.public import PublicRegistration

api = NinjaAPI(
    title="Hoshimori",
    version=__version__,
    description="The public register of the SCS evaluation scheme. What it says is public; no key is needed.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)

HEAD = (
    "asked",
    "found",
    "number",
    "level",
    "state",
    "renewal_is_being_decided",
    "valid_from",
    "last_valid_on",
    "corporate_number",
    "name_ja",
    "name_en",
    "address",
)
_CSV_IN = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string", "examples": ["3-26-000123-8\n9999912340004\n"]}}},
    },
    "responses": {200: {"description": "One line for each registration", "content": {"text/csv": {}}}},
}


@api.exception_handler(HttpError)
@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: HttpError | ValidationError) -> HttpResponse:
    """Refuse a request that has not the shape it should have, without repeating what was sent.

    Raises:
        Invalid: always.
    """
    del request, error
    raise Invalid("UNREADABLE_NUMBERS")


@api.get(
    "/registrations/{number}",
    response={200: OneShape, 404: RefusalShape, 422: RefusalShape},
    summary="One registration",
)
def registration(request: HttpRequest, number: str) -> HttpResponse:
    """Return the registration with this number, however it is typed."""
    found = public.by_number(number, _at(request))
    return _kept(request, found.mark, {"as_of": _day(request), **_told(found)})


@api.get("/registrations", response={200: ManyShape, 422: RefusalShape}, summary="The registrations of a company")
def registrations(request: HttpRequest, corporate_number: str) -> HttpResponse:
    """Return every registration that the company with this 法人番号 has or had, in the order of their numbers."""
    found = public.by_corporate_number(corporate_number, _at(request))
    told = {"as_of": _day(request), "registrations": [_told(each) for each in found]}
    return _kept(request, " ".join(each.mark for each in found), told)


@api.post("/states", response={200: StatesShape, 422: RefusalShape}, summary="The states of up to 10,000 numbers")
def states(request: HttpRequest, asked: AskedShape) -> dict[str, Any]:
    """Return what the register has under each number, in the order asked."""
    answers = [
        {
            "asked": each.asked,
            "found": each.found.value,
            "registrations": [_told(found) for found in each.registrations],
        }
        for each in many.states(asked.numbers, _at(request))
    ]
    return {"as_of": _day(request), "answers": answers}


@api.post("/states.csv", response={422: RefusalShape}, openapi_extra=_CSV_IN, summary="The same as CSV")
def states_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Return a line for each registration under the numbers of the first column, in the order asked.

    A number without a registration has a line too, and so has one that cannot be read.
    """
    answers = many.states(reading.numbers(request.body), _at(request))
    headers = {"Content-Disposition": f'attachment; filename="states-{_day(request)}.csv"'}
    lines = comma_separated.written(HEAD, _lines(answers))
    return StreamingHttpResponse(lines, content_type=comma_separated.MEDIA_TYPE, headers=headers)


def _lines(answers: Iterable[Answered]) -> Iterator[list[str]]:
    for each in answers:
        told: list[dict[str, Any]] = [_told(found) for found in each.registrations] or [{}]
        for fields in told:
            values = (fields.get(name, "") for name in HEAD[2:])
            words = (str(value).lower() if isinstance(value, bool) else str(value) for value in values)
            yield [each.asked, each.found.value, *words]


def _told(found: PublicRegistration) -> dict[str, Any]:
    page = reverse("register:entry", args=[found.written_number])
    return {**found.fields(), "address": f"{settings.ENVIRONMENT.url}{page}"}


def _kept(request: HttpRequest, mark: str, told: dict[str, Any]) -> HttpResponse:
    """Answer that nothing has changed where whoever asks has it already."""
    etag = quote_etag(f"{__version__} {_day(request)} {mark}")
    kept = get_conditional_response(request, etag=etag)
    if kept is None:
        kept = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    kept.headers["ETag"] = etag
    kept.headers["Cache-Control"] = "public, max-age=60"
    return kept


class _Timed(Protocol):
    """A request as the middleware of all doors makes it."""

    at: datetime


def _at(request: HttpRequest) -> datetime:
    return cast("_Timed", request).at


def _day(request: HttpRequest) -> str:
    return day_in_japan(_at(request)).isoformat()
