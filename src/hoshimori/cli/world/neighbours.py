"""Small companies that give the experts and the operator something to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.operations import beginning
from hoshimori.cli.world import experts, reasons, stage, steps
from hoshimori.cli.world.chance import Chance
from hoshimori.cli.world.numbers import made_up
from hoshimori.cli.world.scoping import describe
from hoshimori.cli.world.steps import Way
from hoshimori.confirmations.operations import asking
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.states import Manner
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from hoshimori.cli.world.experts import Experts
    from hoshimori.cli.world.stage import Clock


@dataclass(frozen=True, slots=True)
class House:
    """A small company: what it says of itself, its made-up serial number and domain, its two people."""

    particulars: Particulars
    serial: int
    word: str
    soumu: str
    daihyo: str


FUTABA = House(
    Particulars("株式会社ふたば製作所", "フタバセイサクショ", "Futaba Works, Inc.", "14", "UP_TO_50", "E"),
    12340112,
    "futaba",
    "早川 緑",
    "二葉 誠",
)
ASAGIRI = House(
    Particulars("あさぎり食品有限会社", "アサギリショクヒン", "Asagiri Foods, Ltd.", "22", "UP_TO_50", "E"),
    12340113,
    "asagiri",
    "野口 修",
    "朝霧 昇",
)
UMIKAZE = House(
    Particulars("合同会社うみかぜ設計", "ウミカゼセッケイ", "Umikaze Design, LLC", "14", "UP_TO_20", "L"),
    12340114,
    "umikaze",
    "岸 真理",
    "海野 渚",
)
YAMABIKO = House(
    Particulars("やまびこ印刷株式会社", "ヤマビコインサツ", "Yamabiko Printing Co., Ltd.", "11", "UP_TO_100", "E"),
    12340115,
    "yamabiko",
    "奥田 学",
    "山彦 稔",
)
SANROKU = House(
    Particulars("株式会社山麓電子", "サンロクデンシ", "Sanroku Electronics, Inc.", "20", "UP_TO_300", "E"),
    12340116,
    "sanroku",
    "小池 薫",
    "麓 大介",
)
AOZORA = House(
    Particulars("あおぞら運輸株式会社", "アオゾラウンユ", "Aozora Transport Co., Ltd.", "12", "UP_TO_100", "H"),
    12340117,
    "aozora",
    "西田 進",
    "青空 洋",
)


def make(known: Experts, hayashi: Actor, clock: Clock) -> None:
    """Let each of them come as far as its part of the story goes."""
    _judged_in_part(_handed_over(FUTABA, known.kiyota, clock, 16), clock)
    _waiting(_handed_over(ASAGIRI, known.kiyota, clock, 5), clock)
    _looking(_handed_over(UMIKAZE, known.kiyota, clock, 4), clock)
    _judged_too_late(_handed_over(YAMABIKO, known.miura, clock, 41), clock)
    _filed_in_house(_handed_over(SANROKU, known.kiyota, clock, 30), hayashi, clock)
    _filed(_handed_over(AOZORA, known.kiyota, clock, 34), clock)


def _handed_over(house: House, expert: Actor, clock: Clock, days: int) -> Way:
    """Let a company come, answer everything and hand over, so many days ago."""
    came = clock.ago(days + 70)
    soumu, daihyo = f"soumu@{house.word}.example", f"daihyo@{house.word}.example"
    person, head = stage.mention(house.soumu, soumu, came), stage.mention(house.daihyo, daihyo, came)
    coordinator = stage.found(person, made_up(house.serial), house.particulars, came)
    representative = stage.join(coordinator, head, daihyo, Role.REPRESENTATIVE, came)
    begun = beginning.begin(level=3, title="2026年度 ★3", actor=coordinator, at=clock.ago(days + 60))
    describe(begun, "会社全体の業務用IT。", sites=["本社"], clouds=[], actor=coordinator, at=clock.ago(days + 60))
    chance = Chance(house.serial)
    steps.fill_in(begun, reasons.answers(chance), coordinator, clock.ago(days + 10))
    steps.hand_over(begun, coordinator, clock.ago(days))
    return Way(coordinator, representative, expert, begun)


def _judged_in_part(way: Way, clock: Clock) -> None:
    steps.ask(way, "年内の登録をめざしています。よろしくお願いします。", clock.ago(15))
    steps.take_on(way, clock.ago(13))
    subjects = detail(way.expert, clock.ago(2), steps.asked(way)).subjects
    steps.judge(way, clock.ago(2), [one.key for one in subjects[:34]])
    steps.judge(
        way,
        clock.ago(1),
        [subjects[34].key],
        "発行の申請書はありますが、承認した方の名前がありません。",
        agrees=False,
    )


def _waiting(way: Way, clock: Clock) -> None:
    steps.ask(way, "取引先から★3を求められました。はじめてなので、相談しながら進めたいです。", clock.ago(3))


def _looking(way: Way, clock: Clock) -> None:
    asking.show_need(
        assessment_id=way.assessment_id,
        message="5人の設計事務所です。オンラインで確認してくださる方を探しています。",
        actor=way.coordinator,
        at=clock.ago(2),
    )


def _judged_too_late(way: Way, clock: Clock) -> None:
    """Let the expert look at everything, and miss the last day of the training."""
    steps.ask(way, "前回もお世話になりました。", clock.ago(40))
    steps.take_on(way, clock.ago(36))
    steps.judge(way, clock.ago(3))


def _filed_in_house(way: Way, hayashi: Actor, clock: Clock) -> None:
    """File what an expert of the company itself confirmed on paper only."""
    came = clock.ago(90)
    guest = stage.mention("峰 真澄", "mine@sanroku.example", came)
    way.expert = stage.join(way.coordinator, guest, "mine@sanroku.example", Role.EXPERT, came)
    until, at = clock.day(-280), clock.ago(84)
    experts.record(way.expert, "CISM", trained_on=clock.day(85), until=until, officer=hayashi, at=at)
    way.manner, way.summary = Manner.PAPER_ONLY, ("本社工場の業務用IT", "Business IT of the head factory")
    steps.ask(way, "", clock.ago(29))
    steps.take_on(way, clock.ago(28))
    steps.judge(way, clock.ago(27), reason="書類を確かめました。")
    steps.confirm(way, clock.ago(27))
    steps.declare(way, clock.ago(25))
    steps.file(way, clock.ago(24))


def _filed(way: Way, clock: Clock) -> None:
    way.summary = ("本社と3つの営業所の業務用IT", "Business IT of the head office and three branches")
    way.advice = "運転席の端末の更新日を、点呼の記録と一緒に残すとよいでしょう。"
    steps.ask(way, "", clock.ago(33))
    steps.take_on(way, clock.ago(30))
    steps.judge(way, clock.ago(20))
    steps.confirm(way, clock.ago(18))
    steps.declare(way, clock.ago(12))
    steps.file(way, clock.ago(11))
