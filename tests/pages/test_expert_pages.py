"""The expert's pages: what is asked of Kiyota, what she judges beside the answers, and what nobody else finds there."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoshimori.assessments.operations import alternatives, evidence, excluding
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.evidence import Covers, Pointer
from hoshimori.assessments.rules.scope import Omission
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.queries.lines import line
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, ConfirmationState, Verdict
from hoshimori.files.intake import Upload
from hoshimori.qualifications.operations import recording
from hoshimori.shared.actor import Actor, Role
from tests import confirming
from tests.cast import HELD_FROM, LISTED, Cast, Experts, enter, found, join, make_eligible, sign_in
from tests.confirming import Asked

if TYPE_CHECKING:
    from django.test import Client

PART, ONE, OTHER = "4-1-3", "4-1-3-2", "4-1-3-3"
CRITERION, NEXT = Key(About.CRITERION, ONE), Key(About.CRITERION, OTHER)
ALTERNATIVE, EXCLUSION = Key(About.ALTERNATIVE, ONE), Key(About.EXCLUSION, "0")
SEEN = "設定画面で確かめました。"
HOSTILE = "<script>alert('x')</script>\"'"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota, eligible until October 2027."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def yamabe(cast: Cast) -> Actor:
    """Yamabe of another firm, eligible, whom nobody asks."""
    firm = found(enter("樋口 操", "higuchi@hikari.example"), "1999912340011", "ひかり相談室")
    yamabe = join(firm, "山辺 七海", "yamabe@hikari.example", Role.EXPERT)
    make_eligible(yamabe, cast.hayashi)
    return yamabe


@pytest.fixture
def matter(cast: Cast, kiyota: Actor, at: datetime) -> Asked:
    """What Kiyota took on: everything met, with an alternative, an exclusion, a file, and a file that stays there."""
    begun = confirming.answered(cast.sato, at)
    omission = Omission("検査室のPC 2台", "OUT_OF_SUPPORT_CUT_OFF", "更新できません。", "切り離しました。")
    excluding.exclude(assessment_id=begun, omission=omission, actor=cast.sato, at=at)
    text = AlternativeText("鍵を守る。", "金庫に入れる。", "鍵は2人だけが持つ。")
    alternatives.propose(assessment_id=begun, criterion_no=ONE, text=text, version=0, actor=cast.sato, at=at)
    evidence.add_file(
        assessment_id=begun,
        criterion_no=ONE,
        upload=Upload("誓約書.pdf", BytesIO(PDF), len(PDF)),
        covers=Covers(date(2026, 1, 1), date(2026, 11, 1)),
        actor=cast.sato,
        at=at,
    )
    pointer = Pointer("入退室簿", "総務の棚")
    evidence.add_pointer(
        assessment_id=begun, criterion_no=ONE, pointer=pointer, covers=Covers(), actor=cast.sato, at=at
    )
    confirming.hand_over(begun, cast.sato, at)
    asked = confirming.ask_about(begun, cast.sato, kiyota, at)
    judging.take_on(confirmation_id=asked.confirmation_id, actor=kiyota, at=at)
    return asked


def root(matter: Asked) -> str:
    return f"/expert/confirmations/{matter.confirmation_id}/"


def part(matter: Asked, no: str = PART) -> str:
    return f"{root(matter)}parts/{no}/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """Return what a browser sends from the page's form as it stands, without any button."""
    form = page[page.index("data-judges") :]
    hidden = dict(re.findall(r'<input type="hidden" name="((?:version|mark)-[^"]+)" value="([^"]*)"', form))
    chosen = dict(re.findall(r'name="(verdict-[^"]+)" value="(\w+)" checked', form))
    texts = dict(re.findall(r'name="(reason-[^"]+)"[^>]*>\n([^<]*)</textarea>', form))
    return {**hidden, **chosen, **texts}


def typed(key: Key, verdict: str, reason: str) -> dict[str, str]:
    code = f"{key.about.value}-{key.subject}"
    return {f"verdict-{code}": verdict, f"reason-{code}": reason}


