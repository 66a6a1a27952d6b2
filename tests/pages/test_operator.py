"""The officer's desk: find, look in with a reason and for a time, and be seen doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoshimori.assessments.operations import beginning
from hoshimori.schemes.queries import official_wording
from tests.cast import sign_in
from tests.exchange.official import Official

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.cast import Cast


def test_the_officer_finds_aoba_and_looks_in_with_a_reason(cast: Cast, client: Client, at: datetime) -> None:
    beginning.begin(level=3, title="2026年度の自己評価", actor=cast.sato, at=at)
    officer = sign_in(client, cast.hayashi, at)
    page = f"/operator/organizations/{cast.sato.organization_id}/"

    found = officer.get("/operator/organizations/", {"words": "ｱｵﾊﾞ"})
    before = officer.get(page)
    opened = officer.post(page + "access/", {"reason": "会社から入力方法の相談があった。", "hours": "1"}, follow=True)

    assert "青葉部品株式会社" in found.content.decode()
    assert "2026年度の自己評価" not in before.content.decode()
    assert "2026年度の自己評価" in opened.content.decode()


def test_a_look_without_a_reason_is_refused_and_keeps_what_was_typed(cast: Cast, client: Client, at: datetime) -> None:
    officer = sign_in(client, cast.hayashi, at)

    answer = officer.post(
        f"/operator/organizations/{cast.sato.organization_id}/access/", {"reason": "  ", "hours": "1"}
    )

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.content.decode()


def test_an_ended_look_shows_nothing_more(cast: Cast, client: Client, at: datetime) -> None:
    beginning.begin(level=3, title="2026年度の自己評価", actor=cast.sato, at=at)
    officer = sign_in(client, cast.hayashi, at)
    page = f"/operator/organizations/{cast.sato.organization_id}/"
    officer.post(page + "access/", {"reason": "相談", "hours": "1"})
    access_id = officer.get("/operator/accesses/").context["rows"][0].id

    officer.post(f"/operator/accesses/{access_id}/end/")

    assert "2026年度の自己評価" not in officer.get(page).content.decode()
    assert officer.post(f"/operator/accesses/{access_id}/end/").status_code == 409


@pytest.mark.parametrize("who", ["sato", "ito", "mori", "tanaka", "ono"])
@pytest.mark.parametrize("address", ["", "organizations/", "accesses/"])
def test_nobody_else_has_a_desk(cast: Cast, client: Client, at: datetime, who: str, address: str) -> None:
    assert sign_in(client, getattr(cast, who), at).get(f"/operator/{address}").status_code == 403


def test_signed_out_there_is_no_desk(cast: Cast, client: Client) -> None:
    del cast

    assert client.get("/operator/").status_code in {302, 403}


def test_the_officer_loads_the_official_wording_for_everybody(cast: Cast, client: Client, at: datetime) -> None:
    officer = sign_in(client, cast.hayashi, at)
    official = Official()
    official.rows[0][6] = "★3"
    file = SimpleUploadedFile("公式.xlsx", official.saved())

    loaded = officer.post("/operator/editions/2026-03-27/wording/load/", {"file": file}, follow=True)

    assert "153 / 153" in loaded.content.decode()
    assert "段階が違います" in loaded.content.decode()
    read = official_wording(cast.kuro, "2026-03-27")
    assert read is not None
    assert read.is_for_all


def test_a_workbook_that_is_none_is_refused_at_the_officers_desk_too(cast: Cast, client: Client, at: datetime) -> None:
    officer = sign_in(client, cast.hayashi, at)
    file = SimpleUploadedFile("a.xlsx", b"no workbook")

    answer = officer.post("/operator/editions/2026-03-27/wording/load/", {"file": file})

    assert answer.status_code == 422
    assert "Excelファイルではありません" in answer.content.decode()


def test_a_company_loads_nothing_for_everybody(cast: Cast, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)
    file = SimpleUploadedFile("公式.xlsx", Official().saved())

    seen = sato.get("/operator/editions/2026-03-27/wording/")
    sent = sato.post("/operator/editions/2026-03-27/wording/load/", {"file": file})

    assert (seen.status_code, sent.status_code) == (403, 403)
    assert official_wording(cast.sato, "2026-03-27") is None
