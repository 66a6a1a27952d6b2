"""Aoba goes from handing over to the register on its pages: who sees what, who may do what, what a refusal keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import beginning, submitting
from hoshimori.confirmations.queries.declarations import of_assessment as declarations_of
from hoshimori.confirmations.queries.lines import of_assessment as confirmations_of
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, ConfirmationState
from hoshimori.qualifications.operations import listing
from hoshimori.registry.operations import deciding
from hoshimori.registry.queries.filings import filings_of_assessment
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.shared.actor import Actor
from tests import confirming, registering
from tests.cast import PASSWORD, Cast, Experts, make_eligible, sign_in
from tests.registering import EXPERT_UNCLEAR, SUMMARY

LACKING = Key(About.CRITERION, "4-1-3-2")
PARTS = ("", "ask/", "need/", "withdraw/", "again/", "result/", "declare/", "file/")


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota can confirm."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def sato(client: Client, cast: Cast, at: datetime) -> Client:
    return sign_in(client, cast.sato, at)


def way(assessment_id: UUID, rest: str = "") -> str:
    return f"/assessments/{assessment_id}/confirmation/{rest}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def agree_to_be_listed(expert: Actor, at: datetime) -> None:
    nothing: frozenset[str] = frozenset()
    offer = {"is_listed": True, "serves": "OTHERS", "statement": "製造業を多く見ています。"}
    served = dict.fromkeys(("prefectures", "industries", "size_classes"), nothing)
    listing.change(**offer, **served, version=0, actor=expert, at=at)  # type: ignore[arg-type]  # said short


def test_each_step_says_what_is_to_be_done_next(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    said = []

    def look(assessment_id: UUID) -> None:
        said.append(sato.get(way(assessment_id)).context["page"].next.heading)

    begun = confirming.answered(cast.sato, at)
    look(begun)
    confirming.hand_over(begun, cast.sato, at)
    look(begun)
    asked = confirming.ask_about(begun, cast.sato, kiyota, at)
    look(begun)
    matter = confirming.returned(cast.sato, kiyota, at, [LACKING])
    look(matter.assessment_id)
    confirming.hand_over_anew(matter.assessment_id, cast.sato, at)
    look(matter.assessment_id)
    done = registering.registered(cast, kiyota, at)
    look(done.filed.matter.assessment_id)

    assert asked.assessment_id == begun
    assert said == [
        "まず、自己評価を引き渡してください",
        "専門家に確認を依頼してください",
        "清田 実 さんに依頼しました",
        "専門家が返しました。理由を読んで直してください",
        "同じ専門家にもう一度渡す",
        "青葉部品株式会社 は登録されています",
    ]


def test_four_stars_go_another_way_that_is_not_here_yet(sato: Client, cast: Cast, at: datetime) -> None:
    begun = beginning.begin(level=4, title="★4へ", actor=cast.sato, at=at)

    page = read(sato, way(begun))
    nothing_to_ask = sato.get(way(begun, "need/")).context["page"]

    assert not nothing_to_ask.can_ask
    assert "★4は第三者評価で進みます" in page
    assert "まだ作っているところ" in page


def test_an_expert_is_found_and_asked(sato: Client, cast: Cast, experts: Experts, kiyota: Actor, at: datetime) -> None:
    agree_to_be_listed(kiyota, at)
    handed_over = confirming.handed_over(cast.sato, at)

    choices = read(sato, way(handed_over, "ask/"))
    page = read(sato, way(handed_over, f"ask/?expert={kiyota.membership_id}"))
    sent = {"expert": str(kiyota.membership_id), "message": "三月までにお願いします。"}
    asked = sato.post(way(handed_over, "ask/"), sent, follow=True).content.decode()

    (line,) = confirmations_of(cast.sato, at, handed_over)
    assert "南 千鶴" in choices
    assert "今日は確認できません" in choices
    assert "清田 実 さんに、貴社からの依頼とメッセージが届きます。" in page
    assert "返事があればお知らせします" in asked
    assert (line.state, line.message) == (ConfirmationState.ASKED, "三月までにお願いします。")
    assert experts.minami.membership_id != kiyota.membership_id


def test_who_is_not_listed_is_not_named_to_others(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    handed_over = confirming.handed_over(cast.sato, at)

    page = read(sato, way(handed_over, f"ask/?expert={kiyota.membership_id}"))

    assert "いま名簿にありません" in page
    assert "清田" not in page


def test_from_the_register_of_experts_one_comes_to_asking(
    sato: Client, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    handed_over = confirming.handed_over(cast.sato, at)

    agree_to_be_listed(kiyota, at)

    register = read(sato, "/experts/")
    answer = sato.get(f"/confirmation/ask/?expert={kiyota.membership_id}")

    assert f"/confirmation/ask/?expert={kiyota.membership_id}" in register
    assert "この専門家に依頼する" not in read(Client(), "/experts/")
    assert answer["Location"] == way(handed_over, f"ask/?expert={kiyota.membership_id}")


def test_a_need_is_shown_and_taken_off_the_list_with_a_reason(sato: Client, cast: Cast, at: datetime) -> None:
    handed_over = confirming.handed_over(cast.sato, at)

    sato.post(way(handed_over, "need/"), {"message": "訪問を希望します。"})
    without = sato.post(way(handed_over, "withdraw/"), {"reason": " "})
    sato.post(way(handed_over, "withdraw/"), {"reason": "知人に頼みます。"})

    (line,) = confirmations_of(cast.sato, at, handed_over)
    assert without.status_code == 422
    assert line.state == ConfirmationState.WITHDRAWN
    assert "知人に頼みます。" in read(sato, way(handed_over))


def test_what_was_typed_stays_when_asking_is_refused(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    agree_to_be_listed(kiyota, at)
    asked = confirming.asked(cast.sato, kiyota, at)
    sent = {"expert": str(kiyota.membership_id), "message": "三月までに。"}

    answer = sato.post(way(asked.assessment_id, "ask/"), sent)

    assert answer.status_code == 409
    assert "三月までに。" in answer.content.decode()
    assert "すでに専門家に依頼しています" in answer.content.decode()


def test_reasons_stand_with_the_way_to_their_criterion(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.returned(cast.sato, kiyota, at, [LACKING])

    page = sato.get(way(matter.assessment_id, "result/")).context["page"]

    (disagreed,) = page.disagreed
    assert (disagreed.no, disagreed.reason) == ("4-1-3-2", "記録が見当たりません。")
    assert f"/assessments/{matter.assessment_id}/answers/" in disagreed.address
    assert len(page.agreed) == 80
    assert page.advice == "記録の残し方から始めてください。"


def test_taken_back_from_the_reasons_one_goes_on_mending(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.returned(cast.sato, kiyota, at, [LACKING])
    back = f"/assessments/{matter.assessment_id}/report/take-back"

    answer = sato.post(back, {"then": "mend"})

    assert answer["Location"] == way(matter.assessment_id, "result/")
    assert "専門家の指摘を直して" in read(sato, way(matter.assessment_id))


def test_nothing_judged_is_read_before_the_expert_tells(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.judged(cast.sato, kiyota, at)

    page = read(sato, way(matter.assessment_id, "result/"))

    assert confirming.AGREED not in page


def test_mended_it_goes_to_the_same_expert(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.returned(cast.sato, kiyota, at, [LACKING])
    confirming.hand_over_anew(matter.assessment_id, cast.sato, at)

    sato.post(way(matter.assessment_id, "again/"))

    (line,) = confirmations_of(cast.sato, at, matter.assessment_id)
    assert (line.state, line.submission_number) == (ConfirmationState.JUDGING, 2)
    assert "第1回についての判断です" in read(sato, way(matter.assessment_id, "result/"))


def test_taking_back_says_what_it_ends(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.declared(cast.sato, kiyota, cast.mori, at)

    page = read(sato, f"/assessments/{matter.assessment_id}/report/hand-over/")

    assert "確認と宣誓は無効になります" in page


def test_management_declares_after_showing_who_it_is(client: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    mori, here = sign_in(client, cast.mori, at), way(matter.assessment_id, "declare/")
    page = mori.get(here).context["page"]

    asked = mori.post(here, {"seen": page.covered.digest, "title": "代表取締役"})
    before = declarations_of(cast.mori, at, matter.assessment_id)
    done = mori.post(asked["Location"], {"password": PASSWORD}, follow=True)

    (made,) = declarations_of(cast.mori, at, matter.assessment_id)
    assert asked["Location"].startswith("/account/prove/")
    assert before == ()
    assert (made.title, made.whole_digest) == ("代表取締役", page.covered.digest)
    assert "運営機関に申請してください" in done.content.decode()


def test_without_a_position_nothing_is_declared(client: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    mori, here = sign_in(client, cast.mori, at), way(matter.assessment_id, "declare/")
    digest = mori.get(here).context["page"].covered.digest

    asked = mori.post(here, {"seen": digest, "title": ""})
    answer = mori.post(asked["Location"], {"password": PASSWORD})

    assert answer.status_code == 422
    assert "役職を書いてください" in answer.content.decode()
    assert declarations_of(cast.mori, at, matter.assessment_id) == ()


def test_a_coordinator_reads_who_can_declare(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    here = way(matter.assessment_id, "declare/")

    page = read(sato, here)

    assert "貴社の代表者は 森 健一 さんです" in page
    assert "代表者を招待する" in page
    assert "私は、当社の経営に責任を持つ者として" in page
    assert sato.post(here, {"title": "課長"}).status_code == 403


def test_a_void_declaration_is_shown_as_void_with_why(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.declared(cast.sato, kiyota, cast.mori, at)
    submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)

    page = read(sato, way(matter.assessment_id, "declare/"))

    assert "前の宣誓は無効です" in page
    assert "自己評価が取り戻されました" in page


def test_one_sees_what_will_be_public_and_files(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.declared(cast.sato, kiyota, cast.mori, at)
    here = way(matter.assessment_id, "file/")
    typed = {"scope_summary_ja": SUMMARY, "scope_summary_en": "Everything"}

    missing = sato.post(here, {"act": "look", "scope_summary_ja": "", "scope_summary_en": "Everything"})
    seen = sato.post(here, typed | {"act": "look"}).content.decode()
    changing = sato.post(here, typed | {"act": "change"}).content.decode()
    nothing_yet = filings_of_assessment(cast.sato, at, matter.assessment_id)
    sato.post(here, typed | {"act": "file"})

    (filed,) = filings_of_assessment(cast.sato, at, matter.assessment_id)
    assert missing.status_code == 422
    assert "Everything" in missing.content.decode()
    assert "登録されると、だれでも次の内容を読めます" in seen
    assert f">{SUMMARY}" not in changing.partition("<textarea")[0]
    assert SUMMARY in changing
    assert nothing_yet == ()
    assert filed.state == FilingState.FILED


def test_a_refused_filing_says_why_and_is_made_anew(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    filed = registering.filed(cast, kiyota, at)
    deciding.check(filing_id=filed.filing_id, points=EXPERT_UNCLEAR, actor=cast.hayashi, at=at)
    deciding.refuse(filing_id=filed.filing_id, reason="研修を確かめられません。", actor=cast.hayashi, at=at)

    page = read(sato, f"/confirmation/filings/{filed.filing_id}/")
    again = read(sato, way(filed.matter.assessment_id, "file/"))

    assert "研修を確かめられません。" in page
    assert "研修の記録が読めません。" in page
    assert SUMMARY in again


def test_a_filing_is_withdrawn_with_a_reason(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    filed = registering.filed(cast, kiyota, at)
    here = f"/confirmation/filings/{filed.filing_id}/withdraw/"

    without = sato.post(here, {"reason": ""})
    sato.post(here, {"reason": "要約を直します。"})

    assert without.status_code == 422
    (line,) = filings_of_assessment(cast.sato, at, filed.matter.assessment_id)
    assert line.state == FilingState.WITHDRAWN


def test_a_filing_without_its_ground_is_pointed_out(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    filed = registering.filed(cast, kiyota, at)
    submitting.take_back(assessment_id=filed.matter.assessment_id, actor=cast.sato, at=at)

    assert "このままでは登録できない申請があります" in read(sato, way(filed.matter.assessment_id))
    assert "もとになった宣誓が無効" in read(sato, f"/confirmation/filings/{filed.filing_id}/")


def test_a_registration_tells_how_long_it_holds_and_when_it_is_renewed(
    client: Client, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.registered(cast, kiyota, at)
    here = f"/confirmation/registrations/{done.registration_id}/"

    now = read(sign_in(client, cast.sato, at), here)
    later = read(sign_in(client, cast.sato, at + timedelta(days=300)), here)

    assert "あと365日" in now
    assert "2027年8月25日から" in now
    assert "この回答を引き継いで新しく始める" in later


def test_a_change_is_notified_and_a_late_one_flagged(sato: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registering.registered(cast, kiyota, at)
    here = f"/confirmation/registrations/{done.registration_id}/"

    no_day = sato.post(here + "change/", {"what": "本社が移転した。", "happened_on": ""})
    sato.post(here + "change/", {"what": "本社が移転した。", "happened_on": "2026-09-01"})

    page = read(sato, here)
    assert no_day.status_code == 422
    assert "本社が移転した。" in no_day.content.decode()
    assert "本社が移転した。" in page
    assert "期限後の届出" in page


def test_only_the_representative_returns_a_registration(
    client: Client, cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.registered(cast, kiyota, at)
    here = f"/confirmation/registrations/{done.registration_id}/return/"

    refused = sign_in(client, cast.sato, at).post(here, {"reason": "事業をやめた。"})
    mori = sign_in(client, cast.mori, at)
    without = mori.post(here, {"reason": ""})
    mori.post(here, {"reason": "事業をやめた。"})

    (line,) = registrations_of(cast.mori, at)
    assert (refused.status_code, without.status_code) == (403, 422)
    assert line.public.state == RegistrationState.RETURNED


def test_a_renewal_is_filed_for_the_registration_that_ends(
    client: Client, cast: Cast, experts: Experts, at: datetime
) -> None:
    kiyota = registering.eligible_for_years(experts.kiyota, cast.hayashi)
    done, later = registering.registered(cast, kiyota, at), at + timedelta(days=300)
    registering.declare_once_more(done.filed, later)
    sato, here = sign_in(client, cast.sato, later), way(done.filed.matter.assessment_id, "file/")

    page = read(sato, here)
    sato.post(here, {"act": "file", "scope_summary_ja": SUMMARY, "scope_summary_en": ""})

    (line,) = registrations_of(cast.sato, later)
    assert "の更新です" in page
    assert line.is_renewal_pending


def test_today_tells_how_it_stands(client: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    confirming.returned(cast.sato, kiyota, at, [LACKING])
    returned = read(sign_in(client, cast.sato, at), "/today/")
    confirming.confirmed(cast.sato, kiyota, at + timedelta(hours=1))
    confirmed = read(sign_in(client, cast.mori, at + timedelta(hours=1)), "/today/")

    assert "専門家が返しました。理由を読んで直してください" in returned
    assert "自己適合を宣誓してください" in confirmed


def test_a_contributor_reads_and_does_not_ask(client: Client, cast: Cast, at: datetime) -> None:
    handed_over = confirming.handed_over(cast.sato, at)
    ito = sign_in(client, cast.ito, at)

    assert "依頼は、代表者か取りまとめ担当が行います" in read(ito, way(handed_over))
    for rest in ("ask/", "need/", "withdraw/", "again/", "file/"):
        assert ito.get(way(handed_over, rest)).status_code == 403, rest
    assert ito.post(way(handed_over, "need/"), {"message": ""}).status_code == 403


def test_for_anybody_else_none_of_it_exists(client: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registering.registered(cast, kiyota, at)
    things = [f"/confirmation/filings/{done.filed.filing_id}/", f"/confirmation/registrations/{done.registration_id}/"]
    addresses = [way(done.filed.matter.assessment_id, rest) for rest in PARTS] + things
    kuro = sign_in(Client(), cast.kuro, at)

    for address in addresses:
        assert kuro.get(address).status_code == 404, address
        assert client.get(address).status_code == 302, address
        assert client.get(address)["Location"].startswith("/account/sign-in/"), address


def test_the_pages_cost_the_same_however_much_there_is(
    sato: Client, cast: Cast, kiyota: Actor, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = registering.registered(cast, kiyota, at)

    for rest in ("", "result/", "declare/", "file/"):
        with django_assert_max_num_queries(40):
            read(sato, way(done.filed.matter.assessment_id, rest))


def test_without_a_representative_one_is_invited(client: Client, cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.tanaka, kiyota, at)

    page = read(sign_in(client, cast.tanaka, at), way(matter.assessment_id, "declare/"))

    assert "まだ代表者の役割の人がいません" in page
