"""Whoever leads proves who they are a second way before anything else; whoever contributes may do so."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from hoshimori.parties.operations import invitations
from hoshimori.shared.actor import Actor, Role
from hoshimori.web.layout.acting import CLOCK_KEY
from hoshimori.web.layout.session import SECOND_FACTOR
from tests.authenticator import PERIOD, digits
from tests.cast import MOMENT, PASSWORD, Cast, sign_in

pytestmark = pytest.mark.django_db
LEADING = ["mori", "sato", "tanaka", "hayashi", "ono"]


def by_password(client: Client, address: str) -> None:
    """Sign in by password alone, as far as that goes."""
    assert client.post("/account/sign-in/", {"login": address, "password": PASSWORD}).status_code == 302


def without_proof(client: Client, actor: Actor) -> Client:
    """Return the client signed in by whatever needs no second factor."""
    sign_in(client, actor)
    session = client.session
    del session[SECOND_FACTOR]
    session.save()
    return client


def add_app(client: Client) -> str:
    """Set up an authenticator app; returns its key."""
    page = client.get("/account/factors/app/add/").content.decode()
    key = re.search(r'id="app-key">([A-Z2-7]+)<', page)
    assert key
    assert client.post("/account/factors/app/add/", {"code": digits(key[1])}).status_code == 302
    return key[1]


@pytest.mark.parametrize("who", LEADING)
@pytest.mark.parametrize("address", ["/company/", "/account/", "/account/sessions/", "/account/password/change/"])
def test_who_leads_sets_up_a_second_factor_before_anything_else(
    client: Client, cast: Cast, who: str, address: str
) -> None:
    without_proof(client, getattr(cast, who))

    assert client.get(address).headers["Location"] == "/account/second-factor/"
    assert client.post(address).headers["Location"] == "/account/second-factor/"


@pytest.mark.parametrize(
    "address", ["/account/second-factor/", "/account/roles/", "/help/", "/account/factors/app/add/"]
)
@pytest.mark.usefixtures("cast")
def test_help_other_roles_and_setting_up_are_within_reach(client: Client, address: str) -> None:
    by_password(client, "sato@aoba.example")

    assert client.get(address).status_code == 200


def test_the_page_says_why_in_the_readers_language(client: Client, cast: Cast) -> None:
    without_proof(client, cast.sato)

    page = client.get("/account/second-factor/").content.decode()

    assert "取りまとめ担当" in page
    assert "もう1種類の確認が必要です" in page


@pytest.mark.usefixtures("cast")
def test_a_contributor_needs_none(client: Client) -> None:
    by_password(client, "ito@aoba.example")

    assert client.get("/company/").status_code == 200


def test_which_roles_need_one_is_a_setting(client: Client, cast: Cast, settings: Settings) -> None:
    settings.HOSHIMORI_MFA_ROLES = frozenset({"CONTRIBUTOR"})

    assert without_proof(client, cast.sato).get("/company/").status_code == 200
    assert without_proof(Client(), cast.ito).get("/company/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_after_setting_up_one_goes_on_where_one_wanted(client: Client, cast: Cast) -> None:
    without_proof(client, cast.sato)
    client.get("/company/invite/?a=b")

    proved(client)
    add_app(client)
    codes = client.get("/account/factors/recovery/")
    onward = client.get("/account/onward/")

    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert onward.headers["Location"] == "/company/invite/?a=b"
    assert client.get("/company/").status_code == 200


@pytest.mark.usefixtures("cast")
def test_recovery_codes_are_shown_once(client: Client) -> None:
    by_password(client, "sato@aoba.example")
    add_app(client)

    first, second = (client.get("/account/factors/recovery/").content.decode() for _ in range(2))

    assert len(re.findall(r"<code>\d{8}</code>", first)) == 10
    assert "hoshimori-recovery-codes.txt" in first
    assert re.findall(r"\d{8}", second) == []


def test_with_an_app_the_password_alone_opens_nothing(client: Client, cast: Cast) -> None:
    key = with_app(cast.ito)

    by_password(client, "ito@aoba.example")
    before = client.get("/company/")
    wrong = client.post("/account/sign-in/code/", {"code": "000000"})
    client.post("/account/sign-in/code/", {"code": digits(key)})

    assert before.headers["Location"].startswith("/account/sign-in/")
    assert "このコードは正しくないか" in wrong.content.decode()
    assert client.get("/company/").status_code == 200


def with_app(actor: Actor) -> str:
    """Let somebody set up an app; returns its key."""
    elsewhere = Client()
    sign_in(elsewhere, actor)
    proved(elsewhere)
    return add_app(elsewhere)


def proved(client: Client) -> None:
    client.post("/account/prove/", {"password": PASSWORD})


def test_a_code_works_once(client: Client, cast: Cast) -> None:
    key = with_app(cast.ito)
    code = digits(key)

    for browser in (client, Client()):
        by_password(browser, "ito@aoba.example")
        browser.post("/account/sign-in/code/", {"code": code})

    assert client.get("/company/").status_code == 200
    again = Client()
    by_password(again, "ito@aoba.example")
    again.post("/account/sign-in/code/", {"code": code})
    assert again.get("/company/").status_code == 302


def test_a_recovery_code_opens_the_door_once(client: Client, cast: Cast) -> None:
    with_app(cast.sato)
    row = Authenticator.objects.get(user_id=cast.sato.person_id, type=Authenticator.Type.RECOVERY_CODES)
    code = RecoveryCodes(row).generate_codes()[0]

    for browser, status in ((client, 200), (Client(), 302)):
        by_password(browser, "sato@aoba.example")
        browser.post("/account/sign-in/code/", {"code": code})
        assert browser.get("/company/").status_code == status


def test_the_secrets_of_second_factors_do_not_lie_open_in_the_database(cast: Cast) -> None:
    key = with_app(cast.sato)

    stored = [str(row.data) for row in Authenticator.objects.filter(user_id=cast.sato.person_id)]

    assert len(stored) == 2
    assert not any(key in text for text in stored)


def test_a_session_from_before_the_app_is_asked_for_it(client: Client, cast: Cast) -> None:
    without_proof(client, cast.sato)
    key = with_app(cast.sato)

    asked = client.get("/company/")
    client.post(asked.headers["Location"], {"code": digits(key, time.time() + PERIOD)})

    assert asked.headers["Location"].startswith("/account/prove/code/?next=")
    assert client.get("/account/onward/").headers["Location"] == "/company/"
    assert client.get("/company/").status_code == 200


def test_the_proof_of_one_person_is_not_that_of_the_next(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    session = client.session
    session[SECOND_FACTOR] = str(cast.mori.person_id)
    session.save()

    assert client.get("/company/").headers["Location"] == "/account/second-factor/"


def test_who_leads_keeps_the_last_second_factor(client: Client, cast: Cast) -> None:
    with_app(cast.sato)
    sign_in(client, cast.sato)
    proved(client)

    page = client.post("/account/factors/app/remove/")

    assert "先に別のものを追加してから" in page.content.decode()
    assert Authenticator.objects.filter(user_id=cast.sato.person_id, type="totp").exists()


def test_a_contributor_removes_it_and_is_signed_out_elsewhere(client: Client, cast: Cast) -> None:
    key = with_app(cast.ito)
    elsewhere = Client()
    by_password(elsewhere, "ito@aoba.example")
    elsewhere.post("/account/sign-in/code/", {"code": digits(key, time.time() + PERIOD)})
    sign_in(client, cast.ito)
    proved(client)

    client.post("/account/factors/app/remove/")

    assert not Authenticator.objects.filter(user_id=cast.ito.person_id).exists()
    assert client.get("/company/").status_code == 200
    assert elsewhere.get("/company/").status_code == 302
    assert SECOND_FACTOR not in client.session


def test_a_new_role_that_needs_one_asks_for_it(client: Client, cast: Cast) -> None:
    by_password(client, "ito@aoba.example")
    assert client.get("/company/").status_code == 200
    as_expert = join_as(cast, Role.COORDINATOR)

    client.post("/account/roles/act/", {"membership": str(as_expert.membership_id)})

    assert client.get("/company/").headers["Location"] == "/account/second-factor/"


def join_as(cast: Cast, role: Role) -> Actor:
    """Let Ito be invited by Kaede and accept."""
    invited = invitations.invite(
        organization_id=cast.tanaka.organization_id,
        email="ito@aoba.example",
        role=role.value,
        actor=cast.tanaka,
        at=MOMENT,
    )
    return invitations.accept(secret=invited.secret, actor=cast.ito, at=MOMENT)


def test_sessions_of_the_database_hold_no_key_once_the_app_is_there(cast: Cast) -> None:
    key = with_app(cast.sato)

    assert not any(key in str(session.get_decoded()) for session in Session.objects.all())


def test_adding_needs_a_recent_proof(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    client.defaults[CLOCK_KEY] = MOMENT + timedelta(minutes=6)  # type: ignore[assignment]  # more than text

    asked = client.get("/account/factors/app/add/")

    assert asked.headers["Location"].startswith("/account/prove/?next=")
