"""How answers of the public register may be kept on their way, and asked for again at nearly no cost."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from hoshimori import __version__
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpResponse, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

MINUTE, HOUR = 60, 60 * 60


def page(request: HoshimoriRequest, made_of: Iterable[str], make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """Answer with a page in the reader's language; one that shows who reads it is made anew each time and kept nowhere.

    `made_of` is everything that the page shows and that can change.
    """
    if not request.is_at_once:
        return make()
    language = translation.get_language() or settings.LANGUAGE_CODE
    answer = _kept(request, [*made_of, language, str(settings.IS_DEMO)], make, MINUTE)
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


def file(
    request: HoshimoriRequest, made_of: Iterable[str], make: Callable[[], HttpResponseBase], seconds: int = MINUTE
) -> HttpResponseBase:
    """Answer with a file that is the same for whoever asks; `seconds` says how long it may be shown without asking."""
    return _kept(request, [*made_of, settings.ENVIRONMENT.url], make, seconds)


def attachment(name: str) -> dict[str, str]:
    """Return the header by which a browser saves a file under a name of ours, letters and digits only."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _kept(
    request: HoshimoriRequest, made_of: Iterable[str], make: Callable[[], HttpResponseBase], seconds: int
) -> HttpResponseBase:
    """Answer that nothing has changed where the one who asks has it already; only otherwise is it made.

    What is shown follows from the day, so the day belongs to what everything is made of; and so do the names of the
    style sheets and scripts that a page asks for.
    """
    gathered = getattr(staticfiles_storage, "manifest_hash", "")
    whole = "\n".join([__version__, gathered, request.path, day_in_japan(request.at).isoformat(), *made_of])
    etag = quote_etag(hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=16).hexdigest())
    answer: HttpResponseBase = get_conditional_response(request, etag=etag) or make()
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    return answer
