"""People make accounts, sign in and out, forget passwords; nobody learns who else has an account."""

from __future__ import annotations

import pytest
from django.test import Client

from hoshimori.cli import founding
from hoshimori.parties.models import Person
from tests.cast import OPERATOR, PASSWORD, Cast, sign_in
from tests.pages.mailbox import code_in, mails, newest_to

pytestmark = pytest.mark.django_db
NEW = {"name": "上田 六郎", "email": "ueda@new.example", "password1": "a hedgehog in the rain", "language": "ja"}


def sign_up(client: Client, **others: str) -> None:
    client.post("/account/sign-up/", NEW | others)


def confirm(client: Client, address: str) -> str:
    answer = client.post("/account/address/confirm/", {"code": code_in(newest_to(address)), "action": "verify"})
    return str(answer.headers["Location"])


def enter(client: Client, address: str, password: str = PASSWORD) -> int:
    return client.post("/account/sign-in/", {"login": address, "password": password}).status_code


def test_somebody_new_confirms_the_address_and_is_welcome(client: Client) -> None:
    sign_up(client)
    onward = confirm(client, "ueda@new.example")

    page = client.get(onward)

    assert onward == "/account/welcome/"
    assert "上田 六郎" in page.content.decode()
    ueda = Person.objects.get(email="ueda@new.example")
    assert (ueda.name, ueda.language) == ("上田 六郎", "ja")


def test_without_the_code_nobody_is_in(client: Client) -> None:
    sign_up(client)

    wrong = client.post("/account/address/confirm/", {"code": "AAAA-AAAA", "action": "verify"})

    assert "このコードは正しくないか" in wrong.content.decode()
    assert client.get("/account/").headers["Location"].startswith("/account/sign-in/")


def test_an_address_that_is_taken_looks_like_one_that_is_not(client: Client, cast: Cast) -> None:
    taken = client.post("/account/sign-up/", NEW | {"email": "sato@aoba.example"}, follow=True)
    free = Client().post("/account/sign-up/", NEW, follow=True)

    def shown(page: str, address: str) -> str:
        return page.replace(address, "ADDRESS")

    assert shown(taken.content.decode(), "sato@aoba.example").count("ADDRESS") == shown(
        free.content.decode(), "ueda@new.example"
    ).count("ADDRESS")
    assert taken.redirect_chain == free.redirect_chain
    assert "すでにアカウントがあります" in newest_to("sato@aoba.example").subject
    assert Person.objects.filter(email="sato@aoba.example").get().pk == cast.sato.person_id


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"name": " "}, "必須"),
        ({"email": "ueda"}, "有効"),
        ({"password1": "short"}, "12"),
        ({"password1": "123456789012345"}, "数字"),
        ({"password1": "ueda@new.example"}, "似すぎ"),
        ({"language": "fr"}, "選択"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    client: Client, wrong: dict[str, str], word: str
) -> None:
    page = client.post("/account/sign-up/", NEW | wrong)

    assert page.status_code == 200
    assert word in page.content.decode()
    assert (wrong.get("name") or NEW["name"]) in page.content.decode()
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_a_wrong_password_and_an_unknown_address_are_told_in_the_same_words(client: Client, cast: Cast) -> None:
    del cast
    pages = [
        client.post("/account/sign-in/", {"login": address, "password": "certainly not this"}).content.decode()
        for address in ("sato@aoba.example", "nobody@aoba.example")
    ]

    assert all("メールアドレスかパスワードが正しくありません" in page for page in pages)


def test_too_many_wrong_passwords_make_everybody_wait(client: Client, cast: Cast) -> None:
    del cast
    for _ in range(5):
        enter(client, "ito@aoba.example", "certainly not this")

    page = client.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})

    assert "5分ほど待って" in page.content.decode()


def test_many_sign_ins_from_one_place_get_a_calm_page(client: Client, cast: Cast) -> None:
    del cast
    codes = [enter(client, f"somebody{number}@aoba.example", "no") for number in range(31)]

    page = client.post("/account/sign-in/", {"login": "ito@aoba.example", "password": PASSWORD})

    assert 429 in codes
    assert page.status_code == 429
    assert "少しお待ちください" in page.content.decode()


def test_a_forgotten_password_is_replaced_by_a_code(client: Client, cast: Cast) -> None:
    del cast
    client.post("/account/password/forgotten/", {"email": "ito@aoba.example"})
    client.post("/account/password/forgotten/code/", {"code": code_in(newest_to("ito@aoba.example"))})
    client.post("/account/password/forgotten/new/", {"password1": "a hedgehog in the rain"})

    assert enter(client, "ito@aoba.example") == 200
    assert enter(client, "ito@aoba.example", "a hedgehog in the rain") == 302


def test_whether_there_is_an_account_is_told_by_mail_alone(client: Client, cast: Cast) -> None:
    del cast
    known = client.post("/account/password/forgotten/", {"email": "ito@aoba.example"}, follow=True)
    unknown = Client().post("/account/password/forgotten/", {"email": "nobody@aoba.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert "アカウントはありません" in newest_to("nobody@aoba.example").subject


def test_a_changed_password_ends_the_other_sessions(client: Client, cast: Cast) -> None:
    del cast
    elsewhere = Client()
    enter(elsewhere, "ito@aoba.example")
    enter(client, "ito@aoba.example")

    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "a hedgehog in the rain"})

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert "パスワードが変わりました" in newest_to("ito@aoba.example").subject


def test_signing_out_ends_the_session(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ito)

    client.post("/account/sign-out/")

    assert client.get("/account/").headers["Location"] == "/account/sign-in/?next=%2Faccount%2F"


def test_after_signing_in_one_is_where_one_wanted_to_be_but_never_on_another_site(client: Client, cast: Cast) -> None:
    del cast
    there = {"login": "ito@aoba.example", "password": PASSWORD}

    assert (
        client.post("/account/sign-in/", there | {"next": "/account/roles/"}).headers["Location"] == "/account/roles/"
    )
    client.post("/account/sign-out/")
    assert client.post("/account/sign-in/", there | {"next": "https://evil.example/"}).headers["Location"] == "/"
    client.post("/account/sign-out/")
    assert client.post("/account/sign-in/", there | {"next": "//evil.example/"}).headers["Location"] == "/"


def test_mails_speak_the_language_of_the_page(client: Client) -> None:
    client.cookies["django_language"] = "en"

    sign_up(client)

    message = newest_to("ueda@new.example")
    assert message.subject == "[Hoshimori] Your code to confirm this address"
    assert len(mails()) == 1


def test_the_operators_first_officer_is_made_at_a_terminal_and_signs_in(client: Client) -> None:
    made = {"kind": "operator", "name": "運営機関", "email": "first@operator.example", "person": "林 四郎"}

    assert founding.run(**made, number="123") == 1
    assert not Person.objects.exists()
    assert founding.run(**made, number=OPERATOR) == 0
    client.post("/account/password/forgotten/", {"email": "first@operator.example"})
    client.post("/account/password/forgotten/code/", {"code": code_in(newest_to("first@operator.example"))})
    client.post("/account/password/forgotten/new/", {"password1": "a hedgehog in the rain"})

    assert enter(client, "first@operator.example", "a hedgehog in the rain") == 302
    assert client.get("/operator/").headers["Location"] == "/account/second-factor/"
