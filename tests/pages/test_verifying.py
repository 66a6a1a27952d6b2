"""Somebody was given a certificate and has no scripts: the server judges it, says it plainly and keeps nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven
from hoshimori.disclosures.operations import seeing
from hoshimori.registry.operations import keeping
from hoshimori.schemes import queries
from hoshimori.web.layout.acting import CLOCK_KEY
from hoshimori.web.public.verifying import words
from tests.cast import Cast, Experts, sign_in
from tests.disclosing import COMMENT, FIRST, MENDED, PURPOSE, SECOND, Shop, ask, consent, offer, opened
from tests.historians import minute
from tests.security.everything import difference, everything
from tools import ROOT

pytestmark = pytest.mark.django_db

NEVER = re.compile("認定|安全です|合格|スコア|ランク|certified|safe|[!！]")
SCRIPTS = ROOT / "src/hoshimori/web/public/verifying/static/verifying"
DAY = timedelta(days=1)


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


@pytest.fixture
def shown(shop: Shop, at: datetime) -> bytes:
    """What Aoba shows Kaede, as a file: two criteria, a nonconformity that was corrected, a comment."""
    return file_of(consent(ask(shop, at), at, items=(FIRST, SECOND, "FEEDBACK"), own_words=(MENDED,)), shop, at)


def file_of(disclosure_id: UUID, shop: Shop, at: datetime) -> bytes:
    minute(at)
    return seeing.hand_out(disclosure_id=disclosure_id, actor=shop.tanaka, at=at)


def handed_in(client: Client, content: bytes, language: str = "ja") -> str:
    """Send a file and return what the page says, without its templates for scripts."""
    sent = {"file": SimpleUploadedFile("certificate.json", content)}
    return read(client, sent, language)


def read(client: Client, sent: Mapping[str, object], language: str = "ja", status: int = 200) -> str:
    answer = client.post("/verify/", sent, headers={"accept-language": language})
    assert answer.status_code == status
    return without_templates(answer.content.decode())


def without_templates(page: str) -> str:
    return unescape(re.sub(r"(?s)<!doctype html>|<template.*?</template>", "", page))


def test_who_how_long_and_what_is_shown_stand_there_in_plain_words(nobody: Client, shown: bytes) -> None:
    said = handed_in(nobody, shown)

    assert "★3として登録されています" in said
    assert all(text in said for text in ("青葉部品", "有効", "適用範囲", "2026-03-27", "助言"))
    assert FIRST.removeprefix("CRITERION:") in said
    assert queries.edition("2026-03-27").criteria["1-2-1-1"].label.ja in said
    assert NEVER.search(said) is None


def test_the_same_in_english(nobody: Client, shown: bytes) -> None:
    said = handed_in(nobody, shown, "en")

    assert "Registered as ★3" in said
    assert "the company with the corporate number" in said
    assert queries.edition("2026-03-27").criteria["1-2-1-1"].label.en in said
    assert NEVER.search(re.sub(r"(?s)<footer.*", "", said)) is None


def test_the_companys_own_words_are_marked_as_its_own(nobody: Client, shown: bytes) -> None:
    said = handed_in(nobody, shown)

    own = said[said.index("会社のことば") : said.index("確かめられたこと")]
    assert all(text in own for text in (PURPOSE, COMMENT, MENDED.nonconformity, MENDED.correction, "2026年6月30日"))
    assert "専門家も運営機関も、確かめていません" in own
    assert str(words.NOT_PROVEN["OWN_WORDS"]) in said


def test_it_is_said_that_a_star_is_no_promise(nobody: Client, shown: bytes) -> None:
    assert "何も起きないという約束ではありません" in handed_in(nobody, shown)


def test_what_was_changed_is_not_believed_and_tells_nothing(nobody: Client, shown: bytes) -> None:
    said = handed_in(nobody, shown.replace(COMMENT.encode(), "見学できます。".encode()))

    assert "この証明は信じられません" in said
    assert "WORDS_NOT_SIGNED" in said
    assert "会社に、新しいファイルをもらってください" in said
    assert "青葉部品" not in said


def test_a_text_is_pasted_instead_and_stays_in_the_form(nobody: Client, place: str) -> None:
    text = json.loads(nobody.get(f"{place}certificate.json").content)["sd_jwt"]

    said = read(nobody, {"text": f"  {text}\n"})

    assert "★3として登録されています" in said
    assert said.count(text) == 1
    assert "だれが渡したものか" in said


def test_a_suspended_registration_is_said_to_be_suspended_at_once(
    nobody: Client, shop: Shop, shown: bytes, at: datetime
) -> None:
    keeping.suspend(registration_id=shop.registration_id, reason="連絡がつきません。", actor=shop.cast.hayashi, at=at)

    said = handed_in(nobody, shown)

    assert "★3の登録は一時停止中です" in said
    assert "連絡がつきません" not in said


def test_a_withdrawn_registration_is_said_to_have_ended(nobody: Client, shop: Shop, shown: bytes, at: datetime) -> None:
    keeping.withdraw(registration_id=shop.registration_id, reason="取消しの求め。", actor=shop.cast.hayashi, at=at)

    said = handed_in(nobody, shown)

    assert "★3の登録は終わっています" in said
    assert "取消しの求め" not in said


def test_a_certificate_is_over_when_its_period_is(shown: bytes, at: datetime) -> None:
    later = Client()
    later.defaults[CLOCK_KEY] = at + timedelta(days=800)  # type: ignore[assignment]  # a moment

    said = handed_in(later, shown)

    assert "★3の登録は終わっています" in said


def test_a_file_for_nobody_in_particular_says_so(nobody: Client, shop: Shop, at: datetime) -> None:
    offered = offer(shop, at, "")
    minute(at)

    said = handed_in(nobody, seeing.hand_out(disclosure_id=offered, actor=shop.sato, at=at))

    assert "渡された人ならだれでも" in said


def test_who_sends_nothing_is_asked_for_something(nobody: Client) -> None:
    assert "ファイルを選ぶか" in read(nobody, {"text": " "}, status=422)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"<html></html>", b"a" * 5_000, "証明".encode()])
def test_what_is_no_certificate_at_all_is_said_to_be_none(nobody: Client, content: bytes) -> None:
    assert "この証明は信じられません" in handed_in(nobody, content)


def test_a_file_that_is_larger_than_any_certificate_is_not_read(nobody: Client) -> None:
    sent = {"file": SimpleUploadedFile("large.json", b"a" * (LIMITS.certificate_file + 200_000))}

    assert nobody.post("/verify/", sent).status_code == 400


def test_nothing_of_what_was_sent_is_kept(
    nobody: Client, shown: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handed_in(nobody, shown)
    before, files = everything(but=frozenset({"cache"})), set(tmp_path.rglob("*"))

    handed_in(nobody, shown)

    assert difference(before, everything(but=frozenset({"cache"}))) == {}
    assert set(tmp_path.rglob("*")) == files
    assert caplog.text == ""
    assert not nobody.cookies


def test_a_result_is_kept_nowhere_on_the_way(nobody: Client) -> None:
    answer = nobody.post("/verify/", {"text": "a~"})

    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_signed_in_can_check_too(shop: Shop, shown: bytes, at: datetime) -> None:
    tanaka = Client()
    sign_in(tanaka, shop.tanaka, at)

    said = handed_in(tanaka, shown)

    assert "★3として登録されています" in said
    assert "csrfmiddlewaretoken" in said


def test_whoever_sends_very_many_is_asked_to_wait(nobody: Client) -> None:
    answers = [nobody.post("/verify/", {"text": "a~"}) for _ in range(61)]

    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert "1分ほどお待ちください" in answers[-1].content.decode()


def test_this_page_alone_may_ask_for_the_camera(nobody: Client) -> None:
    assert "camera=(self)" in nobody.get("/verify/").headers["Permissions-Policy"]
    assert "camera=()" in nobody.get("/register/").headers["Permissions-Policy"]
    assert "camera=()" in nobody.get("/").headers["Permissions-Policy"]


def test_numbers_have_titles_in_both_languages(nobody: Client) -> None:
    told = json.loads(nobody.get(reverse("verifying:titles", args=["2026-03-27"])).content)

    edition = queries.edition("2026-03-27")
    count = len(edition.categories) + len(edition.requirements) + len(edition.criteria)
    assert len(told["ja"]) == len(told["en"]) == count
    assert told["ja"]["1-2-1-1"] == edition.criteria["1-2-1-1"].label.ja
    assert nobody.get(reverse("verifying:titles", args=["2001-01-01"])).status_code == 404


def test_every_outcome_reason_and_proof_has_its_words() -> None:
    assert set(words.HEADS) == {outcome.value for outcome in Outcome}
    assert set(words.REASONS) == {reason.value for reason in Reason}
    assert set(words.PROVEN) == {code.value for code in Proven}
    assert set(words.NOT_PROVEN) == {code.value for code in NotProven}


def test_every_reason_that_the_scripts_give_is_one_of_the_library() -> None:
    given = {
        reason
        for script in SCRIPTS.glob("*.js")
        for reason in re.findall(
            r'(?:Rejected\(|Unknown\(verdict, )"([A-Z_0-9]+)"|reason: "([A-Z_]+)"', script.read_text(encoding="utf-8")
        )
    }

    named = {one or other for one, other in given}
    assert named <= {reason.value for reason in Reason}
    assert {reason.value for reason in Reason} - named <= {"LOG_HISTORY_NOT_PROVEN", "BINDING_TOO_OLD", "EXPIRED"}


def test_the_page_names_to_the_browser_where_everything_is_that_it_asks_for(nobody: Client) -> None:
    page = unescape(nobody.get("/verify/").content.decode())

    named = dict(re.findall(r'data-([a-z-]+)="([^"]*)"', page[page.index("<form") : page.index("data-drop")]))
    assert named["issuer"] == settings.ENVIRONMENT.url
    for name in ("keys", "history-key"):
        assert nobody.get(named[name]).status_code == 200
    assert nobody.get(named["titles"].replace("EDITION", "2026-03-27")).status_code == 200
