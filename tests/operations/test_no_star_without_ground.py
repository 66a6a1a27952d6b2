"""From no sequence of acts is a ★3 shown valid without its grounds, and nothing reaches whom it is not meant for.

Hypothesis plays everybody: what comes next in the scheme, what gets in its way, people who meddle, and time. Beside it
stands a record kept by the simplest means, out of what the acts said and the days they were done on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import rfc8785
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hoshimori.assessments.models import Submission
from hoshimori.assessments.operations import submitting
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.seeing import visible_to as assessments_visible_to
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.confirmations.models import Confirmation, Declaration
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.queries.lines import needs, of_expert
from hoshimori.confirmations.queries.seeing import visible_to as confirmations_visible_to
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, Manner, Verdict
from hoshimori.qualifications.models import Training
from hoshimori.qualifications.operations import recording
from hoshimori.registry.models import Filing, Registration
from hoshimori.registry.operations import deciding, filing, keeping
from hoshimori.registry.queries import own, public
from hoshimori.registry.queries.filings import filings_of
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.registry.rules.states import FilingKind, FilingState, RegistrationState
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Refusal
from tests.cast import TRAINED_ON, TRAINED_UNTIL, Cast, Experts, make_eligible
from tests.confirming import Asked, answer, answered, declare, hand_over, judge

SECRET = "この言葉は、だれにも見せないはずのものです"
MET = Given(AnswerText(Result.MET, reason=SECRET))
NOT_MET = Given(AnswerText(Result.NOT_MET, plan=SECRET))
BREAKABLE = "1-2-3-1"
ALL_HOLD = {point.value: (True, "") for point in FormalPoint}
NONE_HOLD = {point.value: (False, SECRET) for point in FormalPoint}

Act = Callable[[], object]


@dataclass
class Shown:
    """What the register must show of one registration, as the record has it."""

    state: str
    until: date
    waits: bool = False

    def on(self, day: date) -> str:
        end = self.until + timedelta(days=365 if self.waits else 0)
        return "EXPIRED" if self.state in {"VALID", "SUSPENDED"} and day >= end else self.state


@dataclass
class Record:
    """What was done, noted beside the program."""

    trained_from: date
    trained_until: date
    registrations: dict[str, Shown] = field(default_factory=dict)


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


class Star3(RuleBasedStateMachine):
    """Aoba on its way, its expert, its officer, strangers, and the calendar."""

    cast: Cast
    people: Experts
    assessment_id: UUID
    training_id: UUID
    at: datetime
    came_about: Counter[FilingKind]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.record = Record(TRAINED_ON, TRAINED_UNTIL)
        self.trainings = [self.training_id]

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @property
    def today(self) -> date:
        return day_in_japan(self.at)

    def try_(self, act: Act) -> bool:
        """Tell whether the act was done; an act that is refused changes nothing."""
        try:
            with transaction.atomic():
                act()
        except Refusal:
            return False
        return True

    # What there is now.

    def matter(self) -> Asked | None:
        going_on = Confirmation.objects.filter(assessment_id=self.assessment_id).exclude(
            state__in=["DECLINED", "WITHDRAWN"]
        )
        row = going_on.first()
        return Asked(self.assessment_id, row.pk, self.cast.sato, self.people.kiyota) if row else None

    def waiting(self) -> Filing | None:
        return Filing.objects.filter(state__in=[FilingState.FILED.value, FilingState.CHECKED.value]).first()

    def standing(self) -> Registration | None:
        return Registration.objects.filter(state__in=["VALID", "SUSPENDED"]).first()

    # What comes next.

    def register(self, actor: Actor | None = None) -> None:
        filed = self.waiting()
        if filed is None or (filed.state == "FILED" and actor is None):
            raise Refusal("NOTHING_TO_DO")
        number = deciding.register(filing_id=filed.pk, actor=actor or self.cast.hayashi, at=self.at)
        self.came_about[FilingKind(filed.kind)] += 1
        self.grounds_of(filed)
        if filed.renews_id:
            shown = self.record.registrations[number]
            shown.until, shown.waits = a_year_after(shown.until), False
        else:
            assert number not in self.record.registrations
            for earlier in self.record.registrations.values():
                assert earlier.on(self.today) not in {"VALID", "SUSPENDED"}
            self.record.registrations[number] = Shown("VALID", a_year_after(self.today))

    def grounds_of(self, filed: Filing) -> None:
        """Hold that a filing that was registered stands on everything a ★3 needs, worked out anew."""
        declaration = Declaration.objects.get(pk=filed.declaration_id)
        confirmation = Confirmation.objects.get(pk=declaration.confirmation_id)
        last = Submission.objects.filter(assessment_id=self.assessment_id).order_by("-number").first()
        assert last is not None
        assert {part["result"] for part in last.content["criteria"]} == {"MET"}
        assert len(last.content["criteria"]) == 81
        whole: Any = {"self_evaluation": last.content, "confirmation": confirmation.paper}
        assert hashlib.sha256(rfc8785.dumps(whole)).hexdigest() == filed.whole_digest == declaration.whole_digest
        assert confirmation.paper is not None
        assert {one["verdict"] for one in confirmation.paper["judgements"]} == {"AGREED"}
        assert declaration.declared_by_id == self.cast.mori.person_id

    def file(self, actor: Actor | None = None) -> None:
        standing = self.standing()
        renews = standing.pk if standing and self.shown(standing) in {"VALID", "SUSPENDED"} else None
        filing.file(
            assessment_id=self.assessment_id,
            scope_summary_ja="本社",
            scope_summary_en="Head office",
            renews=renews,
            actor=actor or self.cast.sato,
            at=self.at,
        )
        if renews and standing:
            shown = self.record.registrations[standing.number]
            assert shown.until - timedelta(days=90) <= self.today < shown.until
            shown.waits = True

    def shown(self, registration: Registration) -> str:
        return self.record.registrations[registration.number].on(self.today)

    def check(self, points: dict[str, tuple[bool, str]], actor: Actor | None = None) -> None:
        filed = self.waiting()
        if filed is None or (filed.state == "CHECKED" and actor is None):
            raise Refusal("NOTHING_TO_DO")
        deciding.check(filing_id=filed.pk, points=points, actor=actor or self.cast.hayashi, at=self.at)

    def with_matter(self, act: Callable[[Asked], object]) -> None:
        matter = self.matter()
        if matter is None:
            raise Refusal("NOTHING_TO_DO")
        act(matter)

    def declare(self, actor: Actor | None = None) -> None:
        self.with_matter(lambda matter: declare(matter, actor or self.cast.mori, self.at))

    def confirm(self, actor: Actor | None = None) -> None:
        def act(matter: Asked) -> None:
            concluding.confirm(
                confirmation_id=matter.confirmation_id,
                manner=Manner.VISIT,
                advice=SECRET,
                actor=actor or self.people.kiyota,
                at=self.at,
            )
            assert self.record.trained_from <= self.today < self.record.trained_until

        self.with_matter(act)

    def judge_the_rest(self) -> None:
        def act(matter: Asked) -> None:
            now = detail(matter.expert, self.at, matter.confirmation_id)
            if all(subject.key in now.judgements for subject in now.subjects):
                raise Refusal("NOTHING_TO_DO")
            judge(matter, self.at, reason=SECRET)

        self.with_matter(act)

    def take_on(self, actor: Actor | None = None) -> None:
        who = actor or self.people.kiyota
        self.with_matter(lambda matter: judging.take_on(confirmation_id=matter.confirmation_id, actor=who, at=self.at))

    def hand_over_again(self, actor: Actor | None = None) -> None:
        who = actor or self.cast.sato
        self.with_matter(
            lambda matter: asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=who, at=self.at)
        )

    def ask(self, actor: Actor | None = None) -> None:
        asking.ask(
            assessment_id=self.assessment_id,
            expert_id=self.people.kiyota.membership_id,
            message=SECRET,
            actor=actor or self.cast.sato,
            at=self.at,
        )

    def hand_over(self) -> None:
        hand_over(self.assessment_id, self.cast.sato, self.at)

    def mended(self) -> None:
        self.try_(partial(answer, self.assessment_id, BREAKABLE, MET, self.cast.sato, self.at))

    def begin_renewal(self) -> None:
        standing = self.standing()
        if standing is None or self.today < standing.valid_until - timedelta(days=90):
            raise Refusal("NOTHING_TO_DO")
        submitting.take_back(assessment_id=self.assessment_id, actor=self.cast.sato, at=self.at)

    @rule()
    def what_comes_next(self) -> None:
        steps: list[Act] = [
            self.register,
            partial(self.check, ALL_HOLD),
            self.file,
            self.declare,
            self.confirm,
            self.judge_the_rest,
            self.take_on,
            self.hand_over_again,
            self.ask,
            self.hand_over,
            self.begin_renewal,
        ]
        any(self.try_(step) for step in steps)

    @initialize(times=st.integers(6, 10))
    def begun(self, times: int) -> None:
        self.a_good_while(times)

    @rule(times=st.integers(4, 12))
    def a_good_while(self, times: int) -> None:
        for _ in range(times):
            self.what_comes_next()

    # What gets in its way.

    @rule(what=st.sampled_from(["taken_back", "disagreed", "sent_back", "asked_no_longer"]), sooner=st.booleans())
    def something_gets_in_the_way(self, what: str, *, sooner: bool) -> None:
        if what == "taken_back":
            self.taken_back(breaks=sooner)
        else:
            getattr(self, what)()

    @rule(what=st.sampled_from(["checked", "filed_in_vain", "mended"]), sooner=st.booleans())
    def the_office_gets_in_the_way(self, what: str, *, sooner: bool) -> None:
        if what == "checked":
            self.checked(holds=sooner)
        elif what == "filed_in_vain":
            self.filed_in_vain(by_officer=sooner)
        else:
            self.mended()

    def taken_back(self, *, breaks: bool) -> None:
        self.try_(partial(submitting.take_back, assessment_id=self.assessment_id, actor=self.cast.sato, at=self.at))
        given = NOT_MET if breaks else MET
        self.try_(partial(answer, self.assessment_id, BREAKABLE, given, self.cast.ito, self.at))

    def disagreed(self) -> None:
        keys = [Key(About.CRITERION, BREAKABLE)]
        self.try_(lambda: self.with_matter(lambda matter: judge(matter, self.at, keys, Verdict.NOT_AGREED, SECRET)))

    def sent_back(self) -> None:
        self.try_(
            lambda: self.with_matter(
                lambda matter: concluding.send_back(
                    confirmation_id=matter.confirmation_id,
                    reason=SECRET,
                    advice=SECRET,
                    manner="",
                    actor=self.people.kiyota,
                    at=self.at,
                )
            )
        )

    def asked_no_longer(self) -> None:
        self.try_(
            lambda: self.with_matter(
                lambda matter: asking.withdraw(
                    confirmation_id=matter.confirmation_id, reason=SECRET, actor=self.cast.sato, at=self.at
                )
            )
        )

    def checked(self, *, holds: bool) -> None:
        self.try_(partial(self.check, ALL_HOLD if holds else NONE_HOLD, self.cast.hayashi))

    def filed_in_vain(self, *, by_officer: bool) -> None:
        filed = self.waiting()
        if filed is None:
            return
        end = partial(deciding.refuse, actor=self.cast.hayashi)
        if not by_officer:
            end = partial(filing.withdraw, actor=self.cast.sato)
        assert self.try_(partial(end, filing_id=filed.pk, reason=SECRET, at=self.at))
        if filed.renews_id:
            self.record.registrations[Registration.objects.get(pk=filed.renews_id).number].waits = False

    KEEPING = {"SUSPENDED": keeping.suspend, "VALID": keeping.reinstate, "WITHDRAWN": keeping.withdraw}

    @precondition(lambda self: self.record.registrations)
    @rule(state=st.sampled_from(["SUSPENDED", "VALID", "WITHDRAWN", "RETURNED"]))
    def kept(self, state: str) -> None:
        registration = self.standing()
        if registration is None:
            return
        before = self.shown(registration)
        act: Callable[..., None] = self.KEEPING.get(state, keeping.return_)
        actor = self.cast.mori if state == "RETURNED" else self.cast.hayashi
        done = self.try_(partial(act, registration_id=registration.pk, reason=SECRET, actor=actor, at=self.at))
        possible = before == "VALID" or (before == "SUSPENDED" and state != "SUSPENDED")
        assert done == (possible and before != state)
        if done:
            self.record.registrations[registration.number].state = state

    @rule(days=st.sampled_from([1, 7, 40, 91, 200, 276, 366]))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(left=st.integers(-2, 95), times=st.integers(6, 12))
    def the_end_comes_near(self, left: int, times: int) -> None:
        standing = self.standing()
        if standing is not None:
            days = (standing.valid_until - self.today).days - left
            self.at += timedelta(days=max(0, days))
            self.a_good_while(times)

    @rule(hours=st.integers(0, 23))
    def hours_go_by(self, hours: int) -> None:
        """Midnight in Japan is three in the afternoon in UTC."""
        self.at += timedelta(hours=hours)

    @rule()
    def night_work(self) -> None:
        keeping.expire_due(actor=SYSTEM, at=self.at)
        keeping.warn_of_ends(actor=SYSTEM, at=self.at)

    @rule(days=st.sampled_from([1, 30, 365]))
    def trained_anew(self, days: int) -> None:
        until = self.today + timedelta(days=days)
        for training_id in self.trainings:
            reason = "記録を新しくします。"
            assert self.try_(
                partial(
                    recording.take_training_out,
                    training_id=training_id,
                    reason=reason,
                    actor=self.cast.hayashi,
                    at=self.at,
                )
            )
        self.trainings = [
            recording.record_training(
                person_id=self.people.kiyota.person_id,
                provider="研修機関(見本)",
                completed_on=self.today,
                valid_until=until,
                actor=self.cast.hayashi,
                at=self.at,
            )
        ]
        self.record.trained_from, self.record.trained_until = self.today, until

    # Who should not.

    @rule(who=st.sampled_from(["kuro", "tanaka", "ono", "minami", "ito", "kiyota", "sato", "hayashi", "mori"]))
    def meddled(self, who: str) -> None:
        actor: Actor = getattr(self.cast, who, None) or getattr(self.people, who)
        may = {
            "register": {"hayashi"},
            "file": {"sato", "mori"},
            "declare": {"mori"},
            "confirm": {"kiyota"},
            "take_on": {"kiyota"},
            "hand_over_again": {"sato", "mori"},
            "ask": {"sato", "mori"},
        }
        for name, who_may in may.items():
            if who not in who_may:
                assert not self.try_(partial(getattr(self, name), actor)), f"{who} could {name}"

    # What must hold after every act.

    @invariant()
    def the_register_shows_what_the_record_says(self) -> None:
        shown = {entry.number: entry for entry in public.whole(self.at)}
        assert {number: entry.state.value for number, entry in shown.items()} == {
            number: expected.on(self.today) for number, expected in self.record.registrations.items()
        }
        for number, entry in shown.items():
            assert entry.valid_until == self.record.registrations[number].until
            assert SECRET not in json.dumps(entry.fields(), ensure_ascii=False)
        valid = public.search(state=RegistrationState.VALID.value, at=self.at).lines
        assert {entry.number for entry in valid} == {
            number for number, expected in self.record.registrations.items() if expected.on(self.today) == "VALID"
        }

    @invariant()
    def strangers_see_nothing(self) -> None:
        for stranger in (self.cast.kuro, self.cast.tanaka, self.people.minami, self.cast.ono):
            assert not assessments_visible_to(stranger, self.at).exists()
            assert not confirmations_visible_to(stranger, self.at).exists()
            assert filings_of(stranger, self.at) == ()
            assert own.registrations_of(stranger, self.at) == ()
        assert of_expert(self.people.minami, self.at).lines == ()
        assert needs(self.people.minami, self.at) == ()


def test_no_star_is_shown_without_its_grounds(cast: Cast, experts: Experts, at: datetime) -> None:
    make_eligible(experts.kiyota, cast.hayashi)
    assessment_id = answered(cast.sato, at)
    training_id = Training.objects.get(person_id=experts.kiyota.person_id).pk
    came_about: Counter[FilingKind] = Counter()
    machine = type(
        "Machine",
        (Star3,),
        {
            "cast": cast,
            "people": experts,
            "assessment_id": assessment_id,
            "training_id": training_id,
            "at": at,
            "came_about": came_about,
        },
    )

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )

    assert came_about[FilingKind.NEW] >= 5
    assert came_about[FilingKind.RENEWAL] >= 1
