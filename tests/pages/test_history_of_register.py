"""Whoever wants to know how the register came to be finds its history, in words and as files."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta

import pytest
from django.test import Client

from hoshimori.credentials.exchange import base64url
from hoshimori.credentials.exchange.tiles import Tile, entries_in
from hoshimori.history.rules import leaves
from hoshimori.registry.operations import keeping
from hoshimori.web.layout.acting import CLOCK_KEY
from tests.cast import Cast, Experts
from tests.historians import minute
from tests.registering import Registered, eligible_for_years, registered

WHY = "登録の内容を確かめるため。"
NUMBER = "3-26-000001-5"


@pytest.fixture
def somebody(at: datetime) -> Client:
    """Somebody who does not sign in, two minutes later."""
    client = Client(headers={"accept-language": "ja"})
    client.defaults[CLOCK_KEY] = at + timedelta(minutes=2)  # type: ignore[assignment]  # as in tests.cast
    return client


@pytest.fixture
def suspended(cast: Cast, experts: Experts, at: datetime) -> Registered:
    """Aoba is registered, and a minute later suspended; both is published."""
    ours = registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)
    minute(at)
    later = at + timedelta(minutes=1)
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, actor=cast.hayashi, at=later)
    minute(later)
    return ours


def test_the_page_says_how_long_the_history_is_and_when_it_was_signed(somebody: Client, suspended: Registered) -> None:
    del suspended

    page = somebody.get("/register/history/").content.decode()

    assert "登録の履歴" in page
    assert "2026年11月23日 10:01" in page
    assert "127.0.0.1:8000/history+" in page
    assert "まだ、どの立会人も確かめていません。" in page


def test_before_anything_happened_the_page_says_so(somebody: Client, db: None) -> None:
    del db

    page = somebody.get("/register/history/", headers={"accept-language": "en"}).content.decode()

    assert "Nothing is published yet." in page
    assert somebody.get("/history/checkpoint").status_code == 404


def test_the_entries_of_a_registration_stand_in_a_table_without_names_or_reasons(
    somebody: Client, suspended: Registered
) -> None:
    del suspended

    page = somebody.get("/register/history/entries", {"number": "3260000015"}).content.decode()

    assert page.index('<th scope="row">登録</th>') < page.index('<th scope="row">一時停止</th>')
    assert NUMBER in page
    assert WHY not in page
    assert "青葉部品" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3-26-000002-8", "この番号の履歴はありません"),
        ("3-26-000001-4", "桁"),
        ("", "登録番号"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_what_is_not_there_is_said_kindly(somebody: Client, db: None, typed: str, words: str) -> None:
    del db

    answer = somebody.get("/register/history/entries", {"number": typed})

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_checkpoint_is_text_that_is_kept_for_seconds_only(somebody: Client, suspended: Registered) -> None:
    del suspended

    answer = somebody.get("/history/checkpoint")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.content.startswith(b"127.0.0.1:8000/history\n")


def test_tiles_and_bundles_never_change_and_go_out_compressed(somebody: Client, suspended: Registered) -> None:
    del suspended
    size = int(somebody.get("/history/checkpoint").content.split(b"\n")[1])

    tile = somebody.get(f"/history/tile/0/000.p/{size}")
    bundle = somebody.get(f"/history/tile/entries/000.p/{size}", headers={"accept-encoding": "gzip"})

    assert tile.headers["Cache-Control"] == bundle.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert tile.headers["Content-Type"] == "application/octet-stream"
    assert len(tile.content) == 32 * size
    assert bundle.headers["Content-Encoding"] == "gzip"
    entries = entries_in(Tile(None, 0, size), gzip.decompress(bundle.content))
    assert json.loads(entries[-1])["kind"] == "SUSPENDED"


@pytest.mark.parametrize(
    "place",
    ["0/000.p/200", "0/001", "../checkpoint", "0/../../checkpoint", "0/000.p/0", "00/000", "entries/x000/000", "0/%00"],
)
def test_nothing_but_tiles_is_found_below_tile(somebody: Client, suspended: Registered, place: str) -> None:
    del suspended

    assert somebody.get(f"/history/tile/{place}").status_code == 404


def test_with_the_salt_anybody_checks_what_the_digest_in_an_entry_means(
    somebody: Client, suspended: Registered
) -> None:
    del suspended
    size = int(somebody.get("/history/checkpoint").content.split(b"\n")[1])
    bundle = somebody.get(f"/history/tile/entries/000.p/{size}").content

    told = somebody.get(f"/history/particulars/{NUMBER}.json").json()
    shown = somebody.get(f"/register/{NUMBER}/registration.json").json()

    leaf = json.loads(entries_in(Tile(None, 0, size), bundle)[told["index"]])
    salt = base64url.decode(told["salt"])
    assert leaves.digest_of_particulars(salt, told["fields"]) == leaf["particulars"]
    assert told["fields"] == {name: shown[name] for name in told["fields"]}
    assert set(shown) - set(told["fields"]) - set(leaf) == {"as_of", "address", "renewal_is_being_decided"}


@pytest.mark.parametrize("number", ["3-26-000002-8", "nothing"])
def test_where_there_is_no_entry_there_are_no_particulars(somebody: Client, suspended: Registered, number: str) -> None:
    del suspended

    assert somebody.get(f"/history/particulars/{number}.json").status_code == 404
