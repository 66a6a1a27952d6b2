"""Hand out the certificate of a registration alone: that a company is registered is public, and so is the proof."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hoshimori.credentials.exchange.certificate_files import CertificateFile, written
from hoshimori.credentials.operations import issuing
from hoshimori.documents import qr
from hoshimori.history.queries.proofs import proof_of
from hoshimori.registry.queries.certified import identified
from hoshimori.registry.rules.numbers import parse
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.web.public.proof.everywhere import from_everywhere
from hoshimori.web.public.register import answering

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponseBase

    from hoshimori.credentials.queries.certificates import Held
    from hoshimori.web.layout.acting import HoshimoriRequest

_CODES_KEPT = 64


@require_safe
@from_everywhere
def whole(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Hand out the certificate as a file, with the proof that the register's history says so; nothing by consent."""
    held = _held(number, request.at)
    leaf, proof = proof_of(parse(number), request.at) or (b"", "")
    content = written(CertificateFile(sd_jwt=held.alone, leaf=leaf.decode(), proof=proof))

    def make() -> HttpResponse:
        headers = answering.attachment(f"{held.content['registration_number']}.json")
        return HttpResponse(content, content_type="application/json", headers=headers)

    return answering.file(request, [content.decode()], make)


@require_safe
def code(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Draw the certificate as a QR code that can be verified without a network.

    Raises:
        NotPossibleNow: the summary of the scope is so long that no code can hold it.
    """
    held = _held(number, request.at)
    drawn = _drawn(held.alone)

    def make() -> HttpResponse:
        headers = answering.attachment(f"{held.content['registration_number']}-certificate.svg")
        return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)

    return answering.file(request, [held.token], make)


def _held(number: str, at: datetime) -> Held:
    return issuing.current(registration_id=identified(number), actor=SYSTEM, at=at)


@lru_cache(maxsize=_CODES_KEPT)
def _drawn(text: str) -> str:
    try:
        return qr.dense_svg(text)
    except ValueError:
        raise NotPossibleNow("CERTIFICATE_TOO_LONG_FOR_CODE") from None
