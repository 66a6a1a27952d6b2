"""People bring their company in, are invited, switch between organizations, and leave."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from hoshimori.parties.models import Membership, Organization
from hoshimori.shared.actor import Actor
from tests.cast import AOBA, MOMENT, PASSWORD, Cast, enter, sign_in
from tests.pages.mailbox import code_in, mails, newest_to
from tests.queue import drain
from tools import server

pytestmark = pytest.mark.django_db
HIKARI = {
    "corporate_number": "７９９９９-1234-0006",
    "name_ja": "ひかり工業",
    "name_kana": "ヒカリ",
    "name_en": "",
    "prefecture": "27",
    "size_class": "UP_TO_20",
    "industry": "E",
}


@pytest.fixture
def ueda(client: Client) -> Actor:
    """Ueda, signed in, who belongs nowhere yet."""
    ueda = enter("上田 六郎", "ueda@hikari.example")
    sign_in(client, ueda)
    return ueda


@pytest.mark.usefixtures("ueda")
def test_somebody_without_an_organization_is_shown_two_ways(client: Client) -> None:
    page = client.get("/company/", follow=True)

    assert page.redirect_chain == [("/account/welcome/", 302)]
    assert "会社を登録する" in page.content.decode()


def test_who_brings_a_company_in_coordinates_it(client: Client, ueda: Actor) -> None:
    client.post("/account/register/", HIKARI)

    membership = Membership.objects.select_related("organization").get(person_id=ueda.person_id)
    assert (membership.role, membership.organization.kind) == ("COORDINATOR", "COMPANY")
    assert membership.organization.corporate_number == "7999912340006"
    assert "ひかり工業" in client.get("/company/").content.decode()


def test_nobody_makes_an_operator_on_the_web(client: Client, ueda: Actor) -> None:
    client.post("/account/register/", HIKARI | {"kind": "OPERATOR", "role": "OFFICER", "id": "1"})

    membership = Membership.objects.select_related("organization").get(person_id=ueda.person_id)
    assert (membership.role, membership.organization.kind) == ("COORDINATOR", "COMPANY")


@pytest.mark.usefixtures("cast", "ueda")
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("corporate_number", "12345", "法人番号は13桁です"),
        ("corporate_number", "3999912340006", "先頭の1桁が"),
        ("corporate_number", AOBA, "すでに登録されています"),
        ("name_ja", "  ", "名前を入れてください"),
        ("prefecture", "", "一覧から選んでください"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(
    client: Client, field: str, value: str, words: str
) -> None:
    page = client.post("/account/register/", HIKARI | {field: value})

    assert page.status_code == 422
    assert re.search(rf'id="{field}-error">.*?{words}', page.content.decode(), re.DOTALL)
    assert 'value="ヒカリ"' in page.content.decode()
    assert not Organization.objects.filter(name_ja="ひかり工業").exclude(corporate_number=AOBA).exists()


def invite(client: Client, address: str = "ueda@hikari.example", role: str = "CONTRIBUTOR", **others: str) -> str:
    """Invite somebody; returns the way the link opens."""
    client.post("/company/invite/", {"email": address, "role": role, **others})
    page = client.get("/company/invited/").content.decode()
    link = re.search(r'value="http://127.0.0.1:8000(/account/invitations/[^"]+)"', page)
    assert link
    return link[1]


def test_a_link_opens_to_somebody_new_who_signs_up_and_accepts(client: Client, cast: Cast) -> None:
    link = invite(sign_in(Client(), cast.sato))
    offer = client.get(link).content.decode()

    client.post(
        "/account/sign-up/",
        {
            "name": "上田 六郎",
            "email": "ueda@other.example",
            "password1": "a hedgehog in the rain",
            "language": "ja",
            "next": link,
        },
    )
    code = code_in(newest_to("ueda@other.example"))
    back = client.post("/account/address/confirm/", {"code": code, "action": "verify"})
    client.post(f"{link}accept/")

    assert "青葉部品株式会社" in offer
    assert "佐藤 花子" in offer
    assert "回答担当" in offer
    assert back.headers["Location"] == link
    assert "青葉部品株式会社" in client.get("/company/").content.decode()


def test_the_link_is_shown_once(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    invite(client)

    assert client.get("/company/invited/").headers["Location"] == "/company/"
    assert "/account/invitations/" not in client.get("/company/").content.decode()


def test_the_mail_brings_the_link_in_the_language_of_who_reads_it(client: Client, cast: Cast) -> None:
    enter("Ann Bee", "ann@hikari.example", "en")
    sign_in(client, cast.sato)

    link = invite(client, "ann@hikari.example", by_mail="yes")
    waiting = client.get("/company/").content.decode()
    message = newest_to("ann@hikari.example")
    sent = client.get("/company/").content.decode()

    assert message.subject == "[Hoshimori] Invitation to Aoba Parts"
    assert f"http://127.0.0.1:8000{link}" in str(message.body)
    assert "送信中" in waiting
    assert "送信済み" in sent


def test_without_the_box_no_mail_goes_out(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    invite(client)

    assert mails() == []
    assert "なし(リンクのみ)" in client.get("/company/").content.decode()


def test_names_and_addresses_cannot_become_headers(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    organization = Organization.objects.get(pk=cast.sato.organization_id)
    names = {"name_ja": "青葉\r\nBcc: all@evil.example", "name_kana": "", "name_en": ""}
    client.post("/company/change/", HIKARI | names | {"version": organization.version})
    refused = client.post(
        "/company/invite/", {"email": "a@b.example\nBcc: all@evil.example", "role": "CONTRIBUTOR", "by_mail": "yes"}
    )

    invite(client, "ueda@hikari.example", by_mail="yes")

    message = newest_to("ueda@hikari.example")
    assert refused.status_code == 422
    assert message.recipients() == ["ueda@hikari.example"]
    assert "\n" not in message.subject


def test_a_mail_that_cannot_go_out_is_seen(client: Client, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.free_port()
    sign_in(client, cast.sato)
    invite(client, by_mail="yes")

    for minutes in (0, 1, 3, 30):
        drain(MOMENT + timedelta(minutes=minutes))

    assert "届けられませんでした" in client.get("/company/").content.decode()


def test_a_new_link_replaces_the_old_one_and_can_be_taken_back(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    old = invite(client)
    row = re.search(r"/company/invitations/([0-9a-f-]+)/again/", client.get("/company/").content.decode())
    assert row

    client.post(f"/company/invitations/{row[1]}/again/")
    page = client.get("/company/invited/").content.decode()
    new = re.search(r'(/account/invitations/[^"]+)"', page)
    assert new
    client.post(f"/company/invitations/{row[1]}/revoke/")

    assert Client().get(old).status_code == 404
    assert "取り消されました" in Client().get(new[1]).content.decode()


def test_too_many_invitations_wait(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    statuses = [
        client.post("/company/invite/", {"email": f"u{number}@x.example", "role": "CONTRIBUTOR"}).status_code
        for number in range(31)
    ]

    assert statuses == [302] * 30 + [422]


def test_one_acts_in_the_role_one_chose(client: Client, cast: Cast) -> None:
    link = invite(sign_in(Client(), cast.tanaka))
    sign_in(client, cast.ito)
    client.post(f"{link}accept/")
    assert "かえでソフト株式会社" in client.get("/company/").content.decode()

    client.post("/account/roles/act/", {"membership": str(cast.ito.membership_id)})

    assert "青葉部品株式会社" in client.get("/company/").content.decode()


def test_nobody_acts_in_a_role_of_somebody_else(client: Client, cast: Cast) -> None:
    sign_in(client, cast.kuro)

    for wanted in (str(cast.sato.membership_id), "", "x", str(cast.kuro.organization_id)):
        assert client.post("/account/roles/act/", {"membership": wanted}).status_code == 404

    assert "よその製作所" in client.get("/company/").content.decode()


def test_a_role_that_ended_is_acted_in_no_more(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ito)
    sign_in(other := Client(), cast.sato)

    other.post(f"/company/members/{cast.ito.membership_id}/end/")

    assert client.get("/company/").headers["Location"] == "/account/welcome/"
    assert client.post("/account/roles/act/", {"membership": str(cast.ito.membership_id)}).status_code == 404


def test_the_header_costs_four_statements_at_most(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, cast.ito)

    with django_assert_max_num_queries(4):
        assert "青葉部品株式会社" in client.get("/help/").content.decode()


def test_the_account_page_changes_name_and_language(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ito)

    wrong = client.post("/account/", {"name": " ", "language": "ja"})
    client.post("/account/", {"name": "Jiro Ito", "language": "en"})

    assert wrong.status_code == 422
    assert "名前を入れてください" in wrong.content.decode()
    page = client.get("/account/").content.decode()
    assert 'value="Jiro Ito"' in page
    assert "Where you are signed in" in page


def test_a_changed_address_counts_once_its_code_was_entered(client: Client, cast: Cast) -> None:
    del cast
    client.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})
    client.post("/account/prove/", {"password": PASSWORD})

    client.post("/account/address/", {"email": "jiro@aoba.example", "action_add": "1"})
    still = client.get("/account/").content.decode()
    client.post("/account/address/confirm/", {"code": code_in(newest_to("jiro@aoba.example")), "action": "verify"})

    assert "ito@aoba.example" in still
    assert "jiro@aoba.example" in client.get("/account/").content.decode()
    assert "メールアドレスが変わりました" in newest_to("ito@aoba.example").subject
