"""An orderer's program asks the register about one supplier, and about ten thousand."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.public import by_number
from hoshimori.registry.rules.numbers import written
from tests.cast import AOBA, KAEDE
from tests.registering import Registered

API = "/api/v1"


def asked_as_csv(client: Client, lines: str) -> list[dict[str, str]]:
    answer = client.post(f"{API}/states.csv", lines.encode(), content_type="text/csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def refused(client: Client, content: bytes, kind: str = "text/csv") -> tuple[int, str, str]:
    where = "states.csv" if kind == "text/csv" else "states"
    answer = client.post(f"{API}/{where}", content, content_type=kind, headers={"accept-language": "ja"})
    said = json.loads(answer.content)
    return answer.status_code, said["code"], said["message"]


def test_one_registration_is_told_as_its_page_tells_it(
    aobas: Registered, nobody: Client, place: str, at: datetime
) -> None:
    told = nobody.get(f"{API}/registrations/{written(aobas.number)}").json()

    assert told == nobody.get(f"{place}registration.json").json()
    assert {name: told[name] for name in by_number(aobas.number, at).fields()} == by_number(aobas.number, at).fields()


def test_who_asks_again_is_told_that_nothing_changed(aobas: Registered, nobody: Client, at: datetime) -> None:
    where = f"{API}/registrations/{aobas.number}"
    first = nobody.get(where)

    again = nobody.get(where, headers={"if-none-match": first["ETag"]})
    keeping.suspend(registration_id=aobas.registration_id, reason="連絡なし", actor=aobas.filed.officer, at=at)
    changed = nobody.get(where, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed.json()["state"]) == (200, "SUSPENDED")
    assert not first.cookies


def test_a_companys_registrations_are_told_by_its_number(aobas: Registered, nobody: Client) -> None:
    told = nobody.get(f"{API}/registrations", {"corporate_number": AOBA}).json()
    none = nobody.get(f"{API}/registrations", {"corporate_number": KAEDE}).json()

    assert [each["number"] for each in told["registrations"]] == [written(aobas.number)]
    assert none["registrations"] == []


def test_many_are_asked_at_once_however_they_are_typed(aobas: Registered, nobody: Client) -> None:
    full_width = written(aobas.number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    lines = asked_as_csv(nobody, f"登録番号,会社\r\n{full_width},青葉\r\n{AOBA}\r\n{KAEDE}\r\n12-34\r\n\r\n")

    assert [(line["asked"], line["found"], line["state"]) for line in lines] == [
        (full_width, "REGISTERED", "VALID"),
        (AOBA, "REGISTERED", "VALID"),
        (KAEDE, "NOT_REGISTERED", ""),
        ("12-34", "UNREADABLE", ""),
    ]
    assert lines[0]["number"] == lines[1]["number"] == written(aobas.number)


@pytest.mark.usefixtures("aobas")
def test_the_same_is_told_as_json(nobody: Client) -> None:
    answer = nobody.post(f"{API}/states", {"numbers": [AOBA, KAEDE]}, content_type="application/json").json()

    assert [(each["asked"], each["found"], len(each["registrations"])) for each in answer["answers"]] == [
        (AOBA, "REGISTERED", 1),
        (KAEDE, "NOT_REGISTERED", 0),
    ]


def test_ten_thousand_are_answered_in_few_statements(
    aobas: Registered, nobody: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    numbers = "\n".join([written(aobas.number)] * 5000 + [AOBA] * 5000)

    with django_assert_max_num_queries(20):
        lines = asked_as_csv(nobody, numbers)

    assert len(lines) == 10_000
    assert {line["state"] for line in lines} == {"VALID"}


@pytest.mark.django_db
def test_what_cannot_be_asked_is_said_in_the_readers_language(nobody: Client) -> None:
    too_many = "\n".join([AOBA] * 10_001).encode()

    assert refused(nobody, too_many) == (422, "TOO_MANY_NUMBERS", "一度に送れる番号は10,000件までです。")
    assert refused(nobody, b"\xff\xfe")[:2] == (422, "UNREADABLE_NUMBERS")
    assert refused(nobody, b"number\n")[:2] == (422, "NO_NUMBERS")
    assert refused(nobody, b'{"numbers": []}', "application/json")[:2] == (422, "UNREADABLE_NUMBERS")
    assert refused(nobody, b'{"numbers": [{"a": 1}]', "application/json")[:2] == (422, "UNREADABLE_NUMBERS")
    for unknown in ("3-26-999999-9", "x", "3" * 300):
        assert nobody.get(f"{API}/registrations/{unknown}").status_code == 404
    assert nobody.get(f"{API}/registrations", {"corporate_number": "1"}).json()["code"] == "CORPORATE_NUMBER_LENGTH"
    assert nobody.get(f"{API}/registrations").json()["code"] == "UNREADABLE_NUMBERS"


@pytest.mark.django_db
def test_a_formula_that_was_asked_about_is_none_in_the_answer(nobody: Client) -> None:
    (line,) = asked_as_csv(nobody, '"=1+cmd|x"\n')

    assert (line["asked"], line["found"]) == ("'=1+cmd|x", "UNREADABLE")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_badge_says_registered_and_never_more(
    aobas: Registered, nobody: Client, place: str, at: datetime, language: str
) -> None:
    valid = nobody.get(f"{place}badge-{language}.svg")
    keeping.suspend(registration_id=aobas.registration_id, reason="連絡なし", actor=aobas.filed.officer, at=at)
    suspended = nobody.get(f"{place}badge-{language}.svg")

    says = {
        "ja": ("SCS評価制度 ★3 登録", "まで有効", "一時停止"),
        "en": ("Registered as ★3 (SCS)", "Valid until", "Suspended"),
    }
    title = [fromstring(answer.content)[0].text or "" for answer in (valid, suspended)]
    registered, in_force, not_now = says[language]
    assert title[0].startswith(registered)
    assert in_force in title[0]
    assert title[1] == f"{registered}: {not_now}"
    assert valid["Content-Type"] == "image/svg+xml"
    assert valid["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_badges_page_gives_what_to_paste(nobody: Client, place: str) -> None:
    page = nobody.get(f"{place}badge/").content.decode()

    for language in ("ja", "en"):
        assert f"{place}badge-{language}.svg&quot; height" in page
    assert nobody.get("/register/3-26-999999-9/badge/").status_code == 404
    assert nobody.get("/register/3-26-999999-9/badge-ja.svg").status_code == 404
