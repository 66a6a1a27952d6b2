"""Anyone looks Aoba's registration up, without signing in: page, JSON, CSV and certificate say the same."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from copy import copy
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from hoshimori.parties.rules import PREFECTURES
from hoshimori.registry.models import Registration
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.public import PAGE, by_number
from hoshimori.registry.rules.numbers import number as given_number
from hoshimori.registry.rules.numbers import written
from hoshimori.shared.calendar import day_in_words
from hoshimori.shared.identifiers import new_id
from hoshimori.web.public.register import files
from tests.cast import AOBA, KAEDE, Cast, Experts, enter, found, sign_in
from tests.pages.looking import FILES, on_the_day
from tests.registering import SUMMARY, SUMMARY_EN, Registered, registered_for

YEAR = timedelta(days=365)
ODD = '#[星] $x^2$ *技* @研 <b>"工"</b> \\n & = _所_'
ODDS = "7999912340006"
NEVER = re.compile("認定|安全です|合格|スコア|ランク|SCS certified|[!！]")


def read(client: Client, where: str, language: str = "ja") -> str:
    answer = client.get(where, headers={"accept-language": language})
    assert answer.status_code == 200, where
    return unescape(answer.content.decode())


def told(client: Client, where: str) -> dict[str, Any]:
    answer = client.get(where)
    assert answer.status_code == 200, where
    said: dict[str, Any] = json.loads(answer.content)
    return said


def on_paper(client: Client, where: str) -> str:
    """Return the text of a certificate without its gaps, widths alike."""
    reader = PdfReader(io.BytesIO(client.get(where).content))
    assert len(reader.pages) == 1
    return bare(reader.pages[0].extract_text())


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def on_screen(client: Client, where: str, language: str) -> str:
    """Return the text of a page without its gaps; the star is drawn there, and stands for the character."""
    drawn = re.sub(r'<svg class="icon icon--star".*?</svg>', "★", read(client, where, language))
    return bare(re.sub(r"<[^>]+>", "", drawn))


def lines_of_csv(client: Client) -> list[dict[str, str]]:
    body = b"".join(client.get("/register/register.csv").streaming_content)  # type: ignore[attr-defined] # streamed
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def in_words(fields: dict[str, Any], language: str) -> dict[str, str]:
    """Return what a reader of this language sees for every public field; what is empty is not shown."""
    states = {"VALID": ("有効", "Valid"), "SUSPENDED": ("一時停止", "Suspended")}
    from_on, last_on = (datetime.fromisoformat(fields[name]).date() for name in ("valid_from", "last_valid_on"))
    shown = {
        "number": fields["number"],
        "level": f"★{fields['level']}",
        "state": states[fields["state"]][language == "en"],
        "valid_from": day_in_words(from_on, language),
        "last_valid_on": day_in_words(last_on, language),
        "corporate_number": fields["corporate_number"],
        "name_ja": fields["name_ja"],
        "name_en": fields["name_en"],
        "prefecture": PREFECTURES[fields["prefecture"]].in_language(language),
        "scope": fields[f"scope_summary_{language}"] or fields["scope_summary_ja"],
    }
    return {name: value for name, value in shown.items() if value}


def returned_before(aobas: Registered, count: int) -> list[str]:
    """Write down what Aoba had and gave back in other years; doing it all would take hours."""
    row = Registration.objects.get(pk=aobas.registration_id)
    rows = []
    for serial in range(1, count + 1):
        row.pk, row.number, row.state = new_id(), given_number(level=3, year=2025, serial=serial), "RETURNED"
        rows.append(copy(row))
    Registration.objects.bulk_create(rows)
    return [row.number for row in rows]


# The same in every way out.


@pytest.mark.parametrize("is_suspended", [False, True])
def test_page_json_csv_and_certificate_say_the_same(
    *, aobas: Registered, nobody: Client, place: str, at: datetime, is_suspended: bool
) -> None:
    if is_suspended:
        officer = aobas.filed.officer
        keeping.suspend(registration_id=aobas.registration_id, reason="連絡がつきません。", actor=officer, at=at)

    fields = by_number(aobas.number, at).fields()
    in_json = told(nobody, f"{place}registration.json")
    (in_csv,) = lines_of_csv(nobody)

    assert fields["state"] == ("SUSPENDED" if is_suspended else "VALID")
    assert {name: in_json[name] for name in fields} == fields
    assert tuple(in_csv) == files.HEAD == tuple(fields)
    assert list(in_csv.values()) == [str(value).replace("False", "false") for value in fields.values()]
    for language in ("ja", "en"):
        paper = on_paper(nobody, f"{place}certificate-{language}.pdf")
        on_page = on_screen(nobody, place, language)
        shown = {name: bare(value) for name, value in in_words(fields, language).items()}
        assert {name for name, value in shown.items() if value not in paper} == set()
        assert {name for name, value in shown.items() if value not in on_page} == set()


def test_what_is_told_names_the_address_it_stands_at(
    aobas: Registered, nobody: Client, place: str, settings: Settings
) -> None:
    said = told(nobody, f"{place}registration.json")

    assert said["address"] == f"{settings.ENVIRONMENT.url}{place}"
    assert said["as_of"] == "2026-11-23"
    assert set(said) == {*files.HEAD, "address", "as_of"}
    assert said["number"] == written(aobas.number)


def test_a_name_full_of_signs_stands_everywhere_as_it_is(
    cast: Cast, experts: Experts, aobas: Registered, nobody: Client, at: datetime
) -> None:
    del aobas
    odd = registered_for(found(enter("岡 十", "oka@odd.example"), ODDS, ODD), experts.kiyota, cast.hayashi, at)
    where = f"/register/{written(odd.number)}/"

    raw = nobody.get(where).content.decode()
    row = next(row for row in lines_of_csv(nobody) if row["corporate_number"] == ODDS)

    assert ODD in unescape(raw)
    assert "<b>" not in raw
    assert told(nobody, f"{where}registration.json")["name_ja"] == ODD
    assert row["name_ja"] == ODD
    assert bare(ODD) in on_paper(nobody, f"{where}certificate-ja.pdf")


def test_a_name_that_looks_like_a_formula_is_none_in_the_csv(
    cast: Cast, experts: Experts, aobas: Registered, nobody: Client, at: datetime
) -> None:
    del aobas
    registered_for(found(enter("岡 十", "oka@odd.example"), ODDS, "=1+1商店"), experts.kiyota, cast.hayashi, at)

    assert [row["name_ja"] for row in lines_of_csv(nobody)][1] == "'=1+1商店"


# The page of one registration.


def test_it_says_what_a_registration_shows_and_promises_nothing(nobody: Client, place: str) -> None:
    promises = {"ja": ("攻撃を受けないことを保証するものではありません", "任意の制度です")}
    promises["en"] = ("does not promise", "The scheme is voluntary")

    for language, said in promises.items():
        text = read(nobody, place, language)
        assert f'<html lang="{language}">' in text
        assert [sentence for sentence in said if sentence not in text] == []
        assert not NEVER.search((text + read(nobody, "/register/", language)).replace("<!doctype", ""))


def test_nothing_about_reasons_reaches_the_public(aobas: Registered, nobody: Client, place: str, at: datetime) -> None:
    officer = aobas.filed.officer
    keeping.suspend(registration_id=aobas.registration_id, reason="ひみつの理由です。", actor=officer, at=at)

    answers = [
        nobody.get(where) for where in (place, f"{place}registration.json", "/register/", "/register/search.json")
    ]
    said = "".join(answer.content.decode() for answer in answers)

    assert "一時停止" in said
    assert "ひみつ" not in said + on_paper(nobody, f"{place}certificate-ja.pdf")
    assert not any(name in said for name in ("森 健一", "佐藤 花子", "清田 実", "林 四郎"))


def test_a_number_leads_to_its_page_however_it_is_typed(aobas: Registered, nobody: Client, place: str) -> None:
    wide = written(aobas.number).translate(str.maketrans("0123456789-", "０１２３４５６７８９ー"))

    for typed in (aobas.number, wide, written(aobas.number).replace("-", " ")):
        answer = nobody.get(f"/register/{typed}/")
        assert answer.status_code == 302
        assert answer["Location"] == place


def test_an_unknown_number_says_why_and_offers_the_search(nobody: Client, db: None) -> None:
    del db
    typed = {
        "3-26-000001-6": "1桁違っているか",
        "3-26-000001-5": "この番号の登録はありません",
        "abc": "10桁の番号",
        "<b>": "10桁の番号",
        "😀": "10桁の番号",
        "by-corporate-number": "10桁の番号",
    }

    for number, why in typed.items():
        answer = nobody.get(f"/register/{number}/", headers={"accept-language": "ja"})
        said = answer.content.decode()
        assert answer.status_code == 404, number
        assert why in said, number
        assert 'role="search"' in said, number
        assert "<b>" not in said, number


def test_files_of_an_unknown_number_are_not_found(nobody: Client, db: None) -> None:
    del db
    assert {nobody.get(f"/register/3-26-000001-5/{name}").status_code for name in FILES} == {404}
    assert nobody.get("/register/by-corporate-number/123/registrations.json").status_code == 404
    answer = nobody.get("/register/3-26-000001-5/registration.json", headers={"accept": "application/json"})
    assert json.loads(answer.content)["code"] == "NOT_FOUND"


def test_when_its_time_is_over_it_says_so_by_itself(aobas: Registered, place: str, at: datetime) -> None:
    last, over = by_number(aobas.number, at).last_valid_on, on_the_day(at + YEAR)

    assert "この登録は、今日の時点で有効です。" in read(on_the_day(at + YEAR - timedelta(days=1)), place)
    assert "有効期間が終わりました" in read(over, place)
    assert told(over, f"{place}registration.json")["state"] == "EXPIRED"
    assert day_in_words(last, "ja") in read(over, place)


# The certificate and the code on it.


def test_a_certificate_is_the_same_to_the_byte_on_the_same_day(at: datetime, place: str) -> None:
    first = on_the_day(at).get(f"{place}certificate-ja.pdf").content
    files.kept_certificate.cache_clear()
    second = on_the_day(at + timedelta(hours=3)).get(f"{place}certificate-ja.pdf").content
    files.kept_certificate.cache_clear()
    next_day = on_the_day(at + timedelta(days=1)).get(f"{place}certificate-ja.pdf").content

    assert first == second != next_day
    assert bare("2026年11月23日現在") in bare(PdfReader(io.BytesIO(first)).pages[0].extract_text())


def test_the_code_is_drawn_square_by_square_and_leads_to_the_page(nobody: Client, place: str) -> None:
    answer = nobody.get(f"{place}address.svg")

    drawn = answer.content.decode()

    assert answer["Content-Type"] == "image/svg+xml"
    assert f'src="{place}address.svg"' in nobody.get(place).content.decode()
    assert re.fullmatch(r'<svg [^<>]*><path [^<>]*/><path d="[Mhvz0-9 H-]*"/></svg>', drawn)


# Search.


def test_aoba_is_found_however_it_is_typed(aobas: Registered, nobody: Client, place: str) -> None:
    for words in ("青葉", "ｱｵﾊﾞ", "あおば", "ａｏｂａ", AOBA, "326000001"):
        said = read(nobody, f"/register/?q={words}")
        in_json = told(nobody, f"/register/search.json?q={words}")["registrations"]

        assert f'href="{place}"' in said, words
        assert "1件の登録が見つかりました" in said, words
        assert [line["number"] for line in in_json] == [written(aobas.number)], words


def test_level_prefecture_and_state_narrow(nobody: Client, place: str) -> None:
    asked = {
        "level=3": True,
        "level=4": False,
        "prefecture=14": True,
        "prefecture=13": False,
        "state=VALID": True,
        "state=EXPIRED": False,
        "level=3&prefecture=14&state=VALID&q=青葉": True,
        # What cannot be understood asks for nothing.
        "level=x&prefecture=99&state=NONE&after=abc": True,
    }

    found_by = {query: f'href="{place}"' in read(nobody, f"/register/?{query}") for query in asked}

    assert found_by == asked


def test_who_finds_nothing_is_told_what_to_try(nobody: Client, place: str) -> None:
    del place
    said = read(nobody, "/register/?q=かえで")

    assert "登録は見つかりませんでした" in said
    assert "13桁の法人番号" in said


def test_an_empty_register_says_so(nobody: Client, db: None) -> None:
    del db
    assert "登録はまだありません" in read(nobody, "/register/")
    assert lines_of_csv(nobody) == []
    assert told(nobody, "/register/search.json")["registrations"] == []


def test_odd_words_are_only_words(nobody: Client, place: str) -> None:
    del place
    odd = [
        "x" * 5000,
        "%00",
        "%00青葉%00",
        "😀",
        "%25",
        "_",
        "'\"; --",
        '"',
        "*",
        "a OR b",
        "%ED%A0%80",
        "%FF%FE",
        "<b>",
    ]

    for words in odd:
        asked = quote(words, safe="%")
        for query in (f"q={asked}", f"after={asked}&state={asked}", f"level={asked}&prefecture={asked}"):
            for where in ("/register/", "/register/search.json"):
                answer = nobody.get(where, QUERY_STRING=query)
                assert answer.status_code == 200, query
                assert b"<b>" not in answer.content, query


def test_a_long_list_goes_on_page_by_page(aobas: Registered, nobody: Client, place: str) -> None:
    earlier = returned_before(aobas, PAGE)

    first = read(nobody, "/register/?prefecture=14")
    in_json = told(nobody, "/register/search.json")
    onward = re.search(r'href="(\?[^"]*after=[^"]*)"', first)
    assert onward
    last = read(nobody, f"/register/{onward[1]}")
    following = told(nobody, in_json["next"][in_json["next"].index("/register/") :])

    assert "このページに20件あります。続きがあります。" in first
    assert f'href="{place}"' not in first
    assert "このページに1件あります。最後のページです。" in last
    assert f'href="{place}"' in last
    assert [line["number"] for line in in_json["registrations"]] == [written(number) for number in earlier]
    assert [line["number"] for line in following["registrations"]] == [written(aobas.number)]
    assert following["next"] is None


# By 法人番号.


def test_all_registrations_of_a_company_are_found_by_its_number(nobody: Client, place: str) -> None:
    where = f"/register/by-corporate-number/{AOBA}/"

    assert f'href="{place}"' in read(nobody, where)
    assert [line["corporate_number"] for line in told(nobody, f"{where}registrations.json")["registrations"]] == [AOBA]
    assert nobody.get("/register/by-corporate-number/3-9999-1234-0001/")["Location"] == where


def test_a_company_without_a_registration_has_none(nobody: Client, place: str) -> None:
    del place
    where = f"/register/by-corporate-number/{KAEDE}/"

    assert "この法人番号の登録は、台帳にありません" in read(nobody, where)
    assert told(nobody, f"{where}registrations.json")["registrations"] == []
    assert nobody.get("/register/by-corporate-number/1234567890123/").status_code == 404


# Lean, and kept on the way.


def test_somebody_signed_in_sees_it_in_the_own_frame_and_it_is_kept_nowhere(
    cast: Cast, place: str, at: datetime
) -> None:
    client = sign_in(Client(), cast.sato, at)

    answer = client.get(place)

    assert "青葉部品株式会社" in answer.content.decode()
    assert 'action="/language/"' in answer.content.decode()
    assert "ETag" not in answer.headers
    assert "no-store" in answer["Cache-Control"]
    assert told(client, f"{place}registration.json")["scope_summary_en"] == SUMMARY_EN
    assert SUMMARY in read(client, place)


def test_looking_is_all_one_can_do_there(nobody: Client, place: str) -> None:
    for where in (place, f"{place}registration.json", "/register/", "/register/register.csv"):
        assert nobody.post(where).status_code == 405


def test_the_first_page_and_the_navigation_lead_there(nobody: Client, db: None) -> None:
    del db
    assert nobody.get("/").content.decode().count('href="/register/"') >= 3
