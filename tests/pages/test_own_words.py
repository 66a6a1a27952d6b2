"""Whatever allauth can show or send is said in our words, in both languages; nothing of its own look gets out."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from django.template import engines
from django.test import Client
from django.utils import translation
from pytest_django import Settings

import hoshimori
from hoshimori.web.account.letters import LETTERS, MESSAGES, written
from tests.cast import PASSWORD, Cast
from tests.pages.test_second_factor import by_password, with_app

THEIRS = Path(allauth.__file__).parent / "templates"
OURS = Path(hoshimori.__file__).parent
# What no setting of ours lets anybody reach: links instead of codes, phones, codes instead of passwords, trusted
# browsers, accounts made by passkey, frames of pages, downloads of codes that are shown once, OpenID 2.
OUT_OF_REACH = re.compile(
    r"allauth/|idp/|openid/|usersessions/|/base\w*\.html|/snippets/|\w*phone\w*|trust\.html|signup_form\.html"
    r"|signup_by_passkey|login_code|email\.html|email_confirm\.html|password_reset_done|verification_sent"
    r"|verified_email_required|login_redirect"
)
NEVER_SENT = re.compile(r"login_code|email_confirm$|email_deleted|password_reset_key|phone")
VALUES = {
    "code": "ABCD-EFGH",
    "password_reset_url": "https://hoshimori.example/reset",
    "provider_name": "gBizID",
    "sign_in_url": "https://hoshimori.example/sign-in",
    "signup_url": "https://hoshimori.example/sign-up",
    "to_email": "new@aoba.example",
}


def pages_of_allauth() -> list[str]:
    names = (path.relative_to(THEIRS).as_posix() for path in THEIRS.rglob("*.html") if "elements" not in path.parts)
    return sorted(name for name in names if not OUT_OF_REACH.search(name))


def mails_of_allauth() -> list[str]:
    names = (path.relative_to(THEIRS).as_posix() for path in THEIRS.rglob("*_subject.txt"))
    return sorted(
        name.removesuffix("_subject.txt") for name in names if not NEVER_SENT.search(name[: -len("_subject.txt")])
    )


@pytest.mark.parametrize("name", [*pages_of_allauth(), "429.html"])
def test_every_page_of_allauth_is_ours(name: str) -> None:
    found = engines["django"].engine.get_template(name)  # type: ignore[attr-defined] # Django templates have an engine

    assert Path(found.origin.name).is_relative_to(OURS)


@pytest.mark.parametrize("name", mails_of_allauth())
def test_every_mail_of_allauth_has_our_words(name: str) -> None:
    said = {}
    for language in ("ja", "en"):
        with translation.override(language):
            said[language] = written(name, VALUES)

    assert said["ja"][0] != said["en"][0]
    assert all(subject.startswith("[Hoshimori] ") and "%(" not in text for subject, text in said.values())


def test_no_words_are_kept_for_mails_and_messages_that_are_not_there() -> None:
    assert [name for name in LETTERS if not (THEIRS / f"{name}_subject.txt").exists()] == []
    assert [name for name in MESSAGES if not (THEIRS / name).exists()] == []


def attempts(client: Client, number: int, **headers: str) -> int:
    """Try to sign in as so many people; returns the last status."""
    status = 0
    for attempt in range(number):
        values = {"login": f"nobody{attempt}@aoba.example", "password": PASSWORD}
        status = client.post("/account/sign-in/", values, headers=headers).status_code
    return status


@pytest.mark.django_db
def test_a_made_up_address_of_origin_does_not_get_around_the_limits(client: Client) -> None:
    assert attempts(client, 30) == 200
    assert attempts(client, 1, **{"X-Forwarded-For": "203.0.113.7"}) == 429


@pytest.mark.usefixtures("cast")
def test_behind_a_proxy_everybody_is_counted_apart(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    first = attempts(client, 31, **{"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    spoofing = attempts(client, 1, **{"X-Forwarded-For": "198.51.100.2, 203.0.113.7"})
    another = attempts(client, 1, **{"X-Forwarded-For": "198.51.100.1, 203.0.113.8"})

    assert (first, spoofing, another) == (429, 429, 200)


def test_a_second_factor_cannot_be_guessed(client: Client, cast: Cast) -> None:
    with_app(cast.ito)
    by_password(client, "ito@aoba.example")

    pages = [client.post("/account/sign-in/code/", {"code": f"{code:06}"}).content.decode() for code in range(6)]

    assert "このコードは正しくないか" in pages[0]
    assert "5分ほど待って" in pages[-1]
