"""As whom a request is made, and when: asked for lazily, so that a page that needs neither pays nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import cached_property

from hoshimori.parties import queries
from hoshimori.shared.actor import NO_ID, NOBODY, Actor, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase
    from django_htmx.middleware import HtmxDetails

    from hoshimori.parties.queries import Acting

MEMBERSHIP_KEY = "membership_id"
"""Where the session keeps in which role its person acts."""

CLOCK_KEY = "hoshimori.at"
"""Where the server's own environment may set the clock. No header reaches it: those are all named HTTP_…."""


class HoshimoriRequest(WSGIRequest):
    """A request as the views of Hoshimori see it."""

    htmx: HtmxDetails
    is_at_once = False
    """Answered for everybody alike: without session, account or form token."""

    @cached_property
    def at(self) -> datetime:
        """Return the one moment at which everything in this request happens (aware, UTC)."""
        given = self.environ.get(CLOCK_KEY)
        return given if isinstance(given, datetime) else datetime.now(UTC)

    @cached_property
    def acting(self) -> Acting | None:
        """Return in whose name the signed-in person acts; None when signed out or without any membership."""
        person_id = self.user.pk
        if person_id is None:
            return None
        return queries.acting(person_id=person_id, membership_id=_identifier(self.session.get(MEMBERSHIP_KEY)))

    @cached_property
    def actor(self) -> Actor:
        """Return who acts: a member, a signed-in person without any membership, or nobody."""
        if self.acting is not None:
            return self.acting.actor
        if self.user.pk is None:
            return NOBODY
        return Actor(self.user.pk, NO_ID, NO_ID, Role.NOBODY)


def _identifier(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


class ActingMiddleware:
    """Make every request one that knows as whom and when it is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request.

        The request takes on its class here: Django has no setting for it, and its test client makes plain ones.
        """
        request.__class__ = HoshimoriRequest
        return self.get_response(request)
