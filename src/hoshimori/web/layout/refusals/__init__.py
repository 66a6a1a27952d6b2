"""How a refusal reaches people: its words, its page, its status."""

from hoshimori.web.layout.refusals.answering import (
    RefusalMiddleware,
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    refuse,
    server_error,
)
from hoshimori.web.layout.refusals.wording import WORDS, words

__all__ = [
    "WORDS",
    "RefusalMiddleware",
    "bad_request",
    "csrf_failure",
    "page_not_found",
    "permission_denied",
    "refuse",
    "server_error",
    "words",
]
