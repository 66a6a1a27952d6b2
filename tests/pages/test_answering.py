"""Aoba's people open a requirement, read what is asked, and answer; nothing anybody typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from hoshimori.assessments.operations import alternatives, answering, beginning, closing, commenting, timing
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.parties.operations import access, invitations
from hoshimori.schemes.operations import wording
from tests.cast import Cast, sign_in
from tests.exchange.official import Official, sentence

NO = "4-1-3-2"
JSON = {"Accept": "application/json"}
PART = {"HX-Request": "true"}
Counted = Callable[..., AbstractContextManager[object]]


@dataclass(frozen=True)
class Answer:
    """What a page answered."""

    status: int
    text: str
    way: str = ""


@dataclass
class Story:
    """Aoba's self-evaluation for ★3, and somebody's browser open on it; Sato's in Japanese to begin with."""

    cast: Cast
    aobas: UUID
    at: datetime
    client: Client

    def come(self, who: str, language: str = "ja") -> None:
        sign_in(self.client, getattr(self.cast, who), self.at)
        self.client.post("/language/", {"language": language})

    def get(
        self, end: str = "4-1-3/", query: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        answer = self.client.get(f"/assessments/{self.aobas}/answers/{end}", query, headers=headers)
        return Answer(answer.status_code, answer.content.decode(), answer.headers.get("Location", ""))

    def post(self, end: str, sent: dict[str, str], headers: dict[str, str] | None = None) -> Answer:
        answer = self.client.post(f"/assessments/{self.aobas}/answers/{NO}/{end}", sent, headers=headers)
        return Answer(answer.status_code, answer.content.decode(), answer.headers.get("Location", ""))

    def save(self, who: str, text: AnswerText, version: int = 0, *, no: str = NO, **others: object) -> None:
        given = Given(text, **others)  # type: ignore[arg-type]  # others are the fields of Given
        actor = getattr(self.cast, who)
        answering.save(assessment_id=self.aobas, criterion_no=no, given=given, version=version, actor=actor, at=self.at)

    @property
    def standing(self) -> AnswerValue:
        return sheet(self.cast.sato, self.at, self.aobas).answer(NO)


@pytest.fixture
def story(client: Client, cast: Cast, at: datetime) -> Story:
    """Sato has just begun the self-evaluation and opens it."""
    story = Story(cast, beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at), at, client)
    story.come("sato")
    return story


# Reading


def test_the_page_asks_in_plain_words_and_shows_how_far_we_are(story: Story) -> None:
    page = story.get(query={"criterion": NO}).text

    assert "重要な機密情報を置いているクラウドサービスに入るとき" in page
    assert "やり方の例" in page
    assert "あと <b>81</b>件" in page
    assert re.findall(r'id="criterion-([\d-]+)"[^>]* open>', page) == [NO]


def test_the_page_speaks_english_to_who_reads_english(story: Story) -> None:
    story.come("sato", "en")

    page = story.get().text

    assert "What this protects" in page
    assert "<b>81</b> to go" in page


def test_who_comes_to_answer_is_led_to_the_first_unanswered_criterion(story: Story) -> None:
    first, second = (criterion.no for criterion in sheet(story.cast.sato, story.at, story.aobas).criteria[:2])
    story.save("ito", AnswerText(Result.MET), no=first)

    answer = story.get("")

    assert answer.status == 302
    assert answer.way.endswith(f"?criterion={second}")


def test_a_script_gets_the_work_area_alone(story: Story) -> None:
    part = story.get(headers=PART).text

    assert part.strip().startswith("<article")
    assert "<html" not in part


@pytest.mark.parametrize("end", ["1-1-1/", "9-9-9/", "4-1/", "4-1-3-2/", "abc/", "1-1-1-1/history"])
def test_what_the_level_does_not_ask_is_not_there(story: Story, end: str) -> None:
    assert story.get(end).status == 404


def test_the_official_wording_stands_beside_ours_with_its_source(story: Story) -> None:
    content = Official().saved()
    wording.load_for_company(
        edition="2026-03-27", file_name="公式.xlsx", content=content, actor=story.cast.sato, at=story.at
    )

    page = story.get().text

    assert sentence(NO) in page
    assert "公式のExcel「公式.xlsx」の文です" in page


def test_without_it_the_page_says_how_to_load_it(story: Story) -> None:
    page = story.get().text

    assert "公式の文言は読み込まれていません" in page
    assert f"/assessments/{story.aobas}/excel/official/" in page


