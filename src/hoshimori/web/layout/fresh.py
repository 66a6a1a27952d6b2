"""Acts that weigh a lot ask once more who is there."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


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
