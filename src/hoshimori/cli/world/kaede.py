"""Kaede Software: its ★3 just returned by the expert with reasons, ★4 begun from the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.operations import answering, beginning, scoping
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.cli.world import stage, steps
from hoshimori.cli.world.minato_answers import ANSWERS
from hoshimori.cli.world.scoping import describe
from hoshimori.cli.world.steps import Way
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, Manner
from hoshimori.parties.operations import platforms
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock

KAEDE = Particulars("かえでソフト株式会社", "カエデソフト", "Kaede Software, Inc.", "13", "UP_TO_300", "G")
HOLDINGS = Particulars(
    "かえでホールディングス株式会社", "カエデホールディングス", "Kaede Holdings, Inc.", "13", "UP_TO_1000", "L"
)
NUMBER = "1999912340003"

DISAGREED = {
    "2-1-2-1": "外注先2社との契約書を拝見しましたが、契約の終わりに情報を返すか消すかが書かれていません。"
    "2社とも、覚書を結んだうえで写しをお示しください。",
    "4-3-4-3": "復元の手順書はありますが、この1年に手順どおり戻した記録がありません。"
    "1台でよいので実際に戻し、日付と結果を記録してください。",
    "6-1-1-4": "体制図に、退職された方の名前が2か所残っています。今の体制に改め、確認した日を書いてください。",
}
ADVICE = "どれも1か月ほどで整えられると思います。記録は新しい様式を作らず、今お使いの課題管理の画面で残せば十分です。"


def make(otomo: Actor, clock: Clock) -> None:
    """Bring Kaede to where its story stands today."""
    came = clock.ago(415)
    tanaka = stage.found(stage.enter("田中 一郎", "tanaka@kaede.example", came, "en"), NUMBER, KAEDE, came)
    guest = stage.mention("楓 光", "hikaru@kaede.example", came)
    head = stage.join(tanaka, guest, "hikaru@kaede.example", Role.REPRESENTATIVE, came)
    platform_id = _share_platform(tanaka, clock)
    before = _meet_three(tanaka, platform_id, clock)
    _have_it_returned(Way(tanaka, head, otomo, before, manner=Manner.EVIDENCE_SEEN, advice=ADVICE), clock)
    _begin_four(tanaka, before, clock)


def _share_platform(tanaka: Actor, clock: Clock) -> UUID:
    founded = clock.ago(420)
    holder = stage.found(stage.enter("楓 洋子", "kaede@holdings.example", founded), "8999912340005", HOLDINGS, founded)
    platform_id = platforms.add(
        name="グループ共通IT基盤",
        description="認証基盤、メール、ファイル共有、端末管理",
        actor=holder,
        at=clock.ago(410),
    )
    use_id = platforms.offer(platform_id=platform_id, number=NUMBER, actor=holder, at=clock.ago(409))
    platforms.take_up(use_id=use_id, actor=tanaka, at=clock.ago(408))
    return platform_id


def _meet_three(tanaka: Actor, platform_id: UUID, clock: Clock) -> UUID:
    begun = beginning.begin(level=3, title="2025年度 ★3", actor=tanaka, at=clock.ago(400))
    at, clouds = clock.ago(399), ["GitHub", "Microsoft 365"]
    describe(begun, "会社全体の業務用IT。", sites=["本社"], clouds=clouds, actor=tanaka, at=at)
    scoping.name_platform(assessment_id=begun, platform_id=platform_id, actor=tanaka, at=at)
    for index, no in enumerate(ANSWERS):
        reason = f"グループ共通のルールと設定で満たしている(2025年度の確認記録 {index + 1:03})。"
        given = Given(AnswerText(Result.MET, reason))
        said = clock.ago(380 - index)
        answering.save(assessment_id=begun, criterion_no=no, given=given, version=0, actor=tanaka, at=said)
    return begun


def _have_it_returned(way: Way, clock: Clock) -> None:
    steps.hand_over(way.assessment_id, way.coordinator, clock.ago(44))
    steps.ask(way, "親会社から、年内に★3を求められています。", clock.ago(43))
    steps.take_on(way, clock.ago(40))
    for no, reason in DISAGREED.items():
        steps.judge(way, clock.ago(12), [Key(About.CRITERION, no)], reason, agrees=False)
    steps.judge(way, clock.ago(8), reason="画面と記録を、オンラインで拝見しました。")
    steps.send_back(way, clock.ago(6))


def _begin_four(tanaka: Actor, before: UUID, clock: Clock) -> None:
    now = beginning.continue_from(assessment_id=before, level=4, title="★4の準備", actor=tanaka, at=clock.ago(30))
    for index, no in enumerate(list(ANSWERS)[:18]):
        answering.confirm(assessment_id=now, criterion_no=no, version=1, actor=tanaka, at=clock.ago(20 - index))
    plan = Given(AnswerText(Result.NOT_MET, plan="グループの法務部門と、年度内に一覧を作る。"))
    answering.save(assessment_id=now, criterion_no="1-1-1-1", given=plan, version=0, actor=tanaka, at=clock.ago(2))
