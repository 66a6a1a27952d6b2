"""Stranger Works asks Aoba to show something, and Aoba decides on its pages: who sees what, and what is not lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.credentials.operations import issuing
from hoshimori.disclosures.operations import answering, asking, consenting, seeing
from hoshimori.disclosures.rules.own_words import OwnWord
from hoshimori.disclosures.rules.states import Way
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM
from tests.cast import STRANGER, Cast, sign_in
from tests.registering import Registered

ASKED = ("CRITERION:1-2-1-1", "CRITERION:4-1-3-2", "CRITERION:5-1-1-1")
GIVEN = ASKED[:2]
PURPOSE = "図面を預ける取引先を決めるため"
LAST, END = "2027-02-28", date(2027, 3, 1)
NOTHING_YET = "まだ表示されているものはありません"


@dataclass(frozen=True)
class Asked:
    """An ask of Stranger Works about Aoba's registration."""

    ask_id: UUID
    aobas: Registered
    cast: Cast
    at: datetime

    @property
    def address(self) -> str:
        return f"/disclosures/asks/{self.ask_id}/"

    @property
    def askers(self) -> str:
        return f"/orderer/asks/{self.ask_id}/"

    def consent(self, items: tuple[str, ...] = GIVEN, **others: Any) -> UUID:
        given: dict[str, Any] = {"comment": "", "own_words": [], "until": END, "version": 1} | others
        return consenting.consent(ask_id=self.ask_id, items=items, **given, actor=self.cast.sato, at=self.at)


@pytest.fixture
def certified(aobas: Registered, at: datetime) -> Registered:
    """Aoba's registration with its certificate."""
    issuing.issue_missing(actor=SYSTEM, at=at)
    return aobas


@pytest.fixture
def asked(certified: Registered, cast: Cast, at: datetime) -> Asked:
    """Kuro asks for three criteria."""
    ask_id = asking.ask(
        registration_number=certified.number, items=ASKED, purpose=PURPOSE, until=END, actor=cast.kuro, at=at
    )
    return Asked(ask_id, certified, cast, at)


@pytest.fixture
def sato(client: Client, cast: Cast, at: datetime) -> Client:
    return sign_in(client, cast.sato, at)


@pytest.fixture
def kuro(cast: Cast, at: datetime) -> Client:
    return sign_in(Client(), cast.kuro, at)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def said(client: Client, address: str) -> str:
    """What stands on a page, without its frame and the tokens of its forms."""
    main = read(client, address).partition("<main")[2]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)


def chosen(act: str, **others: Any) -> dict[str, Any]:
    """What Sato chose and typed, sent with this button."""
    return {
        "act": act,
        "version": 1,
        "items": ["CERTIFICATE", *GIVEN],
        "until": LAST,
        "comment": "担当は総務の佐藤です。",
        "own_about": ["4-1-3-2"],
        "own_nonconformity": ["管理者だけが必須になっていた。"],
        "own_correction": ["全員に必須にした。"],
        "own_corrected_on": ["2026-10-01"],
    } | others


def test_from_the_ask_to_what_is_seen(sato: Client, kuro: Client, asked: Asked) -> None:
    read(sato, "/disclosures/")
    before = said(kuro, asked.askers)
    assert NOTHING_YET in before

    read(sato, asked.address)
    preview = sato.post(asked.address, chosen("look"))
    assert preview.status_code == 200
    assert NOTHING_YET in read(kuro, asked.askers)
    done = sato.post(asked.address, chosen("consent"))
    assert done.status_code == 302
    seen = read(kuro, asked.askers)

    for text in ("担当は総務の佐藤です。", "管理者だけが必須になっていた。", "1-2-1-1", "4-1-3-2"):
        assert text in seen
    file = kuro.get(f"/orderer/shown/{done['Location'].split('/')[-2]}/file/")
    assert file.status_code == 200
    page = read(sato, done["Location"])
    assert "よその製作所" in page
    ended = sato.post(done["Location"] + "end/")
    assert ended.status_code == 302
    read(sato, done["Location"])
    read(sato, "/disclosures/")
    assert said(kuro, asked.askers) == before
