"""The register's history as files: for witnesses, for monitors, for whoever wants to check it (C2SP tlog-tiles)."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from hoshimori.history.queries import entries, log
from hoshimori.shared.refusal import NotFound
from hoshimori.web.public.proof.everywhere import from_everywhere
from hoshimori.web.public.register import answering

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

A_YEAR = 365 * 24 * 60 * 60
SECONDS = 5
"""How long a checkpoint may be shown without asking again."""


@require_safe
@from_everywhere
def checkpoint(request: HoshimoriRequest) -> HttpResponseBase:
    """Hand out the newest signed head."""
    del request
    answer = HttpResponse(_content("checkpoint"), content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


@require_safe
@from_everywhere
def tile(request: HoshimoriRequest, place: str) -> HttpResponseBase:
    """Hand out a tile of hashes or a bundle of entries; what has one address never changes."""
    content = _content(f"tile/{place}")
    is_packed = place.startswith("entries/") and "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(
        gzip.compress(content, mtime=0) if is_packed else content, content_type="application/octet-stream"
    )
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


@require_safe
@from_everywhere
def particulars(request: HoshimoriRequest, number: str) -> HttpResponseBase:
    """Hand out what the digest in a registration's newest entry was made from, as the register shows it."""
    found = entries.particulars_of(number, request.at)

    def make() -> HttpResponse:
        told = {"index": found.index, "salt": found.salt, "fields": found.fields}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})

    return answering.file(request, [str(found.index), found.salt], make)


def _content(path: str) -> bytes:
    """Return a published file.

    Raises:
        NotFound: there is none.
    """
    file = log.folder().file(path)
    try:
        if file is not None:
            return file.read_bytes()
    except OSError:
        pass
    raise NotFound
