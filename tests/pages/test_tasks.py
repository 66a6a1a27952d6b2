"""Tasks in a browser: noted, given, done; and in the calendar of whoever does them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoshimori.assessments.operations import answering, beginning, closing, tasks
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.tasks import Which, task
from hoshimori.assessments.queries.tasks import tasks as listed
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.tasks import Duty, TaskState
from tests.cast import Cast, sign_in

KEYS = Duty("セキュリティキーを4本買う", due_on=date(2026, 12, 10))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def typed(aobas: UUID, **others: str) -> dict[str, str]:
    return {"assessment": str(aobas), "criterion": "", "what": KEYS.what, "owner": "", "due_on": ""} | others


def test_sato_gives_ito_a_task_and_he_does_it(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    sent = typed(aobas, criterion="4-1-3-2", owner=str(cast.ito.person_id), due_on="2026-12-10")
    sign_in(client, cast.sato, at).post("/tasks/new/", sent)

    ito = sign_in(client, cast.ito, at)
    page = ito.get("/tasks/").context["page"]
    one = page.lines[0].value
    went = ito.post(f"/tasks/{one.id}/finish/", {"back": page.back})

    assert (one.duty, one.criterion_no) == (Duty(KEYS.what, cast.ito.person_id, KEYS.due_on), "4-1-3-2")
    assert went.headers["Location"] == page.back
    assert ito.get("/tasks/").context["page"].lines == ()
    assert [line.value.state for line in ito.get("/tasks/?which=ENDED").context["page"].lines] == [TaskState.DONE]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "x"])
def test_a_form_leads_back_to_pages_of_ours_only(
    cast: Cast, client: Client, aobas: UUID, at: datetime, back: str
) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)

    went = sign_in(client, cast.sato, at).post(f"/tasks/{one}/finish/", {"back": back})

    assert went.headers["Location"] == f"/tasks/{one}/"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"what": " "}, "what"), ({"owner": "x"}, "owner"), ({"due_on": "2026-02-30"}, "due_on")],
)
def test_what_is_wrong_comes_back_with_everything_typed(
    cast: Cast, client: Client, aobas: UUID, at: datetime, *, wrong: dict[str, str], field: str
) -> None:
    sato = sign_in(client, cast.sato, at)
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)

    for way in ("/tasks/new/", f"/tasks/{one}/"):
        answer = sato.post(way, typed(aobas, version="1", **wrong))
        assert answer.status_code == 422
        assert field in answer.context["page"].form.errors
    assert len(listed(cast.sato, at, Which.OPEN).tasks) == 1


def test_a_task_for_a_stranger_is_refused(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    answer = sign_in(client, cast.sato, at).post("/tasks/new/", typed(aobas, owner=str(cast.kuro.person_id)))

    assert answer.status_code == 422
    assert "黒田" not in answer.content.decode()


def test_who_comes_second_sees_both(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    tasks.change(task_id=one, duty=Duty("キーを5本買う"), version=1, actor=cast.sato, at=at)
    ito = sign_in(client, cast.ito, at)

    answer = ito.post(f"/tasks/{one}/", typed(aobas, what="キーを6本買う", version="1"))
    version = str(answer.context["page"].line.value.version)
    ito.post(f"/tasks/{one}/", typed(aobas, what="キーを6本買う", version=version))

    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("キーを5本買う", "キーを6本買う"))
    assert task(cast.sato, at, one).duty.what == "キーを6本買う"


def test_what_an_answer_says_will_be_done_becomes_a_task(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    ito = sign_in(client, cast.ito, at)
    way = f"/assessments/{aobas}/tasks/4-1-3-2/"

    without_a_plan = ito.post(way, follow=True)
    given = Given(AnswerText(Result.NOT_MET, plan="12月中に必須へ切り替える。"))
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=given, version=0, actor=cast.sato, at=at)
    went = ito.post(way)

    assert without_a_plan.status_code == 200
    assert "4-1-3-2" in went.headers["Location"]
    assert [value.duty.what for value in listed(cast.ito, at, Which.OPEN).tasks] == ["12月中に必須へ切り替える。"]


def test_that_a_plan_is_a_task_is_not_told_to_a_part_that_is_fetched_ahead(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    told = "やることに加えました"
    given = Given(AnswerText(Result.NOT_MET, plan="12月中に必須へ切り替える。"))
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=given, version=0, actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)
    sato.post(f"/assessments/{aobas}/tasks/4-1-3-2/")

    part = {"HX-Request": "true"}
    ahead = sato.get(f"/assessments/{aobas}/answers/4-1-4/", headers=part | {"HX-Preloaded": "true"})
    shown = sato.get(f"/assessments/{aobas}/answers/4-1-3/", headers=part)

    assert told not in ahead.content.decode()
    assert told in shown.content.decode()


def test_what_can_still_be_done_with_a_task_depends_on_it(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    def possible() -> tuple[bool, bool, bool]:
        page = sato.get(f"/tasks/{one}/").context["page"]
        return page.can_change, page.can_drop, page.line.can_reopen

    open_one = possible()
    sato.post(f"/tasks/{one}/drop/")
    dropped = possible()
    twice = sato.post(f"/tasks/{one}/drop/").status_code
    sato.post(f"/tasks/{one}/reopen/")
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    assert (open_one, dropped, possible()) == ((True, True, False), (False, False, True), (False, False, False))
    assert twice == 409


def test_the_filters_say_how_many_there_are(cast: Cast, client: Client, aobas: UUID, at: datetime) -> None:
    other = beginning.begin(level=4, title="★4", actor=cast.sato, at=at)
    tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    late = Duty("遅れた仕事", cast.sato.person_id, date(2026, 11, 1))
    tasks.add(assessment_id=other, criterion_no="", duty=late, actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    everything = sato.get("/tasks/?which=OPEN").context["page"]
    of_one = sato.get(f"/tasks/?which=OPEN&of={aobas}").context["page"]
    garbled = sato.get("/tasks/?which=x&of=y&page=z").context["page"]

    assert [chip.number for chip in everything.chips] == [1, 1, 2, 0]
    assert [line.value.duty.what for line in everything.lines] == ["遅れた仕事", KEYS.what]
    assert [line.value.duty.what for line in of_one.lines] == [KEYS.what]
    assert [line.value.duty.what for line in garbled.lines] == ["遅れた仕事"]


def test_a_list_takes_as_many_statements_for_many_as_for_one(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert sato.get("/tasks/?which=OPEN").status_code == 200
        return len(captured)

    tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    statements()
    for_one = statements()
    for number in range(10):
        tasks.add(assessment_id=aobas, criterion_no="4-1-3-2", duty=Duty(f"{number}"), actor=cast.sato, at=at)

    assert statements() == for_one <= 8


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_for_others_there_is_no_such_task(cast: Cast, client: Client, aobas: UUID, at: datetime, who: str) -> None:
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=KEYS, actor=cast.sato, at=at)
    outsider = sign_in(client, getattr(cast, who), at)

    assert outsider.get(f"/tasks/{one}/").status_code == 404
    for way in (f"/tasks/{one}/", *(f"/tasks/{one}/{act}/" for act in ("finish", "drop", "reopen"))):
        assert outsider.post(way, typed(aobas, version="1")).status_code == 404
    assert outsider.post("/tasks/new/", typed(aobas)).status_code == 404
    assert outsider.post(f"/assessments/{aobas}/tasks/4-1-3-2/").status_code == 404


@pytest.mark.parametrize("who", ["hayashi", "ono"])
def test_operator_and_ministry_keep_no_tasks(cast: Cast, client: Client, at: datetime, who: str) -> None:
    officer = sign_in(client, getattr(cast, who), at)

    for way in ("/tasks/", "/tasks/new/", "/calendar/"):
        assert officer.get(way).status_code == 403


def test_a_new_task_for_a_criterion_that_is_none_is_not_found(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    sato = sign_in(client, cast.sato, at)

    assert sato.get(f"/tasks/new/?assessment={aobas}&criterion=4-1-3-2").status_code == 200
    assert sato.get(f"/tasks/new/?assessment={aobas}&criterion=9-9-9-9").status_code == 404
    assert sato.get("/tasks/new/?criterion=4-1-3-2").status_code == 404
    assert sato.post("/tasks/new/", typed(aobas, criterion="9-9-9-9")).status_code == 404
    assert sato.post("/tasks/new/", {"what": "x"}).status_code == 404


def test_the_calendar_is_read_without_signing_in_until_it_is_ended(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    own = Duty("鍵を買う", cast.ito.person_id, date(2026, 12, 10))
    secret_plan = Given(AnswerText(Result.NOT_MET, reason="鍵がない。", plan="買う。"))
    answering.save(assessment_id=aobas, criterion_no="4-1-3-2", given=secret_plan, version=0, actor=cast.sato, at=at)
    one = tasks.add(assessment_id=aobas, criterion_no="4-1-3-2", duty=own, actor=cast.sato, at=at)
    ito, program = sign_in(client, cast.ito, at), Client()

    ito.post("/calendar/open/")
    address = ito.get("/calendar/").context["page"].address.removeprefix("http://127.0.0.1:8000")
    shown_once = ito.get("/calendar/").context["page"].address
    file = program.get(address)
    words = file.content.decode().replace("\r\n ", "")
    ito.post("/calendar/end/")

    assert shown_once == ""
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.headers["Cache-Control"] == "private, no-store"
    assert "SUMMARY:鍵を買う" in words
    assert f"UID:{one}@hoshimori" in words
    assert not any(hidden in words for hidden in ("4-1-3-2", "鍵がない。", "青葉"))
    assert program.get(address).status_code == 404
    assert ito.post("/calendar/end/").status_code == 409


def test_the_calendar_keeps_the_uid_of_a_task_that_changes(
    cast: Cast, client: Client, aobas: UUID, at: datetime
) -> None:
    own = Duty("鍵を買う", cast.ito.person_id, date(2026, 12, 10))
    one = tasks.add(assessment_id=aobas, criterion_no="", duty=own, actor=cast.sato, at=at)
    ito = sign_in(client, cast.ito, at)
    ito.post("/calendar/open/")
    address = ito.get("/calendar/").context["page"].address.removeprefix("http://127.0.0.1:8000")
    later = Duty("鍵を買う", cast.ito.person_id, date(2026, 12, 20))
    tasks.change(task_id=one, duty=later, version=1, actor=cast.sato, at=at + timedelta(days=1))

    words = Client().get(address).content.decode()

    assert f"UID:{one}@hoshimori" in words
    assert "SEQUENCE:2" in words
    assert "DTSTART;VALUE=DATE:20261220" in words


def test_a_guessed_calendar_is_not_found(cast: Cast, at: datetime) -> None:
    del cast, at

    assert Client().get("/calendar/abc.ics").status_code == 404