def test_not_applicable_can_be_chosen_only_where_a_criterion_is_conditional(story: Story) -> None:
    forms = re.findall(r'data-answer="([\d-]+)"(.*?)</fieldset>', story.get().text, re.DOTALL)

    assert len(forms) == 4
    assert [no for no, form in forms if "NOT_APPLICABLE" in form] == [NO]


def test_statements_do_not_grow_with_what_was_answered(story: Story, django_assert_num_queries: Counted) -> None:
    # session, person, membership; self-evaluation, answers, what stands around them, alternatives, comments, people;
    # the official wording
    with django_assert_num_queries(11):
        empty = story.get()
    for criterion in sheet(story.cast.sato, story.at, story.aobas).criteria:
        story.save("ito", AnswerText(Result.MET, reason="規程の第3条"), no=criterion.no)
        commenting.write(
            assessment_id=story.aobas, criterion_no=criterion.no, text="済", actor=story.cast.ito, at=story.at
        )
    with django_assert_num_queries(11):
        full = story.get()

    assert (empty.status, full.status) == (200, 200)


# Finding


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"show": "NOT_MET"}, [NO]),
        ({"show": "MINE"}, ["1-2-3-1"]),
        ({"show": "DUE"}, [NO]),
        ({"show": "NO_EVIDENCE"}, ["1-2-3-1"]),
        ({"q": "ｾｷｭﾘﾃｨｷｰを"}, [NO]),
        ({"q": NO}, [NO]),
        ({"q": "セキュリティキーを", "show": "NO_EVIDENCE"}, []),
        ({"show": "TO_CONFIRM"}, []),
    ],
)
def test_the_list_shows_what_is_looked_for(story: Story, query: dict[str, str], found: list[str]) -> None:
    story.save("ito", AnswerText(Result.NOT_MET, plan="セキュリティキーを買う。"), due_on=date(2026, 11, 1))
    mine = story.cast.sato.person_id
    story.save("ito", AnswerText(Result.MET, reason="誓約書がある。"), no="1-2-3-1", responsible_id=mine)

    page = story.get(query=query).text

    assert re.findall(r'data-hit="([\d-]+)"', page) == found


def test_what_is_looked_for_is_kept_on_the_way(story: Story) -> None:
    page = story.get(query={"show": "OPEN", "q": "クラウド"}).text

    ways = re.findall(r'href="([^"]+)" rel="next"', page)
    assert ways
    assert all("show=OPEN" in way and "q=" in way for way in ways)


def test_list_and_counts_are_renewed_alone(story: Story) -> None:
    story.save("ito", AnswerText(Result.NOT_MET))

    part = story.get("4-1-3/list").text

    assert "あと <b>80</b>件" in part
    assert "不適合 <b>1</b>" in part
    assert "<article" not in part


# Saving


def test_an_answer_is_saved_by_a_script_in_few_statements(story: Story, django_assert_max_num_queries: Counted) -> None:
    sent = {"result": "MET", "reason": "就業規則\r\n第12条", "version": "0"}

    # session, person, membership; transaction begun and ended; self-evaluation, answer, both written, journal
    with django_assert_max_num_queries(10):
        answer = story.post("save", sent, JSON)

    assert answer.status == 200
    assert '"version": 1, "at": "10:00"' in answer.text
    assert story.standing.text == AnswerText(Result.MET, "就業規則\n第12条")


def test_an_answer_is_saved_by_a_plain_form(story: Story) -> None:
    person = story.cast.ito.person_id
    sent = {"result": "NOT_MET", "plan": "配る", "responsible": str(person), "due_on": "2027-01-20", "version": "0"}

    answer = story.post("save", sent)

    assert answer.status == 302
    assert answer.way.endswith("4-1-3/?criterion=4-1-3-2#answer-4-1-3-2")
    saved = story.standing
    assert (saved.text.plan, saved.responsible_id, saved.due_on) == ("配る", person, date(2027, 1, 20))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"result": "NOT_APPLICABLE"}, "reason"),
        ({"result": "PARTLY"}, "result"),
        ({"due_on": "2027-02-30"}, "due_on"),
        ({"responsible": "somebody"}, "responsible"),
        ({"reason": "あ" * 4001}, "reason"),
    ],
)
def test_what_cannot_be_saved_stays_as_typed(story: Story, wrong: dict[str, str], field: str) -> None:
    sent = {"result": "MET", "plan": "わたしの文", "version": "0"} | wrong

    plain, script = story.post("save", sent), story.post("save", sent, JSON)

    assert (plain.status, script.status) == (422, 422)
    assert "わたしの文" in plain.text
    assert 'role="alert"' in plain.text
    assert f'"field": "{field}"' in script.text
    assert story.standing.version == 0


