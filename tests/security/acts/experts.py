"""Acts about experts: what the operator records of them, how they are listed, how they are told of an end."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hoshimori.qualifications.operations import listing, recording
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.calendar import day_in_japan
from tests.cast import HELD_FROM, LISTED, TRAINED_ON, TRAINED_UNTIL, join
from tests.security.acts.telling import Doing, Stage, tells

REASON = "別の人の番号だった。"


def in_house(stage: Stage) -> Actor:
    """Return an expert of the company on stage."""
    number = stage.cast.sato.organization_id
    return join(stage.cast.sato, "専門 七海", f"nanami@{number}.example", Role.EXPERT)


def qualified(stage: Stage, expert: Actor) -> UUID:
    """Let the officer record a qualification; returns its id."""
    return recording.record_qualification(
        person_id=expert.person_id,
        name=LISTED,
        proof="登録番号 第999901号",
        held_from=HELD_FROM,
        valid_until=None,
        **stage.who(stage.cast.hayashi),
    )


def trained(stage: Stage, expert: Actor, valid_until: date = TRAINED_UNTIL) -> UUID:
    """Let the officer record training; returns its id."""
    return recording.record_training(
        person_id=expert.person_id,
        provider="制度研修機関(見本)",
        completed_on=TRAINED_ON,
        valid_until=valid_until,
        **stage.who(stage.cast.hayashi),
    )


@tells(recording.record_qualification)
def a_qualification_is_recorded(stage: Stage) -> Doing:
    expert = in_house(stage)
    return lambda: qualified(stage, expert)


@tells(recording.take_qualification_out)
def a_qualification_is_taken_out(stage: Stage) -> Doing:
    qualification_id = qualified(stage, in_house(stage))
    who = stage.who(stage.cast.hayashi)
    return lambda: recording.take_qualification_out(qualification_id=qualification_id, reason=REASON, **who)


@tells(recording.record_training)
def training_is_recorded(stage: Stage) -> Doing:
    expert = in_house(stage)
    return lambda: trained(stage, expert)


@tells(recording.take_training_out)
def training_is_taken_out(stage: Stage) -> Doing:
    training_id = trained(stage, in_house(stage))
    who = stage.who(stage.cast.hayashi)
    return lambda: recording.take_training_out(training_id=training_id, reason=REASON, **who)


def agreed(stage: Stage, expert: Actor, version: int = 0) -> int:
    """Let an expert agree to be listed; returns the version."""
    return listing.change(
        is_listed=True,
        serves="OTHERS",
        statement="製造業の中小企業を見てきました。",
        prefectures=["13", "14"],
        industries=["E"],
        size_classes=["UP_TO_50"],
        version=version,
        **stage.who(expert),
    )


@tells(listing.change)
def an_expert_is_listed_otherwise(stage: Stage) -> Doing:
    expert = in_house(stage)
    version = agreed(stage, expert)
    return lambda: agreed(stage, expert, version)


@tells(listing.warn_of_ends)
def an_expert_is_told_that_its_training_ends(stage: Stage) -> Doing:
    trained(stage, in_house(stage), day_in_japan(stage.at) + timedelta(days=30))
    return lambda: listing.warn_of_ends(**stage.who(SYSTEM))