def judged(matter: Asked, at: datetime) -> dict[Key, tuple[Verdict, str]]:
    found = detail(matter.expert, at, matter.confirmation_id).judgements
    return {key: (one.verdict, one.reason) for key, one in found.items()}


# The desk


def test_the_desk_names_who_waits_longest_and_leads_there(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)

    page = text_of(sign_in(client, kiyota, at), "/expert/")

    assert "引き受けるか断る" in page
    assert f'href="{root(matter)}"' in page


def test_an_expert_takes_on_what_it_was_asked_for_and_only_then_reads_it(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)
    expert = sign_in(client, kiyota, at)

    asked = text_of(expert, root(matter))
    before = expert.get(part(matter))
    done = expert.post(f"{root(matter)}take-on/", follow=True)

    assert "規程に定め" not in asked
    assert before.status_code == 404
    assert done.redirect_chain[-1][0] == part(matter, "scope")
    assert "規程に定め" in text_of(expert, part(matter))


def test_declining_asks_for_a_reason_and_keeps_the_form(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)
    expert = sign_in(client, kiyota, at)

    empty = expert.post(f"{root(matter)}decline/", {"reason": " "})
    done = expert.post(f"{root(matter)}decline/", {"reason": "予定がいっぱいです。"})

    assert empty.status_code == 422
    assert 'id="reason-error"' in empty.content.decode()
    assert done["Location"] == "/expert/"
    assert line(kiyota, at, matter.confirmation_id).state == ConfirmationState.DECLINED
    assert "予定がいっぱいです。" in text_of(expert, root(matter))
    assert expert.get(f"{root(matter)}decline/").status_code == 404