def test_somebody_of_another_company_cannot_be_responsible(story: Story) -> None:
    sent = {"result": "MET", "responsible": str(story.cast.tanaka.person_id), "version": "0"}

    answer = story.post("save", sent, JSON)

    assert answer.status == 422
    assert '"field": "responsible"' in answer.text


def test_a_plain_form_that_comes_second_shows_both_versions(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET, reason="伊藤の文"))

    answer = story.post("save", {"result": "NOT_MET", "reason": "佐藤の文", "version": "0"})

    assert answer.status == 409
    assert "伊藤の文" in answer.text
    assert "佐藤の文" in answer.text
    assert "伊藤 次郎さんが" in answer.text
    assert story.standing.text.reason == "伊藤の文"


def test_who_came_second_saves_what_should_stand(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET, reason="伊藤の文"))

    form = story.post("save", {"result": "NOT_MET", "reason": "佐藤の文", "version": "0"}).text
    answer = story.post("save", {"result": "NOT_MET", "reason": "両方の文", "version": "1"})

    assert 'name="version" value="1"' in form
    assert answer.status == 302
    assert story.standing.text.reason == "両方の文"


def test_a_script_that_comes_second_gets_the_form_with_both_versions(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET, reason="Ito's words"))

    answer = story.post("save", {"result": "NOT_MET", "reason": "Sato's words", "version": "0"}, JSON)

    assert answer.status == 409
    assert '"form": ' in answer.text
    assert "Ito&#x27;s words" in answer.text
    assert "Sato&#x27;s words" in answer.text


def test_an_answer_whose_receipt_was_lost_can_be_sent_again(story: Story) -> None:
    sent = {"result": "MET", "reason": "同じ文", "version": "0"}
    story.post("save", sent, JSON)

    again = story.post("save", sent, JSON)

    assert again.status == 200
    assert '"version": 1' in again.text


def test_who_has_left_the_company_keeps_the_name_and_the_answer_can_be_saved(story: Story) -> None:
    ito = story.cast.ito
    story.save("ito", AnswerText(Result.NOT_MET), responsible_id=ito.person_id)
    invitations.end_membership(membership_id=ito.membership_id, actor=story.cast.sato, at=story.at)

    page = story.get().text
    kept = {"result": "NOT_MET", "plan": "続ける", "responsible": str(ito.person_id), "version": "1"}
    answer = story.post("save", kept, JSON)

    assert f'<option value="{ito.person_id}" selected>伊藤 次郎</option>' in page
    assert page.count(f'<option value="{ito.person_id}"') == 1
    assert answer.status == 200


# Around the answer


def test_what_was_taken_over_is_confirmed(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET, reason="去年の文"))
    story.aobas = beginning.continue_from(
        assessment_id=story.aobas, level=3, title="2027年度", actor=story.cast.sato, at=story.at
    )

    before = story.get().text
    answer = story.post("confirm", {"version": "1"})

    assert "もう一度確認" in before
    assert answer.status == 302
    assert story.standing.counts


def test_what_a_colleague_confirmed_already_says_so(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET))

    answer = story.post("confirm", {"version": "1"})

    assert answer.status == 409
    assert "すでにほかの方が確認しています" in answer.text


def test_an_alternative_is_proposed_with_the_goal_of_its_requirement_and_withdrawn(story: Story) -> None:
    goal = sheet(story.cast.sato, story.at, story.aobas).edition.requirements["4-1-3"].goal.ja
    before = story.get().text

    story.post("alternative", {"goal": goal, "means": "部屋に鍵をかける", "why_equal": "入れない", "version": "0"})
    page = story.get().text
    story.post("alternative/withdraw", {"version": "1"})
    after = story.get().text

    assert f">\n{goal}</textarea>" in before
    assert "部屋に鍵をかける" in page
    assert "部屋に鍵をかける" not in after


def test_an_alternative_without_a_reason_comes_back_as_typed(story: Story) -> None:
    answer = story.post("alternative", {"goal": "目的", "means": "わたしの手段", "why_equal": "", "version": "0"})

    assert answer.status == 422
    assert "わたしの手段" in answer.text


