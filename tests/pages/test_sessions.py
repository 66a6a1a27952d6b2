"""Sessions end by themselves, are seen and ended by their owner, and lose nothing that was typed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from hoshimori.web.layout.acting import CLOCK_KEY
from tests.cast import MOMENT, PASSWORD, Cast, sign_in

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def at(client: Client, moment: datetime) -> Client:
    client.defaults[CLOCK_KEY] = moment  # type: ignore[assignment]  # a server's environment holds more than text
    return client


def is_in(client: Client, moment: datetime) -> bool:
    return at(client, moment).get("/company/").status_code == 200


def test_an_hour_without_a_page_ends_the_session_of_who_leads(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    assert is_in(client, MOMENT + timedelta(minutes=59))
    assert is_in(client, MOMENT + timedelta(minutes=118))
    assert not is_in(client, MOMENT + timedelta(minutes=178))
    assert not is_in(client, MOMENT + timedelta(minutes=178))


def test_a_contributor_may_think_for_longer(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ito)

    assert is_in(client, MOMENT + timedelta(hours=11, minutes=59))


@pytest.mark.parametrize("who", ["ito", "sato"])
def test_after_twelve_hours_every_session_ends_however_busy(client: Client, cast: Cast, who: str) -> None:
    sign_in(client, getattr(cast, who))

    for half_hours in range(1, 24):
        assert is_in(client, MOMENT + timedelta(minutes=30 * half_hours))

    assert not is_in(client, MOMENT + timedelta(hours=12))


def test_who_comes_back_is_told_and_returns_to_the_page(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    page = at(client, MOMENT + timedelta(hours=1)).get("/company/invite/", follow=True)

    assert page.redirect_chain == [("/account/sign-in/?next=%2Fcompany%2Finvite%2F", 302)]
    assert "元のページに戻ります" in page.content.decode()


def test_what_was_typed_too_late_comes_back_to_be_copied(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    typed = {
        "name": "社内基盤",
        "description": "本社と工場で共用しているサーバーとネットワーク",
        "password": "not to be shown",
    }

    page = at(client, MOMENT + timedelta(hours=1)).post(
        "/company/platforms/add/", typed, headers={"Referer": "http://testserver/company/platforms/add/"}
    )

    assert page.status_code == 401
    assert "本社と工場で共用しているサーバーとネットワーク" in page.content.decode()
    assert "not to be shown" not in page.content.decode()
    assert "next=%2Fcompany%2Fplatforms%2Fadd%2F" in page.content.decode()


def test_a_part_of_a_page_is_told_in_a_sentence(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    answer = at(client, MOMENT + timedelta(hours=1)).post("/company/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "サインインが終わっていました" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_public_pages_stay_when_a_session_has_ended(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    page = at(client, MOMENT + timedelta(hours=13)).get("/help/")

    assert page.status_code == 200
    assert "青葉部品" not in page.content.decode()


def test_where_one_is_signed_in_is_told_in_words(client: Client, cast: Cast) -> None:
    del cast
    browsers = (client, CHROME), (Client(), IPHONE)
    for browser, name in browsers:
        browser.defaults["HTTP_USER_AGENT"] = name
        browser.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})

    page = client.get("/account/sessions/").content.decode()

    assert "WindowsのChrome" in page
    assert "iPhoneのSafari" in page
    assert page.count("このブラウザー") == 1


def test_one_signs_out_another_browser_of_ones_own_and_nobody_elses(client: Client, cast: Cast) -> None:
    for browser, address in ((elsewhere := Client(), "ito@aoba.example"), (client, "ito@aoba.example")):
        browser.post("/account/sign-in/", {"login": address, "password": PASSWORD})
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    stranger = sign_in(Client(), cast.kuro)

    assert stranger.post(f"/account/sessions/{other.pk}/end/").status_code == 404
    assert elsewhere.get("/company/").status_code == 200
    assert client.post(f"/account/sessions/{other.pk}/end/").status_code == 302

    assert elsewhere.get("/company/").status_code == 302
    assert client.get("/company/").status_code == 200


def test_one_signs_out_everywhere(client: Client, cast: Cast) -> None:
    del cast
    for browser in (elsewhere := Client(), client):
        browser.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})

    client.post("/account/sessions/end/")

    assert elsewhere.get("/company/").status_code == 302
    assert client.get("/company/").status_code == 302


def test_the_session_cookie_tells_scripts_and_other_sites_nothing(client: Client, cast: Cast) -> None:
    del cast
    answer = client.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})

    cookie = answer.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
