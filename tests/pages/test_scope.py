"""Sato writes the scope down in a browser; what is wrong comes back with everything typed; others find nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from hoshimori.assessments.operations import beginning, closing, excluding, scoping
from hoshimori.assessments.queries.scope import scope
from hoshimori.assessments.rules.scope import Named, Omission, ScopeKind, Statement
from hoshimori.parties.operations import platforms
from tests.cast import Cast, sign_in

MACHINE = {
    "what": "検査機の操作用PC",
    "category": "OUT_OF_SUPPORT_CUT_OFF",
    "reason": "メーカーの対応が2028年までのため。",
    "limits_risk": "社内LANから切り離している。",
}


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


@pytest.fixture
def page(aobas: UUID) -> str:
    """Where the scope of that self-evaluation is."""
    return f"/assessments/{aobas}/scope/"


def test_sato_writes_the_scope_down(cast: Cast, client: Client, aobas: UUID, page: str, at: datetime) -> None:
    platform = platforms.add(name="グループ基盤", description="", actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    went = [
        sato.post(page + "statement/", {"unit": "ENTITY", "text": "会社全体。", "version": "0"}),
        sato.post(page + "items/", {"kind": "SITE", "name": "本社", "detail": "横浜市"}),
        sato.post(page + "platforms/", {"platform": str(platform)}),
        sato.post(page + "exclusions/new/", MACHINE),
    ]
    shown = sato.get(page).content.decode()
    found = scope(cast.sato, at, aobas)

    assert [answer.headers["Location"] for answer in went] == [
        page + part for part in ("#part-statement", "#part-SITE", "#part-PLATFORM", "#part-exclusions")
    ]
    assert found.statement == Statement("ENTITY", "会社全体。")
    assert [item.named.name for item in found.items] == ["本社", "グループ基盤"]
    assert [one.omission for one in found.exclusions] == [Omission(**MACHINE)]
    written = ("会社全体。", "横浜市", "グループ基盤", MACHINE["what"], MACHINE["reason"], MACHINE["limits_risk"])
    assert all(words in shown for words in written)


def test_ot_is_said_to_be_outside(cast: Cast, client: Client, page: str, at: datetime) -> None:
    assert "工場の制御システム(OT)" in sign_in(client, cast.sato, at).get(page).content.decode()


def test_an_incomplete_exclusion_comes_back_with_everything_typed(
    cast: Cast, client: Client, aobas: UUID, page: str, at: datetime
) -> None:
    incomplete = MACHINE | {"limits_risk": ""}

    answer = sign_in(client, cast.sato, at).post(page + "exclusions/new/", incomplete)

    assert answer.status_code == 422
    assert MACHINE["reason"] in answer.content.decode()
    assert 'id="limits_risk-error"' in answer.content.decode()
    assert scope(cast.sato, at, aobas).exclusions == ()


def test_a_second_site_of_the_same_name_comes_back(cast: Cast, client: Client, page: str, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)
    sato.post(page + "items/", {"kind": "SITE", "name": "本社", "detail": ""})

    answer = sato.post(page + "items/", {"kind": "SITE", "name": "本社", "detail": "川崎市"})

    assert answer.status_code == 422
    assert 'id="name-SITE-error"' in answer.content.decode()
    assert "川崎市" in answer.content.decode()


@pytest.mark.parametrize("typed", [{"kind": "FACTORY", "name": "x"}, {"platform": "x"}, {"platform": ""}, {}])
def test_what_no_form_of_ours_sends_is_refused(
    cast: Cast, client: Client, aobas: UUID, page: str, at: datetime, *, typed: dict[str, str]
) -> None:
    sato = sign_in(client, cast.sato, at)

    assert sato.post(page + "items/", typed).status_code == 422
    assert sato.post(page + "platforms/", typed).status_code == 422
    assert scope(cast.sato, at, aobas).items == ()


def test_who_comes_second_sees_both_texts(cast: Cast, client: Client, aobas: UUID, page: str, at: datetime) -> None:
    mori = sign_in(client, cast.mori, at)
    scoping.describe(
        assessment_id=aobas, statement=Statement("ENTITY", "本社だけ。"), version=0, actor=cast.sato, at=at
    )

    answer = mori.post(page + "statement/", {"unit": "GROUP", "text": "グループ全体。", "version": "0"})
    both = answer.content.decode()
    version = answer.context["page"].statement.values["version"]
    again = mori.post(page + "statement/", {"unit": "GROUP", "text": "グループ全体。", "version": str(version)})

    assert answer.status_code == 409
    assert "本社だけ。" in both
    assert "グループ全体。" in both
    assert again.status_code == 302
    assert scope(cast.sato, at, aobas).statement == Statement("GROUP", "グループ全体。")


def test_who_comes_second_to_an_exclusion_sees_both(
    cast: Cast, client: Client, aobas: UUID, page: str, at: datetime
) -> None:
    one = excluding.exclude(assessment_id=aobas, omission=Omission(**MACHINE), actor=cast.sato, at=at)
    hers = Omission(**(MACHINE | {"reason": "2028年に入れ替える。"}))
    excluding.change(assessment_id=aobas, exclusion_id=one, omission=hers, version=1, actor=cast.sato, at=at)
    mori = sign_in(client, cast.mori, at)
    his = MACHINE | {"reason": "壊れている。"}

    answer = mori.post(f"{page}exclusions/{one}/", his | {"version": "1"})
    again = mori.post(f"{page}exclusions/{one}/", his | {"version": str(answer.context["page"].version)})

    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("2028年に入れ替える。", "壊れている。"))
    assert again.status_code == 302
    assert scope(cast.sato, at, aobas).exclusions[0].omission.reason == "壊れている。"


def test_what_was_named_is_taken_out_and_what_was_left_out_comes_back(
    cast: Cast, client: Client, aobas: UUID, page: str, at: datetime
) -> None:
    site = scoping.name(assessment_id=aobas, named=Named("SITE", "本社"), actor=cast.sato, at=at)
    one = excluding.exclude(assessment_id=aobas, omission=Omission(**MACHINE), actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    sato.post(f"{page}items/{site}/remove/", {"kind": "SITE"})
    sato.post(f"{page}exclusions/{one}/remove/")

    found = scope(cast.sato, at, aobas)
    assert (found.items, found.exclusions) == ((), ())
    assert sato.post(f"{page}items/{site}/remove/", {"kind": "SITE"}).status_code == 404
    assert sato.post(f"{page}exclusions/{one}/remove/").status_code == 404


def test_ito_reads_and_changes_nothing(cast: Cast, client: Client, page: str, at: datetime) -> None:
    ito = sign_in(client, cast.ito, at)

    shown = ito.get(page)

    assert shown.status_code == 200
    assert not shown.context["page"].may_change
    assert "<textarea" not in shown.content.decode()
    assert ito.get(page + "exclusions/new/").status_code == 403
    for way, typed in ways(page):
        assert ito.post(way, typed).status_code == 403


def test_after_closing_the_scope_stays(cast: Cast, client: Client, aobas: UUID, page: str, at: datetime) -> None:
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    assert not sato.get(page).context["page"].may_change
    for way, typed in ways(page):
        assert sato.post(way, typed).status_code == 409


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_for_others_there_is_no_such_scope(
    cast: Cast, client: Client, aobas: UUID, page: str, at: datetime, *, who: str
) -> None:
    site = scoping.name(assessment_id=aobas, named=Named("SITE", "本社"), actor=cast.sato, at=at)
    one = excluding.exclude(assessment_id=aobas, omission=Omission(**MACHINE), actor=cast.sato, at=at)
    outsider = sign_in(client, getattr(cast, who), at)
    more = [(f"{page}items/{site}/remove/", {}), (f"{page}exclusions/{one}/", MACHINE)]
    more += [(f"{page}exclusions/{one}/remove/", {})]

    for way in ("", "exclusions/new/", f"exclusions/{one}/"):
        assert outsider.get(page + way).status_code == 404
    for way, typed in [*ways(page), *more]:
        assert outsider.post(way, typed).status_code == 404


def test_an_exclusion_of_another_self_evaluation_is_not_found_here(
    cast: Cast, client: Client, page: str, at: datetime
) -> None:
    other = beginning.begin(level=4, title="別", actor=cast.sato, at=at)
    one = excluding.exclude(assessment_id=other, omission=Omission(**MACHINE), actor=cast.sato, at=at)
    sato = sign_in(client, cast.sato, at)

    assert sato.get(f"{page}exclusions/{one}/").status_code == 404
    assert sato.post(f"{page}exclusions/{one}/", MACHINE | {"version": "1"}).status_code == 404


def ways(page: str) -> list[tuple[str, dict[str, str]]]:
    """Return every way in which the page is sent something that could be kept."""
    return [
        (page + "statement/", {"unit": "ENTITY", "text": "会社全体。", "version": "0"}),
        (page + "items/", {"kind": ScopeKind.SITE.value, "name": "本社"}),
        (page + "platforms/", {"platform": "01a207c5-fed0-7324-8eb9-85aaf7689c50"}),
        (page + "exclusions/new/", MACHINE),
    ]
