"""A company of the crowd does what is planned for it, in steps that are told among those of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.operations import answering, beginning, submitting, timing
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.cli.world import reasons, stage, steps
from hoshimori.cli.world.chance import Chance
from hoshimori.cli.world.crowd import firms, names
from hoshimori.cli.world.crowd.plan import YEAR, Fate
from hoshimori.cli.world.numbers import made_up
from hoshimori.cli.world.scoping import describe
from hoshimori.cli.world.steps import Way
from hoshimori.confirmations.operations import asking, judging
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.cli.world.crowd.plan import Plan
    from hoshimori.cli.world.stage import Clock, Story

FIRST_SERIAL = 10_000_000
LATE_BY = 3
"""So many days after the end some renewals are decided."""
SUMMARIES = (
    ("会社全体の業務用IT", "Business IT of the whole company"),
    ("本社の業務用IT", "Business IT of the head office"),
    ("本社とすべての営業所の業務用IT", "Business IT of the head office and all branches"),
    (
        "本社と工場の業務用IT(製造設備の制御システムを除く)",
        "Business IT of the head office and factory, except control systems",
    ),
    ("本社と倉庫の業務用IT", "Business IT of the head office and warehouse"),
)
WHY_NOT = (
    "規程はありますが、実際に行った記録が見当たりません。",
    "台帳にない機器が2台ありました。台帳を直してからお見せください。",
    "担当者が替わったあとの手順が決まっていません。",
    "確認した日付と、だれが確認したかが残っていません。",
)
ADVICE = ("", "記録は、今ある台帳に1列足すだけで十分です。", "訓練の内容を、来年は少し変えてみてください。")
REFUSED = "適用範囲の概要からは、どの事業所が含まれるかが分かりません。事業所の名前を書いて、もう一度申請してください。"
WHY = {
    Fate.SUSPENDED: "大きな変更の届出がなく、適用範囲が今の組織と合っているかを確かめています。",
    Fate.REINSTATED: "変更の届出が確認できたため、一時停止を終えます。",
    Fate.WITHDRAWN: "専門家に示した記録が事実と異なっていたため。",
    Fate.RETURNED: "合併により、会社がなくなるため。",
}
AGREED = ("記録を見て確かめました。", "画面と記録を確かめました。", "担当の方に話を聞き、記録を見ました。")


class Company:
    """One company of the crowd, as far as it has come."""

    def __init__(self, plan: Plan, experts: Sequence[Actor], officer: Actor, clock: Clock) -> None:
        self._plan, self._officer, self._clock = plan, officer, clock
        self._expert = experts[plan.expert]
        self._chance = Chance(plan.serial)
        self._answers = reasons.answers(self._chance)
        self._way: Way | None = None
        self._registration_id: UUID | None = None

    def put_into(self, story: Story) -> None:
        """Add everything this company does to the story."""
        day = self._plan.registered
        self._at(story, day + 52, self._come)
        self._at(story, day + 38, self._answer)
        self._at(story, day + 30, self._hand_over)
        self._confirm(story, day)
        self._at(story, day + 5, lambda at: steps.file(self.way, at))
        if self._plan.is_refused_first:
            self._at(story, day + 4, lambda at: steps.refuse(self.way, self._officer, REFUSED, at))
            self._at(story, day + 3, lambda at: steps.file(self.way, at))
        self._at(story, day + 1, lambda at: steps.check(self.way, self._officer, at))
        self._at(story, day, self._be_registered)
        self._meet_its_fate(story, day)

    @property
    def way(self) -> Way:
        """Return how far its self-evaluation has come."""
        if self._way is None:
            message = "this company has not begun yet"
            raise RuntimeError(message)
        return self._way

    def _at(self, story: Story, days: int, act: Callable[[datetime], object]) -> None:
        at = self._clock.ago(days, hours=self._plan.serial % 6)
        story.add(at, lambda: act(at))

    def _come(self, at: datetime) -> None:
        plan, domain = self._plan, f"c{self._plan.serial:03}.example"
        person = stage.mention(plan.soumu, f"soumu@{domain}", at)
        coordinator = stage.found(person, made_up(FIRST_SERIAL + plan.serial), plan.particulars, at)
        head = stage.mention(plan.daihyo, f"daihyo@{domain}", at)
        representative = stage.join(coordinator, head, f"daihyo@{domain}", Role.REPRESENTATIVE, at)
        if plan.is_in_house:
            address = f"expert@{domain}"
            guest = stage.mention(names.person(self._chance), address, at)
            self._expert = stage.join(coordinator, guest, address, Role.EXPERT, at)
            firms.make_eligible(self._expert, "CISA", self._officer, self._clock, plan.registered + 51)
        begun = beginning.begin(level=3, title="★3の自己評価", actor=coordinator, at=at)
        summary = self._chance.choice(SUMMARIES)
        describe(begun, f"{summary[0]}。", sites=["本社"], clouds=[], actor=coordinator, at=at)
        self._way = Way(
            coordinator,
            representative,
            self._expert,
            begun,
            manner=plan.manner,
            agreed=self._chance.choice(AGREED),
            advice=self._chance.choice(ADVICE),
            summary=summary,
        )

    def _answer(self, at: datetime) -> None:
        steps.fill_in(self.way.assessment_id, self._answers, self.way.coordinator, at)
        left, criteria = self._plan.hours * 60, iter(self._chance.sample(list(self._answers), 20))
        while left > 0:
            minutes = min(left, 60 * self._chance.randint(3, 10))
            timing.record_minutes(
                assessment_id=self.way.assessment_id,
                criterion_no=next(criteria, "1-2-1-1"),
                minutes=minutes,
                spent_on=at.date(),
                actor=self.way.coordinator,
                at=at,
            )
            left -= minutes

    def _hand_over(self, at: datetime) -> None:
        steps.hand_over(self.way.assessment_id, self.way.coordinator, at)
        steps.ask(self.way, "", at)

    def _confirm(self, story: Story, day: int) -> None:
        self._at(story, day + 27, lambda at: steps.take_on(self.way, at))
        if self._plan.returned:
            self._at(story, day + 22, self._return)
            self._at(story, day + 14, self._mend)
            self._at(story, day + 12, self._look_again)
        else:
            self._at(story, day + 12, lambda at: steps.judge(self.way, at))
        self._at(story, day + 10 - self._plan.serial % 4, lambda at: steps.confirm(self.way, at))
        self._at(story, day + 6, lambda at: steps.declare(self.way, at))

    def _return(self, at: datetime) -> None:
        for no in self._disagreed:
            reason = self._chance.choice(WHY_NOT)
            steps.judge(self.way, at, [Key(About.CRITERION, no)], reason, agrees=False)
        steps.judge(self.way, at)
        steps.send_back(self.way, at)

    @property
    def _disagreed(self) -> list[str]:
        met = [no for no, (mark, _) in self._answers.items() if mark == "○"]
        return met[:: len(met) // self._plan.returned][: self._plan.returned]

    def _mend(self, at: datetime) -> None:
        way = self.way
        submitting.take_back(assessment_id=way.assessment_id, actor=way.coordinator, at=at)
        mended = Given(AnswerText(Result.MET, "専門家の指摘のあと、記録を付け始めました。"))
        self._say(self._disagreed, mended, at)
        steps.hand_over(way.assessment_id, way.coordinator, at)
        asking.hand_over_again(confirmation_id=steps.asked(way), actor=way.coordinator, at=at)

    def _say(self, criteria: Sequence[str], given: Given, at: datetime) -> None:
        stands = sheet(self.way.coordinator, at, self.way.assessment_id)
        for no in criteria:
            answering.save(
                assessment_id=self.way.assessment_id,
                criterion_no=no,
                given=given,
                version=stands.answer(no).version,
                actor=self.way.coordinator,
                at=at,
            )

    def _look_again(self, at: datetime) -> None:
        judging.take_over_unchanged(confirmation_id=steps.asked(self.way), actor=self.way.expert, at=at)
        steps.judge(self.way, at)

    def _be_registered(self, at: datetime) -> None:
        self._registration_id = steps.register(self.way, self._officer, at)

    def _meet_its_fate(self, story: Story, day: int) -> None:
        fate, later = self._plan.fate, day * 2 // 3
        if fate == Fate.RENEWED:
            self._renew(story, day - YEAR)
        if fate in {Fate.SUSPENDED, Fate.REINSTATED}:
            self._at(story, later, self._because(keeping.suspend, Fate.SUSPENDED))
        if fate == Fate.REINSTATED:
            self._at(story, later - 12, self._because(keeping.reinstate, fate))
        if fate == Fate.WITHDRAWN:
            self._at(story, max(later, day - 200), self._because(keeping.withdraw, fate))
        if fate == Fate.RETURNED:
            self._at(story, max(later, day - 240), self._because(keeping.return_, fate))

    def _because(self, keep: Callable[..., None], fate: Fate) -> Callable[[datetime], None]:
        def act(at: datetime) -> None:
            actor = self.way.representative if fate == Fate.RETURNED else self._officer
            keep(registration_id=self._registration_id, reason=WHY[fate], actor=actor, at=at)

        return act

    def _renew(self, story: Story, ended: int) -> None:
        """Renew what ends (or ended) so many days ago: filed before the end, decided shortly before or after it."""
        self._at(story, ended + 40, self._hand_over_anew)
        self._at(story, ended + 33, self._look_again)
        self._at(story, ended + 30, lambda at: steps.confirm(self.way, at))
        self._at(story, ended + 24, lambda at: steps.declare(self.way, at))
        self._at(story, ended + 20, lambda at: steps.file(self.way, at, self._registration_id))
        is_late = self._plan.serial % 5 == 0 and ended > LATE_BY
        decided = ended - LATE_BY if is_late else ended + 9
        self._at(story, decided + 1, lambda at: steps.check(self.way, self._officer, at))
        self._at(story, decided, lambda at: steps.register(self.way, self._officer, at))

    def _hand_over_anew(self, at: datetime) -> None:
        """Confirm the year's answers by what is done anew each year, and hand over."""
        way = self.way
        submitting.take_back(assessment_id=way.assessment_id, actor=way.coordinator, at=at)
        again = Given(AnswerText(Result.MET, "今年も行い、日付と担当者を記録しました。"))
        self._say([no for no, (mark, _) in self._answers.items() if mark == "○"][::9], again, at)
        steps.hand_over(way.assessment_id, way.coordinator, at)
        asking.hand_over_again(confirmation_id=steps.asked(way), actor=way.coordinator, at=at)
