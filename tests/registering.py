"""How what Aoba declared comes to be filed, checked and registered.

Each builder does what the one before it does and one step more, by doing the operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hoshimori.confirmations.operations import asking
from hoshimori.qualifications.operations import recording
from hoshimori.registry.operations import deciding, filing
from hoshimori.registry.queries.own import registration
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.shared.actor import Actor, Role
from tests.cast import MOMENT, Cast, join, make_eligible
from tests.confirming import Asked, confirm, declare, declared, hand_over_anew, judge

SUMMARY, SUMMARY_EN = "本社と全工場の情報システム", "All information systems of the head office and the factories"
ALL_HOLD = {point.value: (True, "") for point in FormalPoint}
EXPERT_UNCLEAR = ALL_HOLD | {FormalPoint.EXPERT.value: (False, "研修の記録が読めません。")}


@dataclass(frozen=True)
class Filed:
    """A filing with what it rests on, who filed it and who decides it."""

    filing_id: UUID
    matter: Asked
    representative: Actor
    officer: Actor


@dataclass(frozen=True)
class Registered:
    """A registration with the filing it rests on."""

    registration_id: UUID
    number: str
    filed: Filed


def eligible_for_years(expert: Actor, officer: Actor) -> Actor:
    """Return the expert with what makes one eligible, and training for renewals to come."""
    make_eligible(expert, officer)
    recording.record_training(
        person_id=expert.person_id,
        provider="もう1つの研修機関(見本)",
        completed_on=date(2026, 10, 1),
        valid_until=date(2031, 10, 1),
        actor=officer,
        at=MOMENT,
    )
    return expert


def file(matter: Asked, at: datetime, renews: UUID | None = None) -> UUID:
    """Who asked for the confirmation files what was declared."""
    return filing.file(
        assessment_id=matter.assessment_id,
        scope_summary_ja=SUMMARY,
        scope_summary_en=SUMMARY_EN,
        renews=renews,
        actor=matter.actor,
        at=at,
    )


def filed(cast: Cast, expert: Actor, at: datetime) -> Filed:
    """Sato files what the expert confirmed and Mori declared."""
    matter = declared(cast.sato, expert, cast.mori, at)
    return Filed(file(matter, at), matter, cast.mori, cast.hayashi)


def check(done: Filed, at: datetime) -> Filed:
    """The officer finds that everything holds."""
    deciding.check(filing_id=done.filing_id, points=ALL_HOLD, actor=done.officer, at=at)
    return done


def checked(cast: Cast, expert: Actor, at: datetime) -> Filed:
    """Hayashi checks it."""
    return check(filed(cast, expert, at), at)


def register(done: Filed, at: datetime) -> Registered:
    """The officer registers what was checked."""
    number = deciding.register(filing_id=done.filing_id, actor=done.officer, at=at)
    return Registered(registration(done.officer, at, number).id, number, done)


def registered(cast: Cast, expert: Actor, at: datetime) -> Registered:
    """Hayashi registers it."""
    return register(checked(cast, expert, at), at)


def registered_for(coordinator: Actor, expert: Actor, officer: Actor, at: datetime) -> Registered:
    """Another company comes into the register."""
    return register(checked_for(coordinator, expert, officer, at), at)


def checked_for(coordinator: Actor, expert: Actor, officer: Actor, at: datetime) -> Filed:
    """Another company files: its coordinator brings a representative, who declares; the officer checks it."""
    address = f"daihyo@{coordinator.organization_id.hex}.example"
    representative = join(coordinator, "代表 一", address, Role.REPRESENTATIVE)
    matter = declared(coordinator, expert, representative, at)
    return check(Filed(file(matter, at), matter, representative, officer), at)


def declare_once_more(done: Filed, at: datetime) -> None:
    """The same self-evaluation is handed over, confirmed and declared once more."""
    matter = done.matter
    hand_over_anew(matter.assessment_id, matter.actor, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=matter.actor, at=at)
    judge(matter, at)
    confirm(matter, at)
    declare(matter, done.representative, at)


def renewal_filed(done: Registered, at: datetime) -> Filed:
    """The company declares anew and files for a further term."""
    declare_once_more(done.filed, at)
    filing_id = file(done.filed.matter, at, renews=done.registration_id)
    return Filed(filing_id, done.filed.matter, done.filed.representative, done.filed.officer)
