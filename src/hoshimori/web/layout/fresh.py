"""Acts that weigh a lot ask once more who is there."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest


def asks_who_is_there(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view act only for somebody who proved within the last five minutes to be the one signed in.

    Reading the page needs no proof. Somebody who sends its form is asked for password, code or passkey first; then the
    form is acted upon as it was sent, nothing has to be typed again.
    """
    guarded = reauthentication_required(view, allow_get=True)

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = guarded(request, *args, **kwargs)
        return answer

    return asking


def proved_at(request: HoshimoriRequest) -> datetime | None:
    """Return when whoever is signed in was last asked who is there and proved it; None if that never happened.

    Counted back from the moment of the request, so that both are by the same clock, and never after it.
    """
    records = get_authentication_records(request, request.user)
    proofs = [record["at"] for record in records if record.get("reauthenticated")]
    if not proofs:
        return None
    return request.at - timedelta(seconds=max(0.0, time.time() - proofs[-1]))
