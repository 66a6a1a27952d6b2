"""Minato Logistics: in the register with 80 days to go, this year's criteria met again, the renewal not begun."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoshimori.assessments.operations import answering, beginning
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.cli.world import stage, steps
from hoshimori.cli.world.minato_answers import ANSWERS
from hoshimori.cli.world.scoping import describe
from hoshimori.cli.world.steps import Way
from hoshimori.confirmations.rules.states import Manner
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.registry.operations import changes
from hoshimori.registry.queries.own import registrations_of
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock

MINATO = Particulars("みなと物流株式会社", "ミナトブツリュウ", "Minato Logistics Co., Ltd.", "14", "UP_TO_300", "H")
DAYS_TO_GO = 80
SCOPE = "本社(横浜市)と川崎・東扇島の倉庫の業務用IT。倉庫の搬送設備の制御システムは含みません。"
SITES, CLOUDS = ["本社", "川崎倉庫", "東扇島倉庫"], ["配車システム", "Google Workspace"]
SUMMARY = (
    "本社(横浜市)と2つの倉庫の業務用IT(倉庫の搬送設備の制御システムを除く)",
    "Business IT of the head office in Yokohama and two warehouses, except control systems of conveyors",
)


def make(kiyota: Actor, hayashi: Actor, clock: Clock) -> str:
    """Bring Minato to where its story stands today; return its registration number."""
    days = _registered_before(clock.day(0))
    came = clock.ago(days + 90)
    yamada = stage.found(stage.enter("山田 まり", "yamada@minato.example", came), "2999912340002", MINATO, came)
    guest = stage.enter("港 太郎", "minato@minato.example", came)
    minato = stage.join(yamada, guest, "minato@minato.example", Role.REPRESENTATIVE, came)
    registration_id = _be_registered(yamada, minato, kiyota, hayashi, days=days, clock=clock)
    _answer_again(yamada, clock)
    changes.notify(
        registration_id=registration_id,
        what="川崎倉庫の事務所を、同じ敷地の新しい建物に移しました。ネットワークの構成は変わりません。",
        happened_on=clock.day(58),
        actor=yamada,
        at=clock.ago(9),
    )
    (line,) = registrations_of(yamada, clock.today)
    return line.public.written_number


def _registered_before(today: date) -> int:
    """Return how many days ago a year's registration began that has 80 days to go."""
    end = today + timedelta(days=DAYS_TO_GO)
    # The year before may have no 29 February; its 1 March is a year before that of the next.
    day = end.replace(year=end.year - 1) if (end.month, end.day) != (2, 29) else date(end.year - 1, 3, 1)
    return (today - day).days


def _be_registered(yamada: Actor, minato: Actor, kiyota: Actor, hayashi: Actor, *, days: int, clock: Clock) -> UUID:
    begun = clock.ago(days + 80)
    assessment_id = beginning.begin(level=3, title="2025年度 ★3", actor=yamada, at=begun)
    describe(assessment_id, SCOPE, sites=SITES, clouds=CLOUDS, actor=yamada, at=begun)
    marks = {no: ("○", reason) for no, (_, reason) in ANSWERS.items()}
    steps.fill_in(assessment_id, marks, yamada, clock.ago(days + 30))
    way = Way(yamada, minato, kiyota, assessment_id, manner=Manner.VISIT, summary=SUMMARY)
    way.advice = "委託先への通知の訓練を、来年は1社だけでも一緒に行うとよいでしょう。"
    steps.hand_over(assessment_id, yamada, clock.ago(days + 24))
    steps.ask(way, "年明けまでにお願いできますか。本社と川崎倉庫をご覧いただけます。", clock.ago(days + 23))
    steps.take_on(way, clock.ago(days + 21))
    steps.judge(way, clock.ago(days + 12))
    steps.confirm(way, clock.ago(days + 9))
    steps.declare(way, clock.ago(days + 7))
    steps.file(way, clock.ago(days + 6))
    steps.check(way, hayashi, clock.ago(days + 1))
    return steps.register(way, hayashi, clock.ago(days))


def _answer_again(yamada: Actor, clock: Clock) -> None:
    """Answer all 81 criteria anew for this year; the coordinator could hand over today."""
    begun = clock.ago(190)
    assessment_id = beginning.begin(level=3, title="2026年度 ★3", actor=yamada, at=begun)
    describe(assessment_id, SCOPE, sites=SITES, clouds=CLOUDS, actor=yamada, at=clock.ago(189))
    for index, (no, (_, reason)) in enumerate(ANSWERS.items()):
        given = Given(AnswerText(Result.MET, reason))
        at = clock.ago(180 - 2 * index)
        answering.save(assessment_id=assessment_id, criterion_no=no, given=given, version=0, actor=yamada, at=at)
