"""The expert's pages: what is asked of Kiyota, how she decides, and what nobody else finds there."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoshimori.confirmations.operations import asking
from hoshimori.confirmations.queries.lines import line
from hoshimori.confirmations.rules.states import ConfirmationState, Verdict
from hoshimori.qualifications.operations import recording
from hoshimori.shared.actor import Actor
from tests import confirming
from tests.cast import HELD_FROM, LISTED, Cast, Experts, sign_in
from tests.confirming import Asked
from tests.pages.dossier import (
    CRITERION,
    EXCLUSION,
    ONE,
    PART,
    SEEN,
    fields,
    part,
    root,
    text_of,
    typed,
)

if TYPE_CHECKING:
    from django.test import Client


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
    person: dict[str, Any] = {"person_id": experts.kiyota.person_id, "actor": cast.hayashi, "at": at}
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