def test_an_alternative_that_somebody_changed_shows_both(story: Story) -> None:
    theirs = AlternativeText("目的", "伊藤の手段", "理由")
    alternatives.propose(
        assessment_id=story.aobas, criterion_no=NO, text=theirs, version=0, actor=story.cast.ito, at=story.at
    )

    answer = story.post("alternative", {"goal": "目的", "means": "佐藤の手段", "why_equal": "理由", "version": "0"})

    assert answer.status == 409
    assert "伊藤の手段" in answer.text
    assert "佐藤の手段" in answer.text


def test_colleagues_write_to_each_other(story: Story) -> None:
    story.post("comments", {"text": "@伊藤 次郎 <b>写しは?</b>"})

    page = story.get().text

    assert '<b class="mention">@伊藤 次郎</b>' in page
    assert "&lt;b&gt;写しは?&lt;/b&gt;" in page


def test_an_empty_comment_is_asked_for_words(story: Story) -> None:
    answer = story.post("comments", {"text": " "})

    assert answer.status == 422
    assert "何か書いてから送ってください" in answer.text


@pytest.mark.parametrize("typed", ["15", "１５", " 15 "])
def test_minutes_are_recorded_in_whatever_width_they_are_typed(story: Story, typed: str) -> None:
    story.post("time", {"minutes": typed})

    assert "時間 15分" in story.get().text


@pytest.mark.parametrize("typed", ["", "夕方", "1.5", "99999999999"])
def test_what_are_no_minutes_comes_back_as_typed(story: Story, typed: str) -> None:
    answer = story.post("time", {"minutes": typed})

    assert answer.status == 422
    assert f'value="{typed}"' in answer.text


def test_the_past_of_an_answer_says_who_changed_what(story: Story) -> None:
    story.save("ito", AnswerText(Result.NOT_MET, reason="前の文"), responsible_id=story.cast.ito.person_id)
    story.at += timedelta(minutes=5)
    story.save("sato", AnswerText(Result.MET, reason="後の文"), version=1, due_on=date(2027, 1, 20))
    timing.record_minutes(
        assessment_id=story.aobas,
        criterion_no=NO,
        minutes=15,
        spent_on=date(2026, 11, 23),
        actor=story.cast.ito,
        at=story.at,
    )

    page, part = story.get(f"{NO}/history").text, story.get(f"{NO}/history", headers=PART).text

    assert "<b>佐藤 花子</b>" in page
    assert "<b>佐藤 花子</b>(取りまとめ担当)が回答を変えました" in page
    assert page.index('<del class="words">前の文</del>') < page.index("後の文")
    assert "2027年1月20日" in page
    assert "不適合" in part
    assert "<html" not in part


# Who may, and when


def test_what_was_typed_too_late_is_still_shown(story: Story) -> None:
    closing.close(assessment_id=story.aobas, actor=story.cast.mori, at=story.at)

    page = story.get().text
    answer = story.post("save", {"result": "MET", "reason": "おそすぎた文", "version": "0"})

    assert "この自己評価は閉じています" in page
    assert "data-answer=" not in page
    assert answer.status == 409
    assert "おそすぎた文" in answer.text


def test_an_officer_with_access_reads_and_changes_nothing(story: Story) -> None:
    story.save("ito", AnswerText(Result.MET, reason="会社の文"))
    organization, hayashi = story.cast.sato.organization_id, story.cast.hayashi
    access.open_to(organization_id=organization, reason="問い合わせ", hours=1, actor=hayashi, at=story.at)
    story.post("comments", {"text": "内輪の話"})
    story.post("time", {"minutes": "15"})
    story.come("hayashi")

    page = story.get(query={"criterion": NO}).text
    answer = story.post("save", {"result": "NOT_MET", "version": "1"})

    past = story.get(f"{NO}/history").text

    assert "会社の文" in page
    assert "会社の文" in past
    assert not any(inside in page + past for inside in ("内輪の話", "15分"))
    assert "青葉部品株式会社の回答を見ています" in page
    assert 'method="post"' not in page[page.index("<main") : page.index("</main>")]
    assert answer.status == 403
    assert story.standing.text.reason == "会社の文"


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
@pytest.mark.parametrize("end", ["", "4-1-3/", "4-1-3/list", "4-1-3-2/history"])
def test_a_stranger_reads_nothing(story: Story, who: str, end: str) -> None:
    story.come(who)

    assert story.get(end).status == 404


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
@pytest.mark.parametrize("end", ["save", "confirm", "alternative", "alternative/withdraw", "comments", "time"])
def test_a_stranger_writes_nothing(story: Story, who: str, end: str) -> None:
    story.come(who)

    assert story.post(end, {"text": "x", "minutes": "5", "goal": "g"}).status == 404
