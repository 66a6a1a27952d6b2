"""An act that weighs a lot asks who is there once more, and then goes on with what was sent."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from hoshimori.config import urls
from hoshimori.web.layout.fresh import asks_who_is_there
from tests.cast import PASSWORD, Cast, sign_in


@asks_who_is_there
def weigh(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} {request.POST.get('words', '')}")


urlpatterns = [*urls.urlpatterns, path("weighty/", weigh)]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def with_a_weighty_page(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_reading_needs_no_proof(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast.mori).get("/weighty/").content == b"GET "


def test_what_was_sent_is_acted_upon_after_the_proof(client: Client, cast: Cast) -> None:
    sign_in(client, cast.mori)

    asked = client.post("/weighty/", {"words": "宣誓します"})
    wrong = client.post(asked.headers["Location"], {"password": "not hers"})
    done = client.post(asked.headers["Location"], {"password": PASSWORD})

    assert asked.headers["Location"] == "/account/prove/?next=%2Fweighty%2F"
    assert "パスワードが違います" in wrong.content.decode()
    assert done.content.decode() == "POST 宣誓します"


def test_the_proof_holds_for_five_minutes(client: Client, cast: Cast, at: datetime) -> None:
    sign_in(client, cast.mori, at)
    client.post("/account/prove/", {"password": PASSWORD})

    assert client.post("/weighty/", {"words": "a"}).content == b"POST a"
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert client.post("/weighty/", {"words": "a"}).status_code == 302
