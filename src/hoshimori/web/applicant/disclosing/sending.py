"""How the forms of these pages are sent and come back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods

from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow

if TYPE_CHECKING:
    from hoshimori.shared.refusal import Refusal

REFUSALS = (Invalid, Conflict, NotPossibleNow)
reading_and_sending = require_http_methods(["GET", "HEAD", "POST"])


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return with which status a form comes back."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, Invalid) else HTTPStatus.CONFLICT
