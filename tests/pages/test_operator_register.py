"""Hayashi checks and decides filings and keeps the register; nobody else finds these pages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from hoshimori.registry.operations import changes
from hoshimori.registry.queries import public
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.registry.rules.numbers import written
from hoshimori.shared.calendar import day_in_japan
from tests.cast import Cast, Experts, make_eligible, sign_in
from tests.confirming import hand_over_anew
from tests.registering import Filed, Registered, filed, registered

HOLDS = {f"{point.value.lower()}_holds": "yes" for point in FormalPoint}
WHY = "研修の修了証が読めません。もう一度送ってください。"


@pytest.fixture
def waiting(cast: Cast, experts: Experts, at: datetime) -> Filed:
    make_eligible(experts.kiyota, cast.hayashi)
    return filed(cast, experts.kiyota, at)


@pytest.fixture
def entry(cast: Cast, experts: Experts, at: datetime) -> Registered:
    make_eligible(experts.kiyota, cast.hayashi)
    return registered(cast, experts.kiyota, at)


def of(done: Filed, act: str = "") -> str:
    return f"/operator/filings/{done.filing_id}/{act}"


def test_what_waits_is_listed_and_what_is_decided_is_found_by_its_state(
    client: Client, cast: Cast, waiting: Filed, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, cast.hayashi)

    with django_assert_max_num_queries(6):
        listed = client.get("/operator/filings/").content.decode()

    assert "青葉部品株式会社" in listed
    assert of(waiting) in listed
    assert "青葉部品株式会社" not in client.get("/operator/filings/?state=REFUSED").content.decode()
    assert client.get("/operator/filings/?state=NONSENSE&after=nonsense").status_code == 200


def test_a_filing_is_checked_and_registered(client: Client, cast: Cast, waiting: Filed, at: datetime) -> None:
    sign_in(client, cast.hayashi)

    checked = client.post(of(waiting, "check/"), HOLDS)
    shown = client.get(of(waiting)).content.decode()
    done = client.post(of(waiting, "register/"))

    [shown_publicly] = public.search(words="青葉", at=at).lines
    assert checked.status_code == 302
    assert f'action="{of(waiting, "register/")}"' in shown
    assert done.headers["Location"] == f"/operator/registrations/{shown_publicly.written_number}/"


def test_nothing_can_be_registered_before_the_five_points_are_checked(
    client: Client, cast: Cast, waiting: Filed, at: datetime
) -> None:
    sign_in(client, cast.hayashi)

    missing = client.post(of(waiting, "check/"), {**HOLDS, "expert_holds": "", "declarant_note": "代表の交代を確認"})
    unexplained = client.post(of(waiting, "check/"), {**HOLDS, "expert_holds": "no"})
    early = client.post(of(waiting, "register/"))

    assert (missing.status_code, unexplained.status_code, early.status_code) == (422, 422, 409)
    assert "代表の交代を確認" in missing.content.decode()
    assert f'action="{of(waiting, "register/")}"' not in client.get(of(waiting)).content.decode()
    assert public.search(at=at).lines == ()


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(client: Client, cast: Cast, waiting: Filed) -> None:
    sign_in(client, cast.hayashi)

    without = client.post(of(waiting, "refuse/"), {"reason": " "})
    done = client.post(of(waiting, "refuse/"), {"reason": WHY})

    assert (without.status_code, done.status_code) == (422, 302)
    assert WHY in client.get(of(waiting)).content.decode()


def test_a_declaration_that_became_void_is_pointed_out(
    client: Client, cast: Cast, waiting: Filed, at: datetime
) -> None:
    sign_in(client, cast.hayashi)
    client.post(of(waiting, "check/"), HOLDS)
    hand_over_anew(waiting.matter.assessment_id, cast.sato, at)

    shown = client.get(of(waiting)).content.decode()

    assert "宣誓は無効です" in shown
    assert f'action="{of(waiting, "register/")}"' not in shown
    assert client.post(of(waiting, "register/")).status_code == 409


def test_no_answer_to_a_criterion_stands_on_a_filing(client: Client, cast: Cast, waiting: Filed) -> None:
    sign_in(client, cast.hayashi)

    shown = client.get(of(waiting)).content.decode()

    assert "規程に定め、記録で確かめている。" not in shown
    assert "青葉部品株式会社" in shown


def test_the_register_is_kept_with_reasons(client: Client, cast: Cast, entry: Registered, at: datetime) -> None:
    sign_in(client, cast.hayashi)
    page = f"/operator/registrations/{written(entry.number)}/"

    asked = client.get(f"{page}suspend/")
    without = client.post(f"{page}suspend/", {"reason": ""})
    suspended = client.post(f"{page}suspend/", {"reason": "届け出がない。"})
    state = public.by_number(entry.number, at).state
    twice = client.get(f"{page}suspend/")
    back = client.post(f"{page}reinstate/", {"reason": "届け出があった。"})
    history = client.get(page).content.decode()

    assert (asked.status_code, without.status_code, suspended.status_code) == (200, 422, 302)
    assert state == "SUSPENDED"
    assert (twice.status_code, back.status_code) == (409, 302)
    assert "届け出がない。" in history
    assert "届け出があった。" in history
    assert "届け出がない。" not in client.get(f"/register/{written(entry.number)}/").content.decode()


def test_a_registration_is_found_by_part_of_its_name_and_by_number(
    client: Client, cast: Cast, entry: Registered
) -> None:
    sign_in(client, cast.hayashi)

    for words in ("ｱｵﾊﾞ", "3999912340001", written(entry.number)):
        found = client.get("/operator/registrations/", {"words": words}).content.decode()
        assert written(entry.number) in found, words
    assert written(entry.number) not in client.get("/operator/registrations/?state=EXPIRED").content.decode()
    assert client.get("/operator/registrations/3-26-000009-9/").status_code == 404


def test_a_change_is_taken_note_of_once(client: Client, cast: Cast, entry: Registered, at: datetime) -> None:
    change_id = changes.notify(
        registration_id=entry.registration_id,
        what="本社を<川崎>へ移した。",
        happened_on=day_in_japan(at) - timedelta(days=3),
        actor=cast.sato,
        at=at,
    )
    sign_in(client, cast.hayashi)
    page = f"/operator/changes/{change_id}/"

    shown = client.get(page).content.decode()
    done = client.post(page, {"answer": "承知しました。", "takes_over": "yes"})
    twice = client.post(page, {"answer": ""})

    assert escape("本社を<川崎>へ移した。") in shown
    assert (done.status_code, twice.status_code) == (302, 409)
    assert "承知しました。" in client.get(page).content.decode()


@pytest.mark.parametrize("who", ["", "sato", "mori", "kuro", "ono"])
def test_nobody_else_gets_in(client: Client, cast: Cast, entry: Registered, who: str) -> None:
    if who:
        sign_in(client, getattr(cast, who))
    number = written(entry.number)

    answers = {
        client.get(address).status_code
        for address in (
            "/operator/filings/",
            of(entry.filed),
            "/operator/registrations/",
            f"/operator/registrations/{number}/",
            f"/operator/registrations/{number}/withdraw/",
        )
    }
    acts = {
        client.post(of(entry.filed, "check/"), HOLDS).status_code,
        client.post(of(entry.filed, "refuse/"), {"reason": WHY}).status_code,
        client.post(f"/operator/registrations/{number}/withdraw/", {"reason": WHY}).status_code,
    }

    assert answers | acts <= ({302, 401} if not who else {403, 404})
