"""What a browser has kept of the public register is shown again only as long as it would be made alike."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from hoshimori.registry.operations import keeping
from tests.cast import AOBA
from tests.pages.looking import FILES
from tests.registering import Registered

MANIFESTS = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def gathered(settings: Settings, folder: Path, digest: str) -> None:
    """Let the server's static files be those that were gathered into a folder of their own."""
    folder.mkdir()
    manifest = {"version": "1.1", "hash": digest, "paths": {}}
    (folder / "staticfiles.json").write_text(json.dumps(manifest), encoding="utf-8")
    settings.STATIC_ROOT = str(folder)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFESTS}}


@pytest.mark.django_db
def test_what_was_made_with_older_static_files_is_made_anew(client: Client, settings: Settings, tmp_path: Path) -> None:
    gathered(settings, tmp_path / "old", "0a")
    mark = client.get("/register/search.json").headers["ETag"]
    again = client.get("/register/search.json", headers={"If-None-Match": mark})

    gathered(settings, tmp_path / "new", "0b")
    after = client.get("/register/search.json", headers={"If-None-Match": mark})

    assert (again.status_code, after.status_code) == (304, 200)


def test_looking_up_asks_one_statement_and_leaves_no_cookie(
    nobody: Client, place: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = f"/register/by-corporate-number/{AOBA}/"
    once = [place, *(place + name for name in FILES), company, f"{company}registrations.json"]
    searches = {"/register/": 1, "/register/?q=青葉": 2, "/register/search.json?q=青葉": 2, f"/register/?q={AOBA}": 1}

    for where, statements in (dict.fromkeys(once, 1) | searches).items():
        with django_assert_num_queries(statements):
            answer = nobody.get(where)
        assert not answer.cookies, where
        assert re.fullmatch(r"public, max-age=\d+", answer["Cache-Control"]), where
        assert "Set-Cookie" not in answer.headers


def test_a_second_look_costs_nearly_nothing(
    nobody: Client, place: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own = [place, *(place + name for name in FILES)]
    for where in (*own, "/register/", "/register/search.json", "/register/register.csv"):
        etag = nobody.get(where)["ETag"]

        with django_assert_num_queries(1):
            again = nobody.get(where, headers={"if-none-match": etag})

        assert again.status_code == 304, where
        assert again["ETag"] == etag, where
        assert again.content == b"", where


def test_what_changed_is_sent_anew(aobas: Registered, nobody: Client, place: str, at: datetime) -> None:
    where = [place, f"{place}registration.json", f"{place}certificate-ja.pdf", "/register/", "/register/register.csv"]
    before = {address: nobody.get(address)["ETag"] for address in where}
    officer = aobas.filed.officer

    keeping.suspend(registration_id=aobas.registration_id, reason="連絡がつきません。", actor=officer, at=at)

    answers = {address: nobody.get(address, headers={"if-none-match": before[address]}) for address in where}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert not set(before.values()) & {answer["ETag"] for answer in answers.values()}


def test_pages_differ_by_language_and_files_do_not(nobody: Client, place: str) -> None:
    assert nobody.get(place)["Vary"] == "Accept-Language, Cookie"
    assert nobody.get(place, headers={"accept-language": "en"})["ETag"] != nobody.get(place)["ETag"]
    assert "Vary" not in nobody.get(f"{place}registration.json")
    assert nobody.get(place, headers={"accept-language": "en"})["Content-Language"] == "en"


def test_a_reader_changes_the_language_by_a_link_and_it_is_remembered(nobody: Client, place: str) -> None:
    del place
    assert 'href="?q=%E9%9D%92%E8%91%89&amp;language=en"' in nobody.get("/register/?q=青葉").content.decode()

    changed = nobody.get("/register/?q=青葉&language=en")

    assert changed["Location"] == "/register/?q=%E9%9D%92%E8%91%89"
    assert changed.cookies["django_language"]["httponly"]
    assert "Look up registrations" in nobody.get("/register/").content.decode()
    assert nobody.get("/register/?language=xx").cookies == {}


def test_a_name_that_only_ends_like_that_of_the_language_asks_for_none(nobody: Client, db: None) -> None:
    del db

    answer = nobody.get("/register/?mylanguage=en")

    assert (answer.status_code, answer.cookies) == (200, {})


def test_what_is_not_there_is_kept_nowhere_and_told_in_the_readers_language(nobody: Client, db: None) -> None:
    del db

    for address in ("/register/3-26-000001-5/", "/register/by-corporate-number/12/", "/register/1/registration.json"):
        answer = nobody.get(address)

        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
        assert answer.headers["Vary"] == "Accept-Language, Cookie"
