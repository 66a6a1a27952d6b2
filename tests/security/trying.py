"""Try one route as somebody, and leave the world as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from hoshimori.shared.actor import Actor
from tests.cast import sign_in
from tests.security.everything import Content, difference, everything

WORDS = {200: "yes", 204: "yes", 400: "mend", 403: "no", 404: "·", 405: "-", 409: "later", 422: "mend"}
"""What an answer means, by its status."""

COMING_AND_GOING = frozenset({"cache", "credentials_statusshard", "django_session", "usersessions_usersession"})
"""Tables that say who is here now, or what is signed anew as time goes, and nothing of anybody's matters."""

_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]+"')


class Visitor:
    """Somebody with a browser; whatever comes of a request is undone after it."""

    def __init__(self, actor: Actor | None, at: object, *, has_token: bool = True) -> None:
        self.client = Client(raise_request_exception=False, enforce_csrf_checks=not has_token)
        if actor is not None:
            sign_in(self.client, actor, at)  # type: ignore[arg-type]  # the moment of the story
        self.changed: Content = {}

    def asks(
        self,
        method: str,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        watching: Content | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Make a request; with `watching`, the database before it, `changed` is what it would have changed."""
        ask: Callable[..., HttpResponseBase] = getattr(self.client, method.lower())
        return self._undone(lambda: ask(path, data, headers=headers) if data else ask(path, headers=headers), watching)

    def sends(self, path: str, content: bytes, content_type: str) -> HttpResponse:
        """Send a body as it stands."""
        return self._undone(lambda: self.client.generic("POST", path, content, content_type), None)

    def _undone(self, request: Callable[[], HttpResponseBase], watching: Content | None) -> HttpResponse:
        cookies = deepcopy(self.client.cookies)
        try:
            with transaction.atomic():
                response = _whole(request())
                if watching is not None:
                    self.changed = difference(watching, everything(but=COMING_AND_GOING))
                transaction.set_rollback(True)
        finally:
            self.client.cookies = cookies
        return response


def _whole(response: HttpResponseBase) -> HttpResponse:
    """Return an answer with all of its content, also where that comes piece by piece."""
    if not isinstance(response, StreamingHttpResponse):
        assert isinstance(response, HttpResponse)
        return response
    content = b"".join(bytes(piece) for piece in response.streaming_content)  # type: ignore[union-attr]  # it is no async one
    return HttpResponse(content, status=response.status_code, headers=dict(response.headers))


def said(response: HttpResponse, *secrets: str) -> tuple[int, str, str]:
    """Return status, destination and text of an answer, made alike where only the asking differs."""
    text = _TOKEN.sub(r"\1", response.content.decode("utf-8", "replace"))
    where = response.headers.get("Location", "")
    for secret in secrets:
        text, where = text.replace(secret, "…"), where.replace(secret, "…")
    return response.status_code, where, text


def outcome(response: HttpResponse) -> str:
    """Return in one word what an answer means."""
    if response.status_code in {301, 302}:
        return _to(urlsplit(response.headers["Location"]).path)
    return WORDS.get(response.status_code, str(response.status_code))


def _to(path: str) -> str:
    elsewhere = {
        reverse("account_login"): "sign in",
        reverse("account:welcome"): "join",
        reverse("account_reauthenticate"): "prove",
    }
    return elsewhere.get(path, "yes")
