"""Sato says what Aoba's self-evaluation covers and what it leaves out; nothing of it happens unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning, closing, excluding, scoping
from hoshimori.assessments.operations.excluding import ExclusionConflict
from hoshimori.assessments.operations.scoping import StatementConflict
from hoshimori.assessments.queries.scope import is_scope_empty, scope
from hoshimori.assessments.rules.scope import Named, Omission, ScopeKind, Statement
from hoshimori.parties.operations import platforms
from hoshimori.shared.actor import Actor
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.journal import acts_about

STATEMENT = Statement("ENTITY", "本社と第二工場の業務用IT。")
SITE = Named("SITE", "本社", "横浜市")
MACHINE = Omission(
    what="検査機の操作用PC(1台)",
    category="OUT_OF_SUPPORT_CUT_OFF",
    reason="検査機メーカーの対応が2028年までのため。",
    limits_risk="社内LANから切り離し、USBメモリーは使う前に調べる。",
)


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def test_sato_says_what_is_covered_and_ito_reads_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    nothing_yet = is_scope_empty(aobas)

    scoping.describe(assessment_id=aobas, statement=STATEMENT, version=0, actor=cast.sato, at=at)
    scoping.name(assessment_id=aobas, named=SITE, actor=cast.sato, at=at)
    excluding.exclude(assessment_id=aobas, omission=MACHINE, actor=cast.sato, at=at)
    read = scope(cast.ito, at, aobas)

    assert nothing_yet
    assert not read.is_empty
    assert not is_scope_empty(aobas)
    assert (read.statement, read.version) == (STATEMENT, 1)
    assert [item.named for item in read.items_of(ScopeKind.SITE)] == [SITE]
    assert [exclusion.omission for exclusion in read.exclusions] == [MACHINE]
    assert acts_about(cast.sato)[-3:] == [
        "assessments:scope:changed",
        "assessments:scope_item:added",
        "assessments:exclusion:added",
    ]


def test_two_people_at_the_statement_both_keep_their_words(cast: Cast, aobas: UUID, at: datetime) -> None:
    scoping.describe(assessment_id=aobas, statement=STATEMENT, version=0, actor=cast.sato, at=at)
    other = replace(STATEMENT, text="全社。")

    with pytest.raises(StatementConflict) as conflict:
        scoping.describe(assessment_id=aobas, statement=other, version=0, actor=cast.mori, at=at)

    assert (conflict.value.current, conflict.value.version) == (STATEMENT, 1)
    assert scope(cast.sato, at, aobas).statement == STATEMENT


def test_saying_the_same_again_changes_nothing(cast: Cast, aobas: UUID, at: datetime) -> None:
    scoping.describe(assessment_id=aobas, statement=STATEMENT, version=0, actor=cast.sato, at=at)
    acts = acts_about(cast.sato)

    version = scoping.describe(assessment_id=aobas, statement=STATEMENT, version=0, actor=cast.sato, at=at)

    assert version == 1
    assert acts_about(cast.sato) == acts


def test_an_exclusion_can_be_said_better_and_taken_back(cast: Cast, aobas: UUID, at: datetime) -> None:
    one = excluding.exclude(assessment_id=aobas, omission=MACHINE, actor=cast.sato, at=at)
    better = replace(MACHINE, reason="2028年3月に入れ替えるため。")

    version = excluding.change(
        assessment_id=aobas, exclusion_id=one, omission=better, version=1, actor=cast.mori, at=at
    )
    changed = scope(cast.sato, at, aobas).exclusions
    excluding.include_again(assessment_id=aobas, exclusion_id=one, actor=cast.sato, at=at)

    assert version == 2
    assert [exclusion.omission for exclusion in changed] == [better]
    assert scope(cast.sato, at, aobas).exclusions == ()
    assert acts_about(cast.sato)[-1] == "assessments:exclusion:removed"


def test_two_people_at_an_exclusion_both_keep_their_words(cast: Cast, aobas: UUID, at: datetime) -> None:
    one = excluding.exclude(assessment_id=aobas, omission=MACHINE, actor=cast.sato, at=at)
    hers, his = replace(MACHINE, reason="入れ替えが先のため。"), replace(MACHINE, reason="壊れているため。")
    excluding.change(assessment_id=aobas, exclusion_id=one, omission=hers, version=1, actor=cast.sato, at=at)

    with pytest.raises(ExclusionConflict) as conflict:
        excluding.change(assessment_id=aobas, exclusion_id=one, omission=his, version=1, actor=cast.mori, at=at)

    assert conflict.value.current.omission == hers


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("what", "WHAT_IS_LEFT_OUT_MISSING"),
        ("category", "NOT_IN_LIST"),
        ("reason", "EXCLUSION_REASON_MISSING"),
        ("limits_risk", "RISK_LIMIT_MISSING"),
    ],
)
def test_an_exclusion_needs_all_four(cast: Cast, aobas: UUID, at: datetime, field: str, code: str) -> None:
    incomplete = replace(MACHINE, **{field: " \n"})

    with pytest.raises(Invalid, match=code) as refusal:
        excluding.exclude(assessment_id=aobas, omission=incomplete, actor=cast.sato, at=at)

    assert refusal.value.field == field


def test_the_same_site_is_named_once(cast: Cast, aobas: UUID, at: datetime) -> None:
    scoping.name(assessment_id=aobas, named=SITE, actor=cast.sato, at=at)

    with pytest.raises(Invalid, match="ALREADY_IN_SCOPE"):
        scoping.name(assessment_id=aobas, named=replace(SITE, name=" 本社 "), actor=cast.mori, at=at)


def test_what_is_named_can_be_taken_out_while_answering_only(cast: Cast, aobas: UUID, at: datetime) -> None:
    site = scoping.name(assessment_id=aobas, named=SITE, actor=cast.sato, at=at)
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow, match="NOT_ANSWERING"):
        scoping.remove(assessment_id=aobas, item_id=site, actor=cast.sato, at=at)
    closing.reopen(assessment_id=aobas, actor=cast.sato, at=at)
    scoping.remove(assessment_id=aobas, item_id=site, actor=cast.sato, at=at)

    assert scope(cast.sato, at, aobas).items == ()


def test_only_an_it_platform_the_company_knows_can_be_named(cast: Cast, aobas: UUID, at: datetime) -> None:
    own = platforms.add(name="グループ基盤", description="", actor=cast.sato, at=at)
    others = platforms.add(name="よその基盤", description="", actor=cast.kuro, at=at)

    scoping.name_platform(assessment_id=aobas, platform_id=own, actor=cast.sato, at=at)
    for unknown in (others, new_id()):
        with pytest.raises(Invalid, match="NOT_IN_LIST"):
            scoping.name_platform(assessment_id=aobas, platform_id=unknown, actor=cast.sato, at=at)
    with pytest.raises(Invalid, match="ALREADY_IN_SCOPE"):
        scoping.name_platform(assessment_id=aobas, platform_id=own, actor=cast.sato, at=at)
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        scoping.name(assessment_id=aobas, named=Named("PLATFORM", "勝手な基盤"), actor=cast.sato, at=at)

    assert [item.platform_id for item in scope(cast.sato, at, aobas).items_of(ScopeKind.PLATFORM)] == [own]


def test_a_contributor_reads_the_scope_and_sets_none(cast: Cast, aobas: UUID, at: datetime) -> None:
    site = scoping.name(assessment_id=aobas, named=SITE, actor=cast.sato, at=at)
    one = excluding.exclude(assessment_id=aobas, omission=MACHINE, actor=cast.sato, at=at)

    for act in attempts(cast.ito, aobas, site, one, at):
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_for_others_there_is_no_such_scope(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    site = scoping.name(assessment_id=aobas, named=SITE, actor=cast.sato, at=at)
    one = excluding.exclude(assessment_id=aobas, omission=MACHINE, actor=cast.sato, at=at)
    outsider: Actor = getattr(cast, who)

    with pytest.raises(NotFound):
        scope(outsider, at, aobas)
    for act in attempts(outsider, aobas, site, one, at):
        with pytest.raises(NotFound):
            act()


def attempts(actor: Actor, aobas: UUID, site: UUID, one: UUID, at: datetime) -> list[Callable[[], object]]:
    """Return every act about the scope, ready to be tried."""
    common: dict[str, Any] = {"assessment_id": aobas, "actor": actor, "at": at}
    return [
        lambda: scoping.describe(statement=STATEMENT, version=0, **common),
        lambda: scoping.name(named=SITE, **common),
        lambda: scoping.name_platform(platform_id=new_id(), **common),
        lambda: scoping.remove(item_id=site, **common),
        lambda: excluding.exclude(omission=MACHINE, **common),
        lambda: excluding.change(exclusion_id=one, omission=MACHINE, version=1, **common),
        lambda: excluding.include_again(exclusion_id=one, **common),
    ]
