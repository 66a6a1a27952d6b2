"""What happened is read in words, looked for, and taken along; nobody reads another company's."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hoshimori.assessments import events as assessments
from hoshimori.assessments.operations import answering, beginning, scoping, tasks
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.scope import Named
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.confirmations import events as confirmations
from hoshimori.credentials import events as credentials
from hoshimori.disclosures import events as disclosures
from hoshimori.parties import events as parties
from hoshimori.parties.operations import invitations
from hoshimori.qualifications import events as qualifications
from hoshimori.registry import events as registry
from hoshimori.schemes import events as schemes
from hoshimori.web.applicant.history.pages import HistoryPage
from hoshimori.web.applicant.history.values import NAMES, changes
from hoshimori.web.applicant.history.wording import ACTS, GROUPS
from tests.cast import Cast, sign_in

EVENTS = {
    value
    for module in (assessments, confirmations, credentials, disclosures, parties, qualifications, registry, schemes)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
}
MET = Given(AnswerText(Result.MET, reason="就業規則に定めた。"))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def page(client: Client, query: str = "") -> HistoryPage:
    answer = client.get("/history/" + query)
    assert answer.status_code == 200
    found: HistoryPage = answer.context["page"]
    return found


def test_every_act_has_words_in_both_languages() -> None:
    said = {}
    for language in ("ja", "en"):
        with translation.override(language):
            said[language] = {act: str(words) for act, words in ACTS.items()}

    assert set(ACTS) == EVENTS
    assert all(said["ja"][act] != said["en"][act] for act in EVENTS)


def test_every_act_is_found_under_exactly_one_heading() -> None:
    beginnings = [beginning for _, acts in GROUPS.values() for beginning in acts]

    for act in EVENTS:
        assert sum(act.startswith(beginning) for beginning in beginnings) == 1, act


def test_an_act_is_told_in_words(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    given = Given(AnswerText(Result.NOT_MET, plan="買う。"), responsible_id=cast.ito.person_id)
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=given, version=0, actor=cast.ito, at=at)

    row = page(sign_in(client, cast.sato, at)).rows[0]

    assert (row.person, row.role, row.act) == ("伊藤 次郎", "回答担当", "回答を保存")
    assert (row.subject, row.assessment) == ("4-1-3-2", "2026年度")
    assert f"/assessments/{aobas}/answers/" in row.address
    shown = {change.name: (change.before, change.after) for change in row.changes}
    assert shown["担当"] == ("", "伊藤 次郎")
    assert shown["判定" if "判定" in shown else "結果"][1] == "不適合"


def test_values_are_read_as_people_read_them() -> None:
    after = {"due_on": "2027-01-20", "covers_until": "2027-04-01", "level": 3, "minutes": 90, "kind": "SITE", "x": {}}

    with translation.override("ja"):
        shown = {change.name: change.after for change in changes({}, after, {})}

    assert set(shown.values()) == {"2027年1月20日", "2027年3月31日", "★3", "1時間30分", "拠点"}


def test_one_looks_for_a_person_a_matter_or_a_day(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=MET, version=0, actor=cast.ito, at=at)
    next_day = at + timedelta(days=1)
    scoping.name(assessment_id=aobas, named=Named("SITE", "本社"), actor=cast.sato, at=next_day)
    sato = sign_in(client, cast.sato, at)

    def acts(query: str) -> list[str]:
        return [row.act for row in page(sato, query).rows]

    assert acts(f"?person={cast.ito.person_id}&about=answers") == ["回答を保存"]
    assert acts("?about=scope") == ["適用範囲に追加"]
    assert acts("?from_on=2026-11-24") == ["適用範囲に追加"]
    assert acts("?from_on=2026-11-24&until_on=2026-11-24") == ["適用範囲に追加"]
    assert "適用範囲に追加" not in acts("?until_on=2026-11-23")
    assert acts("?from_on=2030-01-01") == []
    assert len(acts("?person=x&about=y&from_on=z&until_on=9999-12-31&below=0x")) == len(acts(""))


def test_a_long_journal_is_read_leaf_by_leaf_at_the_same_cost(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    for number in range(60):
        tasks.add(assessment_id=aobas, criterion_no="", duty=Duty(f"{number}"), actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)
    page(sato)

    with CaptureQueriesContext(connection) as statements:
        first = page(sato)
    second = page(sato, first.older.removeprefix("/history/"))

    assert len(first.rows) == 50
    assert first.rows[-1].number > second.rows[0].number
    assert {row.number for row in first.rows} & {row.number for row in second.rows} == set()
    assert second.newest == "/history/"
    assert len(statements) <= 7


def test_ito_reads_no_addresses_of_people_who_were_invited(cast: Cast, client: Client, at: datetime) -> None:
    invitations.invite(
        organization_id=cast.sato.organization_id, email="new@aoba.example", role="CONTRIBUTOR", actor=cast.sato, at=at
    )

    his = sign_in(client, cast.ito, at).get("/history/").content.decode()
    hers = sign_in(client, cast.sato, at).get("/history/").content.decode()

    assert "new@aoba.example" in hers
    assert "@aoba.example" not in his


def test_who_leads_takes_the_whole_journal_along(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    tasks.add(assessment_id=aobas, criterion_no="", duty=Duty('=HYPERLINK("x")'), actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    table = sato.get("/history/journal.csv")
    rows = list(csv.reader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    file = sato.get("/history/journal.json")
    entries = json.loads(file.getvalue())["entries"]

    assert table.headers["Content-Disposition"] == 'attachment; filename="hoshimori-journal-20261123.csv"'
    assert rows[0][:3] == ["番号", "日時", "だれが"]
    assert len(rows) - 1 == len(entries) == len(page(sato).rows)
    assert rows[-1][4:6] == ["やることを追加", "assessments:task:added"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert entries[-1]["after"]["what"] == '=HYPERLINK("x")'
    assert entries[-1]["person"]["name"] == "佐藤 花子"
    assert [entry["number"] for entry in entries] == sorted(entry["number"] for entry in entries)


@pytest.mark.parametrize("who", ["ito", "hayashi", "ono"])
@pytest.mark.parametrize("way", ["journal.csv", "journal.json"])
def test_nobody_else_takes_it_along(cast: Cast, client: Client, at: datetime, who: str, way: str) -> None:
    assert sign_in(client, getattr(cast, who), at).get(f"/history/{way}").status_code == 403


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_read_their_own_journal_alone(cast: Cast, client: Client, aobas: UUID, at: datetime, who: str) -> None:
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=MET, version=0, actor=cast.ito, at=at)

    shown = sign_in(client, getattr(cast, who), at).get("/history/").content.decode()

    assert not any(words in shown for words in ("伊藤", "佐藤", "就業規則", "2026年度"))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_value_has_a_name_in_both_languages(name: str) -> None:
    said = set()
    for language in ("ja", "en"):
        with translation.override(language):
            said.add(str(NAMES[name]))

    assert len(said) == 2 or name == "sha256"