def test_a_need_says_who_looks_and_nothing_of_the_answers(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    begun = confirming.handed_over(cast.sato, at)
    need = asking.show_need(assessment_id=begun, message="年内に。", actor=cast.sato, at=at)
    expert = sign_in(client, kiyota, at)

    desk, page = text_of(expert, "/expert/"), text_of(expert, f"/expert/needs/{need}/")
    closed = expert.get(f"/expert/confirmations/{need}/")
    expert.post(f"/expert/confirmations/{need}/take-on/")

    assert "青葉部品株式会社" in desk
    assert "年内に。" in page
    assert "規程に定め" not in desk + page
    assert closed.status_code == 404
    assert line(kiyota, at, need).state == ConfirmationState.JUDGING


def test_who_is_not_eligible_is_told_why_since_when_and_what_to_do(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    person = {"person_id": experts.kiyota.person_id, "actor": cast.hayashi, "at": at}
    recording.record_qualification(name=LISTED, proof="第1号", held_from=HELD_FROM, valid_until=None, **person)
    recording.record_training(
        provider="制度研修機関(見本)", completed_on=date(2025, 11, 1), valid_until=date(2026, 11, 1), **person
    )
    begun = confirming.handed_over(cast.sato, at)
    asking.show_need(assessment_id=begun, message="", actor=cast.sato, at=at)

    page = text_of(sign_in(client, experts.kiyota, at), "/expert/")

    assert "2026年11月1日から、この状態です。" in page
    assert "研修を修了し" in page
    assert "引き受ける" not in page
    assert "専門家を探している会社" not in page


def test_what_was_asked_of_an_expert_who_ran_out_offers_only_to_decline(
    cast: Cast, kiyota: Actor, client: Client, at: datetime
) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)
    late = at.replace(year=2028)
    expert = sign_in(client, kiyota, late)

    page = text_of(expert, root(matter))
    refused = expert.post(f"{root(matter)}take-on/")

    assert "take-on/" not in page
    assert f"{root(matter)}decline/" in page
    assert refused.status_code == 409


def test_lists_by_state_have_their_own_pages(cast: Cast, kiyota: Actor, client: Client, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    expert = sign_in(client, kiyota, at)

    assert root(matter) in text_of(expert, "/expert/?show=CONFIRMED&page=1")
    assert root(matter) not in text_of(expert, "/expert/?show=ENDED&page=x")
    assert root(matter) not in text_of(expert, "/expert/?show=<b>")


# Who may be here


def addresses(matter: Asked) -> list[str]:
    here = root(matter)
    ends = ["", "decline/", "parts/scope/", f"parts/{PART}/", "conclude/", "said/", f"evidence/{'0' * 64}/"]
    return [here + end for end in ends]


def acts(matter: Asked) -> list[str]:
    here = root(matter)
    ends = ["take-on/", "decline/", f"parts/{PART}/judge/", "take-over/", "conclude/confirm/", "conclude/return/"]
    return [here + end for end in ends]


@pytest.mark.parametrize("who", ["sato", "mori", "ito", "tanaka", "hayashi", "ono"])
def test_nobody_else_works_here(cast: Cast, matter: Asked, client: Client, at: datetime, who: str) -> None:
    other = sign_in(client, getattr(cast, who), at)

    assert [other.get(address).status_code for address in ["/expert/", *addresses(matter)]].count(200) == 0
    assert {other.post(address).status_code for address in acts(matter)} <= {403, 404}


def test_another_expert_finds_nothing(matter: Asked, yamabe: Actor, client: Client, at: datetime) -> None:
    other = sign_in(client, yamabe, at)

    assert {other.get(address).status_code for address in addresses(matter)} == {404}
    assert {other.post(address).status_code for address in acts(matter)} == {404}
    assert "青葉部品" not in text_of(other, "/expert/")


def test_signed_out_leads_to_signing_in(matter: Asked, client: Client) -> None:
    assert {client.get(address).status_code for address in ["/expert/", *addresses(matter)]} == {302}


def test_a_part_that_is_none_is_not_found(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    expert = sign_in(client, kiyota, at)

    assert expert.get(part(matter, "9-9-9")).status_code == 404
    assert expert.get(part(matter, "4-1-3-2")).status_code == 404
    assert expert.post(f"{part(matter, 'x')}judge/", {}).status_code == 404


# Judging


def test_beside_what_is_asked_stands_what_the_company_says(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    page = text_of(sign_in(client, kiyota, at), part(matter))

    assert "規程に定め、記録で確かめている。" in page
    assert "誓約書.pdf" in page
    assert "2026年1月1日 – 2026年10月31日" in page
    assert "会社で保管: 総務の棚" in page
    assert "金庫に入れる。" in page
    assert confirming.LACKING in page
    assert page.count("会社が読みます(公開されません)") == 6


def test_the_scope_shows_what_is_left_out_to_be_judged(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)

    page = text_of(expert, part(matter, "scope"))
    expert.post(f"{part(matter, 'scope')}judge/", fields(page) | typed(EXCLUSION, "AGREED", SEEN))

    assert "検査室のPC 2台" in page
    assert "切り離しました。" in page
    assert judged(matter, at) == {EXCLUSION: (Verdict.AGREED, SEEN)}


def test_one_form_saves_what_was_touched_and_leaves_the_rest(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    page = text_of(expert, part(matter))
    sent = fields(page) | typed(CRITERION, "AGREED", SEEN) | typed(ALTERNATIVE, "NOT_AGREED", "金庫の鍵が1本です。")

    answer = expert.post(f"{part(matter)}judge/", sent | {"act": "save"})

    assert answer["Location"] == part(matter)
    assert judged(matter, at) == {
        CRITERION: (Verdict.AGREED, SEEN),
        ALTERNATIVE: (Verdict.NOT_AGREED, "金庫の鍵が1本です。"),
    }
    assert "<b>1</b>" in text_of(expert, part(matter))


def test_saving_leads_on_to_what_is_not_judged(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    expert = sign_in(client, kiyota, at)
    sent = fields(text_of(expert, part(matter))) | typed(Key(About.CRITERION, "4-1-3-1"), "AGREED", SEEN)

    answer = expert.post(f"{part(matter)}judge/", sent | {"act": "on"})

    assert answer["Location"] == f"{part(matter)}#CRITERION-{ONE}"


def test_all_of_a_requirement_are_judged_at_once_with_one_reason(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    confirming.judge(matter, at, [NEXT], Verdict.NOT_AGREED, "2種類ではありません。")
    sent = fields(text_of(expert, part(matter)))

    expert.post(f"{part(matter)}judge/", sent | {"act": "all", "verdict-ALL": "AGREED", "reason-ALL": SEEN})

    said = judged(matter, at)
    assert said[NEXT] == (Verdict.NOT_AGREED, "2種類ではありません。")
    assert {key.subject for key, one in said.items() if one == (Verdict.AGREED, SEEN)} == {
        "4-1-3-1",
        "4-1-3-2",
        "4-1-3-4",
    }
    assert ALTERNATIVE not in said


def test_all_at_once_needs_a_reason_too(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    expert = sign_in(client, kiyota, at)
    sent = fields(text_of(expert, part(matter)))

    answer = expert.post(f"{part(matter)}judge/", sent | {"act": "all", "verdict-ALL": "AGREED", "reason-ALL": ""})

    assert answer.status_code == 422
    assert 'id="error-ALL"' in answer.content.decode()
    assert judged(matter, at) == {}


def test_a_judgement_without_reason_is_refused_beside_its_field_and_the_others_are_saved(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    page = text_of(expert, part(matter))
    sent = fields(page) | typed(CRITERION, "NOT_AGREED", " ") | typed(NEXT, "AGREED", SEEN)
    sent |= typed(ALTERNATIVE, "", "まだ決めていません。")

    answer = expert.post(f"{part(matter)}judge/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="error-CRITERION-{ONE}"' in page
    assert "まだ決めていません。" in page
    assert f'name="verdict-CRITERION-{ONE}" value="NOT_AGREED" checked' in page
    assert judged(matter, at) == {NEXT: (Verdict.AGREED, SEEN)}


def test_what_was_judged_in_another_window_stands_beside_what_was_typed(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    sent = fields(text_of(expert, part(matter))) | typed(CRITERION, "AGREED", "わたしの理由。")
    confirming.judge(matter, at, [CRITERION, NEXT], Verdict.NOT_AGREED, "別の画面の理由。")

    answer = expert.post(f"{part(matter)}judge/", sent)
    page = answer.content.decode()
    again = expert.post(f"{part(matter)}judge/", fields(page) | typed(CRITERION, "AGREED", "わたしの理由。"))

    assert answer.status_code == 409
    assert "わたしの理由。" in page
    assert "別の画面の理由。" in page
    assert again.status_code == 302
    assert judged(matter, at) == {
        CRITERION: (Verdict.AGREED, "わたしの理由。"),
        NEXT: (Verdict.NOT_AGREED, "別の画面の理由。"),
    }


def test_a_script_saves_one_thing_and_gets_what_it_exchanges(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    sent = fields(text_of(expert, part(matter))) | typed(CRITERION, "AGREED", SEEN) | typed(NEXT, "AGREED", "途中")

    answer = expert.post(f"{part(matter)}judge/", sent | {"only": f"CRITERION-{ONE}"}, headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert page.count("data-judgment=") == 1
    assert 'id="counts"' in page
    assert judged(matter, at) == {CRITERION: (Verdict.AGREED, SEEN)}


@pytest.mark.parametrize("word", ["", "OPEN", "NOT_AGREED", "CHANGED", "FOUND", "<b>"])
def test_filters_find_what_they_say(matter: Asked, kiyota: Actor, client: Client, at: datetime, word: str) -> None:
    confirming.judge(matter, at, [CRITERION], Verdict.NOT_AGREED, SEEN)
    expert = sign_in(client, kiyota, at)

    page = expert.get(part(matter), {"show": word}).context["page"]

    found = {"OPEN": 82, "NOT_AGREED": 1, "CHANGED": 0}
    if word in found:
        assert len(page.listing.found) == found[word]


def test_what_somebody_types_is_text_everywhere(cast: Cast, kiyota: Actor, client: Client, at: datetime) -> None:
    begun = confirming.answered(cast.sato, at)
    confirming.answer(begun, ONE, Given(AnswerText(Result.MET, reason=HOSTILE)), cast.sato, at)
    omission = Omission(HOSTILE, "OTHER", HOSTILE, HOSTILE)
    excluding.exclude(assessment_id=begun, omission=omission, actor=cast.sato, at=at)
    confirming.hand_over(begun, cast.sato, at)
    matter = confirming.ask_about(begun, cast.sato, kiyota, at)
    judging.take_on(confirmation_id=matter.confirmation_id, actor=kiyota, at=at)
    confirming.judge(matter, at, [CRITERION, EXCLUSION], Verdict.NOT_AGREED, HOSTILE)
    expert = sign_in(client, kiyota, at)

    pages = [text_of(expert, root(matter) + end) for end in (f"parts/{PART}/", "parts/scope/", "conclude/", "said/")]

    assert all("alert(" in page and "<script>alert" not in page for page in (pages[0], pages[1], pages[3]))
    assert "<script>alert" not in pages[2]


def test_strange_things_sent_are_refused_and_nothing_breaks(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    code = f"CRITERION-{ONE}"
    strange = [
        {f"reason-{code}": "理由", f"verdict-{code}": "PERHAPS"},
        {f"reason-{code}": "あ" * 5000, f"verdict-{code}": "AGREED"},
        {f"reason-{code}": "理由", f"verdict-{code}": "AGREED", f"version-{code}": "99999999999999"},
        {f"reason-{code}": "理\x00由", f"verdict-{code}": "AGREED"},
        {"act": "all"},
    ]

    found = [expert.post(f"{part(matter)}judge/", sent).status_code for sent in strange]

    assert found[0] == found[1] == found[4] == 422
    assert set(found) <= {302, 400, 409, 422}


# Evidence


def test_exactly_the_files_of_the_handing_over_are_given_out(
    cast: Cast, matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    expert = sign_in(client, kiyota, at)
    address = re.findall(r'href="([^"]+/evidence/[^"]+)"', text_of(expert, part(matter)))[0]
    other = confirming.answered(cast.tanaka, at)
    theirs = evidence.add_file(
        assessment_id=other,
        criterion_no=ONE,
        upload=Upload("他社.pdf", BytesIO(PDF + b"x"), len(PDF) + 1),
        covers=Covers(),
        actor=cast.tanaka,
        at=at,
    )

    answer = expert.get(address)

    assert b"".join(answer) == PDF  # type: ignore[arg-type]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert expert.get(f"{root(matter)}evidence/{theirs.sha256}/").status_code == 404


# Handed over again


def returned_and_mended(matter: Asked, at: datetime) -> None:
    """Everything agreed with but one criterion; the company mends that one and hands over again."""
    confirming.judge(matter, at, [CRITERION], Verdict.NOT_AGREED, "画面が見当たりません。")
    confirming.judge(matter, at)
    concluding.send_back(
        confirmation_id=matter.confirmation_id, reason="", advice="", manner="", actor=matter.expert, at=at
    )
    confirming.hand_over_anew(
        matter.assessment_id,
        matter.actor,
        at,
        lambda: confirming.answer(matter.assessment_id, ONE, confirming.MENDED, matter.actor, at),
    )
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=matter.actor, at=at)


def test_handed_over_again_says_what_changed_and_takes_over_the_rest(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    returned_and_mended(matter, at)
    expert = sign_in(client, kiyota, at)

    before = text_of(expert, part(matter))
    expert.post(f"{root(matter)}take-over/")
    after = expert.get(part(matter), {"show": "OPEN"}).context["page"]

    assert "前回から変わった<" in before
    assert "前回から変わっていない" in before
    assert "画面が見当たりません。" in before
    assert {one.no for one in after.listing.found} == {ONE}
    assert expert.post(f"{root(matter)}take-over/").status_code == 409


# Deciding


def test_what_prevents_confirming_is_named_with_the_way_there(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    confirming.judge(matter, at, [CRITERION, EXCLUSION], Verdict.NOT_AGREED, SEEN)
    expert = sign_in(client, kiyota, at)

    page = text_of(expert, f"{root(matter)}conclude/")

    assert "まだ判断していないものが81件あります。" in page
    assert f"{part(matter)}#CRITERION-{ONE}" in page
    assert "適用除外「検査室のPC 2台」" in page
    assert "conclude/confirm/" not in page


def test_confirming_asks_how_it_was_done_and_keeps_what_was_typed(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    confirming.judge(matter, at)
    expert = sign_in(client, kiyota, at)

    empty = expert.post(f"{root(matter)}conclude/confirm/", {"advice": "来年は訓練を。"})
    done = expert.post(f"{root(matter)}conclude/confirm/", {"manner": "VISIT", "advice": "来年は訓練を。"}, follow=True)

    assert empty.status_code == 422
    assert 'id="manner-error"' in empty.content.decode()
    assert "来年は訓練を。" in empty.content.decode()
    assert "訪問して確かめた" in done.content.decode()
    assert confirming.AGREED in done.content.decode()
    assert line(kiyota, at, matter.confirmation_id).state == ConfirmationState.CONFIRMED


def test_returning_without_any_reason_is_refused(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    confirming.judge(matter, at)
    expert = sign_in(client, kiyota, at)

    empty = expert.post(f"{root(matter)}conclude/return/", {"reason": "", "advice": "助言です。"})
    done = expert.post(f"{root(matter)}conclude/return/", {"reason": "範囲を直してください。"}, follow=True)

    assert empty.status_code == 422
    assert 'id="reason-error"' in empty.content.decode()
    assert "助言です。" in empty.content.decode()
    assert "範囲を直してください。" in done.content.decode()
    assert line(kiyota, at, matter.confirmation_id).state == ConfirmationState.RETURNED


def test_after_the_end_it_can_be_read_and_no_longer_judged(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    confirming.judge(matter, at)
    expert = sign_in(client, kiyota, at)
    sent = fields(text_of(expert, part(matter))) | typed(CRITERION, "NOT_AGREED", "遅れて書いた理由。")
    confirming.confirm(matter, at)

    page = text_of(expert, part(matter))
    late = expert.post(f"{part(matter)}judge/", sent)

    assert "<textarea" not in page
    assert late.status_code == 409
    assert "遅れて書いた理由。" in late.content.decode()
    assert expert.get(f"{root(matter)}conclude/").status_code == 302


def test_what_a_company_took_back_is_said_and_not_confirmed(
    matter: Asked, kiyota: Actor, client: Client, at: datetime
) -> None:
    confirming.judge(matter, at)
    confirming.hand_over_anew(matter.assessment_id, matter.actor, at)
    expert = sign_in(client, kiyota, at)

    page = text_of(expert, f"{root(matter)}conclude/")
    refused = expert.post(f"{root(matter)}conclude/confirm/", {"manner": "VISIT", "advice": ""})

    assert "まだあなたには届けていません" in page
    assert refused.status_code == 409


# Fast


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_do_not_grow_with_what_is_judged(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    expert = sign_in(client, kiyota, at)
    pages = ["/expert/", part(matter), part(matter, "scope"), f"{root(matter)}conclude/", f"{root(matter)}said/"]
    for page in pages:
        expert.get(page)
    before = [statements(expert, page) for page in pages]

    confirming.judge(matter, at)

    assert [statements(expert, page) for page in pages] == before
    assert max(before) <= 26


def test_every_page_speaks_both_languages(matter: Asked, kiyota: Actor, client: Client, at: datetime) -> None:
    confirming.judge(matter, at, [CRITERION], Verdict.NOT_AGREED, SEEN)
    expert = sign_in(client, kiyota, at)

    for end in ("parts/scope/", f"parts/{PART}/", "conclude/", "said/"):
        english = expert.get(root(matter) + end, headers={"Accept-Language": "en"})
        assert english.status_code == 200
