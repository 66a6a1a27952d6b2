"""Kaede Software on its way from ★3 to ★4, Minato Logistics ready to hand over, the operator and the ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.operations import answering, beginning, scoping
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.scope import Named, Statement
from hoshimori.cli.world import stage
from hoshimori.cli.world.minato_answers import ANSWERS as ALL_MET
from hoshimori.parties.operations import platforms
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.rules import OrganizationKind
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock

KAEDE = Particulars("かえでソフト株式会社", "カエデソフト", "Kaede Software, Inc.", "13", "UP_TO_300", "G")
KAEDE_HOLDINGS = Particulars(
    "かえでホールディングス株式会社", "カエデホールディングス", "Kaede Holdings, Inc.", "13", "UP_TO_1000", "L"
)
MINATO = Particulars("みなと物流株式会社", "ミナトブツリュウ", "Minato Logistics Co., Ltd.", "14", "UP_TO_300", "H")
OPERATOR = Particulars("運営機関(見本)", "ウンエイキカン", "Operator (sample)", "13", "UP_TO_1000", "S")
MINISTRY = Particulars("所管省(見本)", "ショカンショウ", "Ministry (sample)", "13", "OVER_1000", "S")


def make_minato(clock: Clock) -> Actor:
    """Minato met all 81 criteria; its coordinator could hand over today."""
    yamada = stage.found(
        stage.enter("山田 まり", "yamada@minato.example", clock.ago(200)), "2999912340002", MINATO, clock.ago(200)
    )
    minato = stage.enter("港 太郎", "minato@minato.example", clock.ago(199))
    stage.join(yamada, minato, "minato@minato.example", Role.REPRESENTATIVE, clock.ago(199))
    assessment_id = beginning.begin(level=3, title="2026年度 ★3", actor=yamada, at=clock.ago(190))
    text = "本社(横浜市)と川崎・東扇島の倉庫の業務用IT。倉庫の搬送設備の制御システムは含みません。"
    sites, clouds = ["本社", "川崎倉庫", "東扇島倉庫"], ["配車システム", "Google Workspace"]
    _describe(assessment_id, text, sites=sites, clouds=clouds, actor=yamada, clock=clock)
    for index, (no, (_, reason)) in enumerate(ALL_MET.items()):
        _answer(assessment_id, no, reason, actor=yamada, at=clock.ago(180 - 2 * index))
    return yamada


def make_kaede(clock: Clock) -> Actor:
    """Kaede met ★3 last year on the platform of its holding company, and has begun ★4 from those answers."""
    holder = stage.found(
        stage.enter("楓 洋子", "kaede@holdings.example", clock.ago(420)),
        "8999912340005",
        KAEDE_HOLDINGS,
        clock.ago(420),
    )
    tanaka = stage.found(
        stage.enter("田中 一郎", "tanaka@kaede.example", clock.ago(415), "en"), "1999912340003", KAEDE, clock.ago(415)
    )
    platform_id = platforms.add(
        name="グループ共通IT基盤",
        description="認証基盤、メール、ファイル共有、端末管理",
        actor=holder,
        at=clock.ago(410),
    )
    use_id = platforms.offer(platform_id=platform_id, number="1999912340003", actor=holder, at=clock.ago(409))
    platforms.take_up(use_id=use_id, actor=tanaka, at=clock.ago(408))
    before = beginning.begin(level=3, title="2025年度 ★3", actor=tanaka, at=clock.ago(400))
    _describe(
        before, "会社全体の業務用IT。", sites=["本社"], clouds=["GitHub", "Microsoft 365"], actor=tanaka, clock=clock
    )
    scoping.name_platform(assessment_id=before, platform_id=platform_id, actor=tanaka, at=clock.ago(399))
    for index, no in enumerate(ALL_MET):
        reason = f"グループ共通のルールと設定で満たしている(2025年度の確認記録 {index + 1:03})。"
        _answer(before, no, reason, actor=tanaka, at=clock.ago(380 - index))
    now = beginning.continue_from(assessment_id=before, level=4, title="★4の準備", actor=tanaka, at=clock.ago(30))
    for index, no in enumerate(list(ALL_MET)[:18]):
        answering.confirm(assessment_id=now, criterion_no=no, version=1, actor=tanaka, at=clock.ago(20 - index))
    plan = Given(AnswerText(Result.NOT_MET, plan="グループの法務部門と、年度内に一覧を作る。"))
    answering.save(assessment_id=now, criterion_no="1-1-1-1", given=plan, version=0, actor=tanaka, at=clock.ago(2))
    return tanaka


def make_offices(clock: Clock) -> tuple[Actor, Actor]:
    """Return the operator's officer and the ministry's overseer."""
    hayashi = stage.found_office(
        stage.enter("林 四郎", "hayashi@operator.example", clock.ago(500)),
        "9999912340004",
        OPERATOR,
        OrganizationKind.OPERATOR,
        clock.ago(500),
    )
    ono = stage.found_office(
        stage.enter("小野 五月", "ono@ministry.example", clock.ago(500)),
        "7999912340006",
        MINISTRY,
        OrganizationKind.MINISTRY,
        clock.ago(500),
    )
    return hayashi, ono


def _describe(
    assessment_id: UUID, text: str, *, sites: list[str], clouds: list[str], actor: Actor, clock: Clock
) -> None:
    at = clock.ago(189)
    scoping.describe(assessment_id=assessment_id, statement=Statement("ENTITY", text), version=0, actor=actor, at=at)
    for kind, names in (("SITE", sites), ("CLOUD_SERVICE", clouds)):
        for name in names:
            scoping.name(assessment_id=assessment_id, named=Named(kind, name), actor=actor, at=at)


def _answer(assessment_id: UUID, no: str, reason: str, *, actor: Actor, at: datetime) -> None:
    given = Given(AnswerText(Result.MET, reason))
    answering.save(assessment_id=assessment_id, criterion_no=no, given=given, version=0, actor=actor, at=at)
