"""People sign in by OpenID Connect; an account is found by an address only if the provider has verified it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from hoshimori.parties.models import Person
from tests import identity
from tests.authenticator import digits
from tests.cast import PASSWORD, Cast, sign_in
from tests.identity import CLIENT, SECRET, Provider
from tests.pages.mailbox import newest_to
from tests.pages.test_second_factor import with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A provider this installation trusts, which knows Ito."""
    with identity.provider() as running:
        app = {
            "provider_id": "oidc",
            "name": "gBizID",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield running


def address_on(page: str) -> str:
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def go(client: Client, **data: str) -> HttpResponse:
    """Go to the provider and come back, as a browser does; returns the answer to coming back."""
    leaving = client.post("/account/provider/oidc/", data).content.decode()
    there = urlsplit(address_on(leaving))
    connection = HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    assert back.path == "/account/provider/oidc/back/"
    answer: HttpResponse = client.get(f"{back.path}?{back.query}")  # type: ignore[assignment]  # the test's answer
    return answer


@pytest.mark.usefixtures("provider")
def test_the_page_to_sign_in_names_the_provider(client: Client) -> None:
    assert "gBizIDでサインイン" in client.get("/account/sign-in/").content.decode()
    assert "gBizIDでサインイン" in client.get("/account/provider/oidc/").content.decode()


def test_somebody_new_looks_over_what_the_provider_knows(client: Client, provider: Provider) -> None:
    provider.claims |= {"email": "ueda@new.example", "name": "上田 六郎"}

    onward = go(client)
    form = client.get(onward.headers["Location"]).content.decode()
    made = client.post(
        "/account/provider/sign-up/", {"name": "上田 六郎", "email": "ueda@new.example", "language": "ja"}
    )

    assert 'value="上田 六郎"' in form
    assert 'value="ueda@new.example"' in form
    assert made.headers["Location"] == "/account/welcome/"
    ueda = Person.objects.get(email="ueda@new.example")
    assert not ueda.has_usable_password()
    assert EmailAddress.objects.get(user=ueda).verified


def test_an_account_with_the_verified_address_is_found_and_connected(
    client: Client, cast: Cast, provider: Provider
) -> None:
    assert go(client, next="/company/").headers["Location"] == "/company/"

    assert "青葉部品株式会社" in client.get("/company/").content.decode()
    assert SocialAccount.objects.get().user_id == cast.ito.person_id
    assert "gBizIDでもサインインできる" in str(newest_to("ito@aoba.example").body)
    assert provider.codes == {}


def test_an_address_the_provider_has_not_verified_opens_nothing(client: Client, cast: Cast, provider: Provider) -> None:
    provider.claims["email_verified"] = False

    go(client)
    client.post("/account/provider/sign-up/", {"name": "だれか", "email": "ito@aoba.example", "language": "ja"})

    assert client.get("/company/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert "すでにアカウントがあります" in newest_to("ito@aoba.example").subject
    assert Person.objects.get(email="ito@aoba.example").pk == cast.ito.person_id


def test_whoever_squatted_on_an_address_is_locked_out_when_its_owner_comes(
    client: Client, cast: Cast, provider: Provider
) -> None:
    del provider
    EmailAddress.objects.filter(user_id=cast.ito.person_id).update(verified=False)

    go(client)

    assert not Person.objects.get(pk=cast.ito.person_id).has_usable_password()
    squatter = Client().post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})
    assert squatter.status_code == 200


@pytest.mark.usefixtures("provider")
def test_the_provider_does_not_stand_for_the_second_factor(client: Client, cast: Cast) -> None:
    key = with_app(cast.ito)

    assert go(client).headers["Location"] == "/account/sign-in/code/"
    client.post("/account/sign-in/code/", {"code": digits(key)})

    assert client.get("/company/").status_code == 200


def test_a_signed_in_person_connects_and_disconnects(client: Client, cast: Cast, provider: Provider) -> None:
    provider.claims |= {"sub": "person-2", "email": "sato-at-work@elsewhere.example"}
    sign_in(client, cast.sato)
    client.post("/account/prove/", {"password": PASSWORD})

    leaving = client.post("/account/provider/oidc/?process=connect").content.decode()
    there = urlsplit(address_on(leaving))
    connection = HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    client.get(f"{back.path}?{back.query}")
    connected = SocialAccount.objects.get()
    page = client.get("/account/provider/").content.decode()
    client.post("/account/provider/", {"account": str(connected.pk)})

    assert connected.user_id == cast.sato.person_id
    assert "連携済み" in page
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("provider")
def test_an_answer_nobody_asked_for_is_turned_away(client: Client) -> None:
    forged = client.get("/account/provider/oidc/back/?code=code-0&state=made-up")

    assert "サインインしていません" in forged.content.decode()
    assert client.get("/company/").status_code == 302


@pytest.mark.usefixtures("provider")
def test_who_stops_on_the_way_is_told_so(client: Client) -> None:
    leaving = client.post("/account/provider/oidc/").content.decode()
    state = re.search(r"state=([^&]+)", address_on(leaving))
    assert state

    stopped = client.get(f"/account/provider/oidc/back/?error=access_denied&state={state[1]}", follow=True)

    assert "取りやめになりました" in stopped.content.decode()


def test_a_provider_that_is_away_is_no_fault_of_the_reader(
    client: Client, provider: Provider, settings: Settings
) -> None:
    del provider
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:1"

    page = client.post("/account/provider/oidc/")

    assert page.status_code == 502
    assert "あなたの操作のせいではありません" in page.content.decode()


def test_without_a_provider_there_is_no_such_way(client: Client) -> None:
    assert client.post("/account/provider/oidc/").status_code == 404
    assert "でサインイン" not in client.get("/account/sign-in/").content.decode().replace("パスキーでサインイン", "")
