"""Acts about filings, registrations and changes of what is registered, with an expert of the company itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hoshimori.registry.operations import changes, deciding, filing, keeping
from hoshimori.registry.queries.due import due
from hoshimori.shared.actor import SYSTEM
from tests import registering
from tests.confirming import declared
from tests.registering import ALL_HOLD, SUMMARY, SUMMARY_EN, Filed, Registered
from tests.security.acts.confirming import eligible
from tests.security.acts.telling import Doing, Stage, tells

WHY = "登録の内容を確かめるため。"
A_YEAR = timedelta(days=365)


def officer(stage: Stage) -> dict[str, Any]:
    return stage.who(stage.cast.hayashi)


def filed(stage: Stage) -> Filed:
    return registering.filed(stage.cast, eligible(stage), stage.at)


def registered(stage: Stage) -> Registered:
    return registering.registered(stage.cast, eligible(stage), stage.at)


@tells(filing.file)
def what_was_declared_is_filed(stage: Stage) -> Doing:
    matter = declared(stage.cast.sato, eligible(stage), stage.cast.mori, stage.at)
    return lambda: filing.file(
        assessment_id=matter.assessment_id,
        scope_summary_ja=SUMMARY,
        scope_summary_en=SUMMARY_EN,
        renews=None,
        **stage.sato,
    )


@tells(filing.withdraw)
def a_filing_is_taken_back(stage: Stage) -> Doing:
    ours = filed(stage)
    return lambda: filing.withdraw(filing_id=ours.filing_id, reason=WHY, **stage.sato)


@tells(deciding.check)
def a_filing_is_checked(stage: Stage) -> Doing:
    ours = filed(stage)
    return lambda: deciding.check(filing_id=ours.filing_id, points=ALL_HOLD, **officer(stage))


@tells(deciding.register)
def what_was_filed_is_registered(stage: Stage) -> Doing:
    ours = registering.check(filed(stage), stage.at)
    return lambda: deciding.register(filing_id=ours.filing_id, **officer(stage))


@tells(deciding.refuse)
def a_filing_is_refused(stage: Stage) -> Doing:
    ours = filed(stage)
    return lambda: deciding.refuse(filing_id=ours.filing_id, reason=WHY, **officer(stage))


@tells(keeping.suspend)
def a_registration_is_suspended(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: keeping.suspend(registration_id=ours.registration_id, reason=WHY, **officer(stage))


@tells(keeping.reinstate)
def a_registration_is_reinstated(stage: Stage) -> Doing:
    ours = registered(stage)
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, **officer(stage))
    return lambda: keeping.reinstate(registration_id=ours.registration_id, reason=WHY, **officer(stage))


@tells(keeping.withdraw)
def a_registration_is_withdrawn(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: keeping.withdraw(registration_id=ours.registration_id, reason=WHY, **officer(stage))


@tells(keeping.return_)
def a_registration_is_given_back(stage: Stage) -> Doing:
    ours, mori = registered(stage), stage.who(stage.cast.mori)
    return lambda: keeping.return_(registration_id=ours.registration_id, reason=WHY, **mori)


@tells(keeping.expire_due)
def registrations_end_by_time(stage: Stage) -> Doing:
    registered(stage)
    return lambda: keeping.expire_due(actor=SYSTEM, at=stage.at + A_YEAR)


@tells(keeping.warn_of_ends)
def companies_are_told_of_an_end(stage: Stage) -> Doing:
    registered(stage)
    return lambda: keeping.warn_of_ends(actor=SYSTEM, at=stage.at + A_YEAR - timedelta(days=30))


@tells(changes.notify)
def a_change_is_notified(stage: Stage) -> Doing:
    ours = registered(stage)
    return lambda: changes.notify(
        registration_id=ours.registration_id,
        what="本社が移りました。",
        happened_on=date(2026, 11, 20),
        **stage.sato,
    )


@tells(changes.take_note)
def a_change_is_taken_note_of(stage: Stage) -> Doing:
    a_change_is_notified(stage)()
    (change,) = due(stage.cast.hayashi, stage.at).changes
    return lambda: changes.take_note(change_id=change.id, answer="", takes_over=True, **officer(stage))
