"""The scheme's figures, of registrations that came about as they do: told in steps of five, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from stdnum.jp import cn

from hoshimori.assessments.operations import timing
from hoshimori.confirmations.operations import judging
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPermitted
from hoshimori.stewardship.queries import worked_out
from hoshimori.stewardship.rules import ALL, COMPANIES, CONFIRMED, EXPERTS, EXTERNAL, RETURNED, Figures, Subject
from tests.cast import Cast, Experts, enter, found, join, make_eligible
from tests.confirming import answered, ask_about, confirm, declare, hand_over, judge, taken_on
from tests.registering import Filed, Registered, check, file, register

NOVEMBER, OCTOBER = "2026-11-30", "2026-10-31"
IN_DECEMBER = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
IN_JANUARY = datetime(2027, 1, 5, 1, 0, tzinfo=UTC)
A_YEAR_LATER = datetime(2027, 12, 3, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


def company(place: int) -> Actor:
    base = f"9999123402{place:02}"
    actor = enter(f"担当 {place}", f"tanto{place}@many.example")
    return found(actor, cn.calc_check_digit(base) + base, f"多数の会社{place}")


def filed_after_12_hours_of_work(place: int, expert: Actor, officer: Actor, at: datetime) -> Filed:
    """A company answers, records 12 hours, and files five days after the expert took it on."""
    actor, since = company(place), at - 5 * DAY
    assessment_id = answered(actor, since)
    for no, minutes in (("1-2-1-1", 500), ("1-2-1-2", 220)):
        timing.record_minutes(
            assessment_id=assessment_id,
            criterion_no=no,
            minutes=minutes,
            spent_on=day_in_japan(since),
            actor=actor,
            at=since,
        )
    hand_over(assessment_id, actor, since)
    matter = ask_about(assessment_id, actor, expert, since)
    judging.take_on(confirmation_id=matter.confirmation_id, actor=expert, at=since)
    judge(matter, at)
    confirm(matter, at)
    representative = join(actor, "代表 一", f"daihyo{place}@many.example", Role.REPRESENTATIVE)
    declare(matter, representative, at)
    return Filed(file(matter, at), matter, representative, officer)


def told(at: datetime) -> Figures:
    return worked_out(actor=SYSTEM, at=at)


def of_november(figures: Figures, subject: Subject) -> Mapping[str, int]:
    """Return what is told of the end of November, where it speaks of five or more."""
    table = figures.of(subject)
    return {line.code: n for line in table.lines if (n := table.figure(line.code, NOVEMBER))}


def silent(figures: Figures, *subjects: Subject) -> bool:
    return not any(any(line.figures) for subject in subjects for line in figures.of(subject).lines)


THE_REGISTERS = (Subject.REGISTERED, Subject.PREFECTURE, Subject.SIZE_CLASS, Subject.INDUSTRY)
OF_THE_REGISTERED = (*THE_REGISTERS, Subject.RETURNED, Subject.TAKEN, Subject.EFFORT)


def test_the_fifth_company_brings_figures_to_light_once_its_month_is_over(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    filings = [filed_after_12_hours_of_work(place, kiyota, cast.hayashi, at) for place in range(5)]
    waiting = told(at + 10 * DAY).of(Subject.FILINGS)
    done = [register(check(filing, at), at) for filing in filings[:4]]
    of_four = told(IN_DECEMBER)
    done.append(register(check(filings[4], at), at))

    in_november, in_december = told(at + DAY), told(IN_DECEMBER)

    assert (waiting.figure(ALL, COMPANIES), waiting.figure("8-15", COMPANIES)) == (5, 5)
    assert silent(of_four, *OF_THE_REGISTERED, Subject.FILINGS)
    assert silent(in_november, *OF_THE_REGISTERED)
    assert [of_november(in_december, subject) for subject in THE_REGISTERS] == [
        {ALL: 5, "3": 5},
        {"14": 5},
        {"UP_TO_50": 5},
        {"E": 5},
    ]
    assert in_december.of(Subject.REGISTERED).figure(ALL, OCTOBER) == 0
    assert in_december.of(Subject.RETURNED).figure(EXTERNAL, CONFIRMED) == 5
    assert in_december.of(Subject.RETURNED).figure(EXTERNAL, RETURNED) == 0
    assert in_december.of(Subject.TAKEN).column(EXTERNAL) == (5, 0, 0, 0, 0, 0)
    assert in_december.of(Subject.EFFORT).row("UP_TO_50") == (0, 5, 0, 0, 0, 0)
    who_leaves_is_told_with_others(done)


def who_leaves_is_told_with_others(done: list[Registered]) -> None:
    """One company returns its registration in December, the others' end in November of the next year."""
    keeping.return_(
        registration_id=done[0].registration_id,
        reason="事業を終えるため。",
        actor=done[0].filed.representative,
        at=IN_DECEMBER,
    )

    in_january, a_year_later = told(IN_JANUARY), told(A_YEAR_LATER)

    assert in_january.of(Subject.REGISTERED).figure(ALL, "2026-12-31") == 5
    assert a_year_later.of(Subject.REGISTERED).figure(ALL, "2027-10-31") == 5
    assert a_year_later.of(Subject.REGISTERED).figure(ALL, "2027-11-30") == 0


def test_of_one_expert_nothing_is_told_however_much_it_has_in_work(kiyota: Actor, at: datetime) -> None:
    for place in range(5):
        taken_on(company(place), kiyota, at)

    figures = told(at + DAY)

    assert figures.of(Subject.LOAD).column(EXPERTS) == (0,) * 6
    assert figures.of(Subject.BEGUN).figure("3", COMPANIES) == 5
    assert figures.of(Subject.BEGUN).figure("4", COMPANIES) == 0


def test_nobody_works_figures_out_by_hand(cast: Cast, at: datetime) -> None:
    for actor in (cast.ono, cast.hayashi, cast.sato):
        with pytest.raises(NotPermitted):
            worked_out(actor=actor, at=at)
