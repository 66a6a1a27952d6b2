"""What Kiyota judges beside the answers, with and without a script, and what comes back when it cannot be saved."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from hoshimori.assessments.operations import evidence, excluding
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.assessments.rules.scope import Omission
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, Verdict
from hoshimori.files.intake import Upload
from hoshimori.shared.actor import Actor
from tests import confirming
from tests.cast import Cast, sign_in
from tests.confirming import Asked
from tests.pages.dossier import (
    ALTERNATIVE,
    CRITERION,
    EXCLUSION,
    HOSTILE,
    NEXT,
    ONE,
    PART,
    PDF,
    SEEN,
    fields,
    judged,
    part,
    root,
    text_of,
    typed,
)

if TYPE_CHECKING:
    from django.test import Client


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

    assert b"".join(answer) == PDF
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
