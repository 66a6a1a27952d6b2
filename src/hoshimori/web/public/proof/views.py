"""Hand out what verifiers need: the issuer's metadata and keys, the kind of its certificates, the lists of states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hoshimori.credentials.exchange import type_metadata
from hoshimori.credentials.operations import status
from hoshimori.credentials.operations.keys import publish
from hoshimori.credentials.queries.keys import SIGNED_STATEMENTS, jwks
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.history.queries.log import trusted_log
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.shared.actor import SYSTEM
from hoshimori.web.public.proof.everywhere import from_everywhere
from hoshimori.web.public.register import answering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

STATUS_LIST = "application/statuslist+jwt"


@require_safe
@from_everywhere
def issuer(request: HoshimoriRequest) -> HttpResponseBase:
    """Tell who issues certificates, and with which keys (SD-JWT VC, 4)."""
    publish(purposes=[Purpose.CERTIFICATES], actor=SYSTEM, at=request.at)
    return _json(request, type_metadata.issuer_metadata(settings.ENVIRONMENT.url, jwks([Purpose.CERTIFICATES])))


@require_safe
@from_everywhere
def keys(request: HoshimoriRequest) -> HttpResponseBase:
    """Tell every key that signs certificates or lists of states (RFC 7517)."""
    publish(purposes=SIGNED_STATEMENTS, actor=SYSTEM, at=request.at)
    return _json(request, jwks())


@require_safe
@from_everywhere
def kind(request: HoshimoriRequest) -> HttpResponseBase:
    """Tell what a certificate says, in words for people and as a schema (SD-JWT VC, 5)."""
    return _json(request, type_metadata.type_metadata(settings.ENVIRONMENT.url, edition(current_edition())))


@require_safe
@from_everywhere
def schema(request: HoshimoriRequest) -> HttpResponseBase:
    """Hand out the JSON Schema of the claims."""
    return _json(request, type_metadata.schema(settings.ENVIRONMENT.url))


@require_safe
@from_everywhere
def states(request: HoshimoriRequest, shard: int) -> HttpResponseBase:
    """Hand out a list of states as it is now (Token Status List, 8.1)."""
    published = status.current(shard=shard, at=request.at)
    seconds = max(int((published.fresh_until - request.at).total_seconds()), 0)

    def make() -> HttpResponse:
        return HttpResponse(published.token, content_type=STATUS_LIST)

    return answering.file(request, [published.token], make, seconds)


@require_safe
@from_everywhere
def history_key(request: HoshimoriRequest) -> HttpResponseBase:
    """Tell by which keys checkpoints of the register's history are signed, one a line (C2SP signed-note)."""
    publish(purposes=[Purpose.HISTORY], actor=SYSTEM, at=request.at)
    text = "".join(f"{key.written()}\n" for key in trusted_log(request.at).keys)
    return answering.file(request, [text], lambda: HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _json(request: HoshimoriRequest, told: Mapping[str, Any]) -> HttpResponseBase:
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    return answering.file(request, [answer.content.decode()], lambda: answer, answering.MINUTE * 5)
