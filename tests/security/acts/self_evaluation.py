"""Acts about a self-evaluation: its scope, its answers, and what is still to be done."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hoshimori.assessments.operations import (
    alternatives,
    answering,
    beginning,
    calendars,
    closing,
    commenting,
    excluding,
    scoping,
    tasks,
    timing,
)
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.scope import Named, Omission, Statement
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.parties.operations import platforms
from hoshimori.shared.calendar import day_in_japan
from tests.security.acts.telling import CRITERION, MET, PLANNED, Doing, Stage, tells

ALTERNATIVE = AlternativeText("資料を守る。", "金庫に入れる。", "入れるのは二人だけだから。")
OMISSION = Omission("検査機のPC", "OUT_OF_SUPPORT_CUT_OFF", "対応が終わったため。", "社内LANから切り離した。")
DUTY = Duty("規則を改める。")


@tells(beginning.begin)
def a_self_evaluation_begins(stage: Stage) -> Doing:
    return lambda: beginning.begin(level=3, title="2027年度", **stage.sato)


@tells(beginning.continue_from)
def a_self_evaluation_goes_on_from_an_earlier_one(stage: Stage) -> Doing:
    stage.answer()
    alternatives.propose(assessment_id=stage.aobas, criterion_no=CRITERION, text=ALTERNATIVE, version=0, **stage.sato)
    scoping.describe(assessment_id=stage.aobas, statement=Statement(text="全社。"), version=0, **stage.sato)
    scoping.name(assessment_id=stage.aobas, named=Named("SITE", "本社"), **stage.sato)
    excluding.exclude(assessment_id=stage.aobas, omission=OMISSION, **stage.sato)
    return lambda: beginning.continue_from(assessment_id=stage.aobas, level=4, title="★4へ", **stage.sato)


@tells(closing.close)
def a_self_evaluation_is_closed(stage: Stage) -> Doing:
    return lambda: closing.close(assessment_id=stage.aobas, **stage.sato)


@tells(closing.reopen)
def a_self_evaluation_is_taken_up_again(stage: Stage) -> Doing:
    closing.close(assessment_id=stage.aobas, **stage.sato)
    return lambda: closing.reopen(assessment_id=stage.aobas, **stage.sato)


@tells(answering.save)
def a_criterion_is_answered(stage: Stage) -> Doing:
    given = replace(MET, responsible_id=stage.cast.ito.person_id)
    return lambda: stage.answer(given)


@tells(answering.confirm)
def what_was_taken_over_is_confirmed(stage: Stage) -> Doing:
    stage.answer()
    later = beginning.continue_from(assessment_id=stage.aobas, level=3, title="2027年度", **stage.sato)
    return lambda: answering.confirm(assessment_id=later, criterion_no=CRITERION, version=1, **stage.sato)


def alternative_at(stage: Stage, criterion_no: str) -> None:
    alternatives.propose(
        assessment_id=stage.aobas, criterion_no=criterion_no, text=ALTERNATIVE, version=0, **stage.sato
    )


def plan_at(stage: Stage, criterion_no: str) -> None:
    stage.answer(PLANNED, criterion_no)


@tells(alternatives.propose)
def an_alternative_is_proposed(stage: Stage) -> Doing:
    return lambda: alternative_at(stage, CRITERION)


@tells(alternatives.withdraw)
def an_alternative_is_withdrawn(stage: Stage) -> Doing:
    an_alternative_is_proposed(stage)()
    return lambda: alternatives.withdraw(assessment_id=stage.aobas, criterion_no=CRITERION, version=1, **stage.sato)


@tells(commenting.write)
def a_remark_is_written(stage: Stage) -> Doing:
    text = "@伊藤 次郎 さん、規則の日付を確かめてください。"
    return lambda: commenting.write(assessment_id=stage.aobas, criterion_no=CRITERION, text=text, **stage.sato)


@tells(timing.record_minutes)
def minutes_are_recorded(stage: Stage) -> Doing:
    today = day_in_japan(stage.at)
    return lambda: timing.record_minutes(
        assessment_id=stage.aobas, criterion_no=CRITERION, minutes=15, spent_on=today, **stage.sato
    )


@tells(scoping.describe)
def the_scope_is_described(stage: Stage) -> Doing:
    statement = Statement("ENTITY", "本社と第二工場。")
    return lambda: scoping.describe(assessment_id=stage.aobas, statement=statement, version=0, **stage.sato)


def site(stage: Stage) -> UUID:
    return scoping.name(assessment_id=stage.aobas, named=Named("SITE", "本社", "横浜市"), **stage.sato)


@tells(scoping.name)
def a_site_is_named(stage: Stage) -> Doing:
    return lambda: site(stage)


@tells(scoping.name_platform)
def a_platform_is_named_in_the_scope(stage: Stage) -> Doing:
    platform_id = platforms.add(name="青葉基盤", description="", **stage.sato)
    return lambda: scoping.name_platform(assessment_id=stage.aobas, platform_id=platform_id, **stage.sato)


@tells(scoping.remove)
def a_site_is_taken_out(stage: Stage) -> Doing:
    item_id = site(stage)
    return lambda: scoping.remove(assessment_id=stage.aobas, item_id=item_id, **stage.sato)


def exclusion(stage: Stage) -> UUID:
    return excluding.exclude(assessment_id=stage.aobas, omission=OMISSION, **stage.sato)


@tells(excluding.exclude)
def something_is_left_out(stage: Stage) -> Doing:
    return lambda: exclusion(stage)


@tells(excluding.change)
def an_exclusion_is_said_otherwise(stage: Stage) -> Doing:
    exclusion_id, other = exclusion(stage), replace(OMISSION, reason="入れ替えを待つため。")
    return lambda: excluding.change(
        assessment_id=stage.aobas, exclusion_id=exclusion_id, omission=other, version=1, **stage.sato
    )


@tells(excluding.include_again)
def an_exclusion_is_taken_back(stage: Stage) -> Doing:
    exclusion_id = exclusion(stage)
    return lambda: excluding.include_again(assessment_id=stage.aobas, exclusion_id=exclusion_id, **stage.sato)


def task(stage: Stage) -> UUID:
    return tasks.add(assessment_id=stage.aobas, criterion_no=CRITERION, duty=DUTY, **stage.sato)


@tells(tasks.add)
def a_task_is_added(stage: Stage) -> Doing:
    return lambda: task(stage)


@tells(tasks.add_from_plan)
def a_plan_becomes_a_task(stage: Stage) -> Doing:
    stage.answer(PLANNED)
    return lambda: tasks.add_from_plan(assessment_id=stage.aobas, criterion_no=CRITERION, **stage.sato)


@tells(tasks.change)
def a_task_is_changed(stage: Stage) -> Doing:
    task_id, duty = task(stage), replace(DUTY, owner_id=stage.cast.ito.person_id)
    return lambda: tasks.change(task_id=task_id, duty=duty, version=1, **stage.sato)


@tells(tasks.finish)
def a_task_is_done(stage: Stage) -> Doing:
    task_id = task(stage)
    return lambda: tasks.finish(task_id=task_id, **stage.sato)


@tells(tasks.drop)
def a_task_is_dropped(stage: Stage) -> Doing:
    task_id = task(stage)
    return lambda: tasks.drop(task_id=task_id, **stage.sato)


@tells(tasks.reopen)
def a_task_is_to_be_done_after_all(stage: Stage) -> Doing:
    task_id = task(stage)
    tasks.drop(task_id=task_id, **stage.sato)
    return lambda: tasks.reopen(task_id=task_id, **stage.sato)


@tells(calendars.open_address)
def a_calendar_gets_a_new_address(stage: Stage) -> Doing:
    calendars.open_address(language="ja", **stage.sato)
    return lambda: calendars.open_address(language="ja", **stage.sato)


@tells(calendars.end_address)
def a_calendar_address_ends(stage: Stage) -> Doing:
    calendars.open_address(language="ja", **stage.sato)
    return lambda: calendars.end_address(**stage.sato)
