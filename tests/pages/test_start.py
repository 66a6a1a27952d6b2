"""A working day begins; a company that knows nothing finds its way; self-evaluations are seen as wholes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hoshimori.assessments.operations import answering, beginning, closing, commenting, scoping, tasks
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.overview import current
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.today import Today
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.next_step import NextStep, Step
from hoshimori.assessments.rules.scope import Statement
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.actor import Actor, Role
from hoshimori.web.applicant.start.first_steps import GATHER
from hoshimori.web.applicant.start.wording import step_words
from tests.cast import Cast, join, sign_in

MET = Given(AnswerText(Result.MET, reason="就業規則に定めた。"))
NOT_MET = Given(AnswerText(Result.NOT_MET, plan="来月に定める。"))


def begun(cast: Cast, at: datetime, level: int = 3) -> UUID:
    return beginning.begin(level=level, title="2026年度", actor=cast.sato, at=at)


def scoped(cast: Cast, at: datetime) -> UUID:
    aobas = begun(cast, at)
    statement = Statement("ENTITY", "会社全体。")
    scoping.describe(assessment_id=aobas, statement=statement, version=0, actor=cast.sato, at=at)
    return aobas


def answer(who: Actor, aobas: UUID, no: str, given: Given, at: datetime) -> None:
    answering.save(assessment_id=aobas, criterion_no=no, given=given, version=0, actor=who, at=at)


def step(client: Client) -> str:
    """Return the heading of the next step that the page shows."""
    page = client.get("/today/")
    assert page.status_code == 200
    return str(page.context["page"].step.heading)


def in_english(client: Client, actor: Actor, at: datetime) -> Client:
    sign_in(client, actor, at).post("/language/", {"language": "en"})
    return client


def test_the_next_step_leads_through_the_whole_work(cast: Cast, client: Client, at: datetime) -> None:
    sato, seen = in_english(client, cast.sato, at), []

    seen.append(step(sato))
    aobas = begun(cast, at)
    seen.append(step(sato))
    statement = Statement("ENTITY", "会社全体。")
    scoping.describe(assessment_id=aobas, statement=statement, version=0, actor=cast.sato, at=at)
    seen.append(step(sato))
    for criterion in sheet(cast.sato, at, aobas).criteria:
        answer(cast.sato, aobas, criterion.no, NOT_MET if criterion.no == "7-1-1-1" else MET, at)
    seen.append(step(sato))
    answering.save(assessment_id=aobas, criterion_no="7-1-1-1", given=MET, version=1, actor=cast.sato, at=at)
    seen.append(step(sato))

    assert seen == [
        "Read what is asked, then begin",
        "Say what your answers are about",
        "Answer the next criterion (81 left)",
        "1 criterion is not met yet",
        "All criteria are met",
    ]


def test_what_is_overdue_comes_before_what_is_blank(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    late = Duty("ルーターの初期パスワードを変える", cast.ito.person_id, date(2026, 11, 20))
    tasks.add(assessment_id=aobas, criterion_no="4-5-1-1", duty=late, actor=cast.sato, at=at)

    for_sato = step(in_english(client, cast.sato, at))
    page = client.get("/today/").content.decode()
    for_ito = step(in_english(client, cast.ito, at))
    for_mori_before = step(in_english(client, cast.mori, at - timedelta(days=4)))

    assert for_sato == for_ito == "1 task is overdue"
    assert "ルーターの初期パスワードを変える" in page
    assert for_mori_before == "Answer the next criterion (81 left)"


def test_ito_looks_after_what_is_his_and_not_after_others(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    satos = Duty("規程を直す", cast.sato.person_id, date(2026, 11, 20))
    tasks.add(assessment_id=aobas, criterion_no="", duty=satos, actor=cast.sato, at=at)

    heading = step(in_english(client, cast.ito, at))
    page = client.get("/today/").content.decode()

    assert heading == "Answer the next criterion (81 left)"
    assert "規程を直す" not in page


def test_an_answer_with_ones_name_and_day_is_due(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    own = Given(NOT_MET.text, responsible_id=cast.ito.person_id, due_on=date(2026, 11, 25))
    answer(cast.sato, aobas, "4-1-3-2", own, at)

    assert step(in_english(client, cast.ito, at)) == "1 thing of yours is due"
    assert step(in_english(client, cast.sato, at)) == "Answer the next criterion (80 left)"


def test_what_was_taken_over_is_looked_at_first(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    answer(cast.sato, aobas, "4-1-3-2", MET, at)
    later = at + timedelta(days=365)
    beginning.continue_from(assessment_id=aobas, level=3, title="2027年度", actor=cast.sato, at=later)

    page = in_english(client, cast.sato, later).get("/today/")

    assert page.context["page"].step.heading == "1 answer is to be confirmed again"
    assert "4-1-3-2" in page.context["page"].step.address


def test_a_colleague_who_speaks_to_one_is_news(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    commenting.write(
        assessment_id=aobas, criterion_no="4-1-3-2", text="@佐藤 花子 確かめてください。", actor=cast.ito, at=at
    )

    mine = sign_in(client, cast.sato, at).get("/today/").context["page"]
    his = sign_in(client, cast.ito, at).get("/today/").context["page"]

    assert [(mention.person, mention.criterion_no) for mention in mine.mentions] == [("伊藤 次郎", "4-1-3-2")]
    assert his.mentions == ()
    assert mine.news[0].person == "伊藤 次郎"


def test_a_day_takes_as_many_statements_with_much_to_do_as_with_little(
    cast: Cast, client: Client, at: datetime
) -> None:
    aobas = scoped(cast, at)
    sato = sign_in(client, cast.sato, at)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert sato.get("/today/").status_code == 200
        return len(captured)

    statements()
    little = statements()
    for criterion in sheet(cast.sato, at, aobas).criteria[:20]:
        answer(cast.ito, aobas, criterion.no, MET, at)
        duty = Duty("やること", cast.sato.person_id, date(2026, 11, 30))
        tasks.add(assessment_id=aobas, criterion_no=criterion.no, duty=duty, actor=cast.sato, at=at)

    assert statements() == little <= 14


def test_an_expert_is_told_that_nothing_waits(cast: Cast, client: Client, at: datetime) -> None:
    expert = join(cast.sato, "西 七海", "nishi@expert.example", Role.EXPERT)

    assert step(in_english(client, expert, at)) == "There is nothing for you to confirm at the moment"


@pytest.mark.parametrize("who", ["hayashi", "ono"])
def test_operator_and_ministry_have_no_such_day(cast: Cast, client: Client, at: datetime, who: str) -> None:
    assert sign_in(client, getattr(cast, who), at).get("/today/").status_code == 403


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("one", Step)
def test_every_step_has_words_that_lead_somewhere(cast: Cast, at: datetime, one: Step, language: str) -> None:
    aobas = sheet(cast.sato, at, begun(cast, at))

    with translation.override(language):
        words = step_words(Today(NextStep(one, 2), "4-1-3-2", aobas, 0, ()))

    assert words.heading
    assert words.why
    assert bool(words.button) == bool(words.address) == (one != Step.NO_PART_YET)


def test_the_first_steps_send_one_to_requirements_of_star_3() -> None:
    of_three = {part.no for part in edition("2026-03-27").requirements_of(Level.THREE)}

    assert {no for _, _, numbers in GATHER for no in numbers} <= of_three


@pytest.mark.parametrize("who", ["sato", "ito", "hayashi"])
def test_anybody_reads_the_first_steps_and_who_leads_can_begin(
    cast: Cast, client: Client, at: datetime, who: str
) -> None:
    page = sign_in(client, getattr(cast, who), at).get("/first-steps/")

    assert page.status_code == 200
    assert page.context["page"].three.criteria == len(edition(current_edition()).criteria_of(Level.THREE)) == 81
    assert ("/assessments/begin/" in page.content.decode()) == (who == "sato")


def test_sato_begins_and_is_led_to_the_scope(cast: Cast, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)
    form = sato.get("/assessments/begin/")

    answer = sato.post("/assessments/begin/", {"level": "3", "title": form.context["page"].form.values["title"]})

    aobas = current(cast.sato, at)
    assert aobas is not None
    assert answer.headers["Location"] == f"/assessments/{aobas}/scope/"
    assert sheet(cast.sato, at, aobas).title == "2026年度"


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"level": "3", "title": " "}, "title"), ({"level": "5", "title": "来年"}, "level"), ({}, "level")],
)
def test_a_wrong_beginning_comes_back_with_everything_typed(
    cast: Cast, client: Client, at: datetime, typed: dict[str, str], field: str
) -> None:
    page = sign_in(client, cast.sato, at).post("/assessments/begin/", typed)

    assert page.status_code == 422
    assert field in page.context["page"].form.errors
    assert page.context["page"].form.values == typed
    assert current(cast.sato, at) is None


def test_ito_begins_nothing(cast: Cast, client: Client, at: datetime) -> None:
    aobas = begun(cast, at)
    ito = sign_in(client, cast.ito, at)

    assert ito.get("/assessments/begin/").status_code == 403
    assert ito.post("/assessments/begin/", {"level": "3", "title": "別"}).status_code == 403
    assert ito.get(f"/assessments/{aobas}/continue/").status_code == 403
    assert ito.post(f"/assessments/{aobas}/close/").status_code == 403


def test_star_3_goes_on_as_star_4(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    answer(cast.sato, aobas, "4-1-3-2", MET, at)
    sato = sign_in(client, cast.sato, at + timedelta(days=1))
    form = sato.get(f"/assessments/{aobas}/continue/?level=4")

    went = sato.post(f"/assessments/{aobas}/continue/", {"level": "4", "title": "★4へ"})
    page = sato.get(went.headers["Location"]).context["page"]

    assert form.context["page"].form.values["level"] == "4"
    assert (page.sheet.level, page.sheet.progress.to_confirm, page.sheet.progress.total) == (4, 1, 153)
    assert page.of_three.total == 81
    assert page.beyond == ()


def test_the_whole_says_what_is_missing_and_what_more_star_4_needs(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    answer(cast.sato, aobas, "4-1-3-2", NOT_MET, at)
    answer(cast.sato, aobas, "1-2-3-1", MET, at)

    page = sign_in(client, cast.sato, at).get(f"/assessments/{aobas}/")
    whole = page.context["page"]

    assert sum(group.number for group in whole.missing) == 80
    assert sum(group.number for group in whole.beyond) == 72
    assert sum(line.progress.total for line in whole.categories) == 81
    further = edition(current_edition()).criteria["1-1-1-1"]
    assert further.asked.ja in page.content.decode()


def test_all_met_is_said_and_called_a_self_check(cast: Cast, client: Client, at: datetime) -> None:
    aobas = scoped(cast, at)
    for criterion in sheet(cast.sato, at, aobas).criteria:
        answer(cast.sato, aobas, criterion.no, MET, at)

    page = sign_in(client, cast.sato, at).get(f"/assessments/{aobas}/")

    assert page.context["page"].missing == ()
    assert "自己点検" in page.content.decode()


def test_the_list_goes_on_from_page_to_page(cast: Cast, client: Client, at: datetime) -> None:
    for minutes in range(23):
        begun(cast, at + timedelta(minutes=minutes))
    sato = sign_in(client, cast.sato, at)

    first = sato.get("/assessments/").context["page"]
    second = sato.get(first.older).context["page"]
    garbled = sato.get("/assessments/?after=x_y").context["page"]

    assert (len(first.lines), len(second.lines), second.older) == (20, 3, "")
    assert {line.address for line in first.lines} & {line.address for line in second.lines} == set()
    assert len(garbled.lines) == 20


def test_closing_is_asked_about_and_can_be_undone(cast: Cast, client: Client, at: datetime) -> None:
    aobas = begun(cast, at)
    sato = sign_in(client, cast.sato, at)

    asked = sato.get(f"/assessments/{aobas}/close/")
    sato.post(f"/assessments/{aobas}/close/")
    closed = sato.get(f"/assessments/{aobas}/").context["page"]
    sato.post(f"/assessments/{aobas}/reopen/")
    open_again = sato.get(f"/assessments/{aobas}/").context["page"]

    assert asked.status_code == 200
    assert (closed.may_close, closed.may_reopen) == (False, True)
    assert (open_again.may_close, open_again.may_reopen) == (True, False)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
@pytest.mark.parametrize("way", ["", "continue/", "close/", "reopen/"])
def test_for_others_there_is_no_such_self_evaluation(
    cast: Cast, client: Client, at: datetime, who: str, way: str
) -> None:
    aobas = begun(cast, at)
    outsider = sign_in(client, getattr(cast, who), at)
    typed = {"level": "4", "title": "盗む"}

    if way != "reopen/":
        assert outsider.get(f"/assessments/{aobas}/{way}").status_code == 404
    if way:
        assert outsider.post(f"/assessments/{aobas}/{way}", typed).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["/today/", "/first-steps/", "/assessments/", "/assessments/begin/", "/scope/"])
def test_who_is_not_signed_in_is_asked_to(client: Client, way: str) -> None:
    answer = client.get(way)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/")


@pytest.mark.parametrize("area", ["scope", "answers", "excel", "report"])
def test_a_tab_leads_to_what_is_worked_on(cast: Cast, client: Client, at: datetime, area: str) -> None:
    sato = sign_in(client, cast.sato, at)

    without = sato.get(f"/{area}/")
    older, newer = begun(cast, at), begun(cast, at + timedelta(minutes=1))
    among_two = sato.get(f"/{area}/")
    closing.close(assessment_id=newer, actor=cast.sato, at=at)
    among_one = sato.get(f"/{area}/")

    assert without.headers["Location"] == "/assessments/"
    assert among_two.headers["Location"] == f"/assessments/{newer}/{area}/"
    assert among_one.headers["Location"] == f"/assessments/{older}/{area}/"
