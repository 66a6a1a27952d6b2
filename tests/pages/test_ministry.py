"""The ministry's page and the files to take along: the same rounded figures, and nothing for companies."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries
from stdnum.jp import cn

from hoshimori.assessments.operations import beginning
from hoshimori.documents.bars import Bar, bars
from hoshimori.jobs.figures import work_out_figures
from hoshimori.stewardship.rules import Subject
from tests.cast import enter, found, sign_in

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.cast import Cast

TABLES = [subject.value.lower().replace("_", "-") for subject in Subject]
NUMBERS = [cn.calc_check_digit(base) + base for base in (f"9999123401{place:02}" for place in range(5))]


def rows_of(client: Client, table: str) -> list[list[str]]:
    answer = client.get(f"/ministry/tables/{table}.csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] # it streams
    return list(csv.reader(io.StringIO(content)))


def five_more_begin(at: datetime) -> None:
    for place, number in enumerate(NUMBERS):
        actor = found(enter(f"担当 {place}", f"tanto{place}@many.example"), number, f"多数の会社{place}")
        beginning.begin(level=3, title="自己評価", actor=actor, at=at)


def test_four_companies_are_told_like_none(cast: Cast, client: Client, at: datetime) -> None:
    for actor in (cast.sato, cast.tanaka, cast.kuro):
        beginning.begin(level=3, title="自己評価", actor=actor, at=at)

    page = sign_in(client, cast.ono, at).get("/ministry/")

    begun = page.context["page"].parts[1].tables[0]
    assert [row.cells for row in begun.rows] == [("5未満",), ("5未満",), ("5未満",)]


def test_eight_companies_are_told_as_five_and_the_page_stays_until_the_next_day(
    cast: Cast, client: Client, at: datetime
) -> None:
    overseer = sign_in(client, cast.ono, at)
    before = rows_of(overseer, "begun")
    for actor in (cast.sato, cast.tanaka, cast.kuro):
        beginning.begin(level=3, title="自己評価", actor=actor, at=at)
    five_more_begin(at)

    the_same_day = rows_of(overseer, "begun")
    tomorrow = rows_of(sign_in(client, cast.ono, at + timedelta(days=1)), "begun")

    assert before == the_same_day
    assert tomorrow == [["段階", "会社"], ["全体", "5"], ["★3", "5"], ["★4", "5未満"]]


def test_the_timetable_works_the_figures_out_before_anybody_looks(cast: Cast, client: Client, at: datetime) -> None:
    work_out_figures.func(at=at)
    five_more_begin(at)

    page = sign_in(client, cast.ono, at).get("/ministry/")

    assert page.context["page"].worked_out_at == at
    assert page.context["page"].parts[1].tables[0].rows[0].cells == ("5未満",)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_page_and_files_say_the_same(cast: Cast, client: Client, at: datetime, language: str) -> None:
    five_more_begin(at)
    client.cookies["django_language"] = language
    overseer = sign_in(client, cast.ono, at)

    page = overseer.get("/ministry/").context["page"]

    for part in page.parts:
        for table in part.tables:
            head, *rows = rows_of(overseer, table.code)
            assert set(table.head) <= set(head)
            told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
            for row in table.rows:
                cells = dict(zip(table.head[1:], row.cells, strict=True))
                assert cells.items() <= told[row.name].items()


def test_every_table_can_be_taken_along_and_no_other(cast: Cast, client: Client, at: datetime) -> None:
    overseer = sign_in(client, cast.ono, at)

    sizes = {table: len(rows_of(overseer, table)) for table in TABLES}

    assert sizes["prefecture"] == 48
    assert sizes["registered"] == 14
    assert all(size > 1 for size in sizes.values())
    assert overseer.get("/ministry/tables/companies.csv").status_code == 404


@pytest.mark.parametrize("who", ["sato", "mori", "ito", "kuro"])
def test_companies_see_no_figures(cast: Cast, client: Client, at: datetime, who: str) -> None:
    reader = sign_in(client, getattr(cast, who), at)

    assert reader.get("/ministry/").status_code == 403
    assert reader.get("/ministry/tables/registered.csv").status_code == 403


def test_the_page_names_no_company(cast: Cast, client: Client, at: datetime) -> None:
    five_more_begin(at)

    text = sign_in(client, cast.ono, at).get("/ministry/").content.decode()

    assert "青葉部品" not in text
    assert "多数の会社" not in text


def test_what_is_kept_for_the_day_takes_no_statement_about_companies(
    cast: Cast,
    client: Client,
    at: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    overseer = sign_in(client, cast.ono, at)
    overseer.get("/ministry/")

    with django_assert_max_num_queries(8) as asked:
        overseer.get("/ministry/")

    parts = ("registry_", "confirmations_", "assessments_")
    assert not [one["sql"] for one in asked.captured_queries if any(part in one["sql"] for part in parts)]


def test_figures_of_another_version_are_not_taken(cast: Cast, client: Client, at: datetime) -> None:
    cache.set(f"figures:0.0.0:{at:%Y%m%d}", "something else")

    assert sign_in(client, cast.ono, at).get("/ministry/").status_code == 200


def test_bars_say_what_they_are_and_none_is_drawn_for_nothing() -> None:
    rows = [Bar("★3 <多い>", "10", 10), Bar("★4", "5未満", 0)]

    chart = ET.fromstring(bars(title="登録", description="棒", rows=rows, name="one"))  # noqa: S314 - drawn just now

    texts = [part.text for part in chart.iter("{http://www.w3.org/2000/svg}text")]
    filled = [part for part in chart.iter("{http://www.w3.org/2000/svg}rect") if part.get("fill") == "#0017c1"]
    assert texts == ["★3 <多い>", "10", "★4", "5未満"]
    assert [part.get("width") for part in filled] == ["399"]
    assert (chart.get("aria-labelledby") or "").split() == ["one-title", "one-description"]


def test_a_long_name_does_not_run_into_its_figure() -> None:
    name = "Accommodation and food services; Personal services and amusement"

    chart = ET.fromstring(bars(title="t", description="d", rows=[Bar(name, "8,360", 8360)], name="one"))  # noqa: S314 - drawn just now

    label, figure = [part.text or "" for part in chart.iter("{http://www.w3.org/2000/svg}text")]
    assert name.startswith(label.removesuffix("…"))
    assert label.endswith("…")
    assert figure == "8,360"
