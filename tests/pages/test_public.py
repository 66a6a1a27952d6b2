"""What anyone may read without signing in: the scheme, who is responsible, the criteria, the editions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hoshimori.schemes import queries
from hoshimori.schemes.operations.editions import take_in_shipped
from hoshimori.shared.actor import SYSTEM
from tests.cast import MOMENT, Cast, enter, sign_in

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

FINAL, DRAFT = "2026-03-27", "2025-12-26-draft"
# Every address and how many statements it takes: at most one, which tells where the editions stand.
PAGES = {
    "/": 0,
    "/scheme/": 1,
    "/responsibility/": 0,
    "/criteria/": 1,
    "/criteria/?level=3": 1,
    "/criteria/?q=backup": 1,
    f"/criteria/{DRAFT}/": 1,
    f"/criteria/{FINAL}/4-1-3/": 1,
    f"/criteria/{DRAFT}/4-5-2/": 1,
    "/editions/": 1,
    f"/editions/{FINAL}/": 1,
    f"/editions/{DRAFT}/": 1,
    f"/editions/{FINAL}/changes/": 1,
    f"/editions/{FINAL}/changes/?from={DRAFT}": 1,
    "/accessibility/": 0,
    "/help/": 0,
}


@pytest.fixture(autouse=True)
def editions(db: None) -> None:
    """Take in both editions."""
    del db
    take_in_shipped(actor=SYSTEM, at=MOMENT)


def read(client: Client, where: str, language: str = "en") -> str:
    answer = client.get(where, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_anyone_can_read_it_in_both_languages_and_nothing_is_looked_up_in_vain(
    client: Client, where: str, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(PAGES[where]):
        said = read(client, where, language)

    assert f'<html lang="{language}">' in said
    assert said.count("<h1") == 1
    assert "<title> " not in said


@pytest.mark.parametrize("where", PAGES)
def test_reading_is_all_one_can_do_there(client: Client, where: str) -> None:
    assert client.post(where).status_code == 405


@pytest.mark.parametrize("where", ["/scheme/", "/responsibility/", "/help/", "/"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_promised_that_the_scheme_does_not(client: Client, where: str, language: str) -> None:
    said = read(client, where, language)

    assert not re.search("認定企業|経産省認定|安全です|合格率|スコア|ランク|SCS certified", said)


# The first page.


@pytest.mark.parametrize(
    ("who", "begins"),
    [
        ("mori", "/today/"),
        ("sato", "/today/"),
        ("ito", "/today/"),
        ("hayashi", "/operator/"),
        ("ono", "/ministry/"),
    ],
)
def test_everybody_with_a_role_begins_where_the_role_begins(client: Client, cast: Cast, who: str, begins: str) -> None:
    answer = sign_in(client, getattr(cast, who)).get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, begins)


def test_somebody_without_a_role_is_told_what_to_do(client: Client) -> None:
    sign_in(client, enter("青木 六花", "aoki@nowhere.example"))

    said = client.get("/").content.decode()

    assert "まだどの組織にも入っていません" in said
    assert "会社を登録する" in said


def test_a_visitor_can_begin_or_sign_in(client: Client) -> None:
    said = read(client, "/")

    assert 'href="/account/sign-up/"' in said
    assert 'href="/account/sign-in/"' in said


# How the scheme works.


def test_the_counts_are_those_of_the_edition_in_force(client: Client) -> None:
    said = read(client, "/scheme/")

    assert "81 criteria in 26 requirements" in said
    assert "153 criteria in 43 requirements" in said


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["No law requires a company to hold a ★", "Not covered: OT", "All criteria of the level must be met"]),
        ("ja", ["★の取得を会社に義務づける法律はありません", "対象外: OT", "すべて満たす必要があります"]),
    ],
)
def test_what_is_easily_confused_is_said_plainly(client: Client, language: str, sentences: list[str]) -> None:
    said = read(client, "/scheme/", language)

    assert [sentence for sentence in sentences if sentence not in said] == []


# The criteria.


def requirements(said: str) -> list[str]:
    return re.findall(rf'class="quiet" href="/criteria/{FINAL}/([\d-]+)/"', said)


def found(said: str) -> list[str]:
    return re.findall(r'#c([\d-]+)"', said)


def test_all_requirements_are_listed_and_those_of_one_level(client: Client) -> None:
    assert len(requirements(read(client, "/criteria/"))) == 43
    assert len(requirements(read(client, "/criteria/?level=3"))) == 26
    assert len(requirements(read(client, "/criteria/?level=9"))) == 43


@pytest.mark.parametrize("typed", ["バックアップ", "ﾊﾞｯｸｱｯﾌﾟ", "ばっくあっぷ", "Backup", "ＢＡＣＫＵＰ"])
def test_criteria_are_found_however_the_word_is_typed(client: Client, typed: str) -> None:
    said = read(client, f"/criteria/?q={typed}")

    assert "4-3-4" in requirements(said)
    assert found(said)


def test_several_words_are_all_looked_for_and_a_number_is_found(client: Client) -> None:
    one, both = read(client, "/criteria/?q=password"), read(client, "/criteria/?q=password+administrator")

    assert 0 < len(found(both)) < len(found(one))
    assert found(read(client, "/criteria/?q=4-1-3-2")) == ["4-1-3-2"]


def test_a_search_stays_within_its_level(client: Client) -> None:
    level_of = {no: criterion.level for no, criterion in queries.edition(FINAL).criteria.items()}

    numbers = found(read(client, "/criteria/?q=password&level=3"))

    assert numbers
    assert {level_of[no] for no in numbers} == {3}


@pytest.mark.parametrize("typed", ["xyzzy", "<script>alert(1)</script>", "🦊"])
def test_a_search_in_vain_says_what_to_do(client: Client, typed: str) -> None:
    said = read(client, f"/criteria/?q={typed}")

    assert "Nothing was found" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize("edition", [FINAL, DRAFT])
def test_every_requirement_has_its_page_with_all_its_criteria(client: Client, edition: str) -> None:
    for requirement in queries.edition(edition).requirements.values():
        said = read(client, f"/criteria/{edition}/{requirement.no}/", "ja")

        assert [criterion.no for criterion in requirement.criteria] == re.findall(r'id="c([\d-]+)"', said)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_criterion_shows_its_four_texts(client: Client, language: str) -> None:
    said = read(client, f"/criteria/{FINAL}/3-2-1/", language)
    criterion = queries.edition(FINAL).criteria["3-2-1-5"]
    assert criterion.record is not None

    texts = [criterion.asked, *criterion.ways, *criterion.evidence, criterion.record.text, criterion.pitfall]

    for text in texts:
        assert text.in_language(language)[:30].replace("'", "&#x27;").replace('"', "&quot;") in said


def test_one_reads_on_to_the_next_requirement(client: Client) -> None:
    first, last = (list(queries.edition(FINAL).requirements)[place] for place in (0, -1))

    beginning, end = (read(client, f"/criteria/{FINAL}/{no}/") for no in (first, last))

    assert 'rel="next"' in beginning
    assert 'rel="prev"' not in beginning
    assert 'rel="prev"' in end
    assert 'rel="next"' not in end


def test_a_superseded_edition_says_so_and_shows_the_way(client: Client) -> None:
    said = read(client, f"/criteria/{DRAFT}/")

    assert "Another edition took the place of this one" in said
    assert 'href="/criteria/"' in said


@pytest.mark.parametrize(
    "where",
    [
        "/criteria/2020-01-01/",
        "/criteria/..%2f..%2fetc/",
        f"/criteria/{FINAL}/9-9-9/",
        f"/criteria/{FINAL}/4-1-3-2/",
        "/editions/nothing/",
        "/editions/nothing/changes/",
        f"/editions/{DRAFT}/changes/",
        f"/editions/{FINAL}/changes/?from={FINAL}",
        f"/editions/{DRAFT}/changes/?from={FINAL}",
        f"/editions/{FINAL}/changes/?from=nothing",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, where: str) -> None:
    assert client.get(where).status_code == 404


# The editions.


def test_editions_are_listed_with_their_state_and_digest(client: Client) -> None:
    said = read(client, "/editions/")

    assert said.index(FINAL) < said.index(DRAFT)
    assert "in force</span>" in said
    assert "superseded</span>" in said
    for code in (FINAL, DRAFT):
        assert queries.edition_digest(code) in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_setting_is_shown_in_words_with_where_it_comes_from(client: Client, language: str) -> None:
    said = read(client, f"/editions/{FINAL}/", language)
    table = said[said.index("<tbody>") : said.index("</tbody>")]

    for setting in queries.edition(FINAL).settings.values():
        assert setting.label.in_language(language).replace("'", "&#x27;") in table
    assert table.count('class="source"') == len(queries.edition(FINAL).settings)
    assert re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b|\bP\d+[YMD]\b", table) == []


def test_what_changed_is_told_number_by_number(client: Client) -> None:
    said = read(client, f"/editions/{FINAL}/changes/")

    assert f'href="/criteria/{FINAL}/3-1-5/#c3-1-5-3"' in said
    assert '<span class="no">4-5-2</span>' in said
    assert "社外への不正な通信の遮断" in read(client, f"/editions/{FINAL}/changes/", "ja")
    assert "94 criteria" in said
