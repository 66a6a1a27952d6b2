"""Acts about notices: telling, reading, choosing, and what becomes of mail."""

from __future__ import annotations

from uuid import UUID

from hoshimori.notices.operations import mailing, reading, telling
from hoshimori.notices.rules import Delivery, Happening
from hoshimori.registry import events as registry
from hoshimori.shared.actor import SYSTEM
from tests.security.acts.telling import Doing, Stage, tells


def registered(stage: Stage) -> Happening:
    ours, officer = stage.cast.sato.organization_id, stage.cast.hayashi.person_id
    return Happening(registry.REGISTERED, "one", ours, officer, stage.at)


def told(stage: Stage) -> tuple[UUID, ...]:
    """Let everybody who leads be told that they are registered; returns the notices, the coordinator's first."""
    return telling.tell(happening=registered(stage), **stage.who(SYSTEM))


@tells(telling.tell)
def people_are_told(stage: Stage) -> Doing:
    return lambda: told(stage)


@tells(reading.mark_read)
def somebody_reads_a_notice(stage: Stage) -> Doing:
    notice_id = told(stage)[0]
    return lambda: reading.mark_read(notice_id=notice_id, **stage.sato)


@tells(reading.mark_all_read)
def somebody_has_read_everything(stage: Stage) -> Doing:
    told(stage)
    return lambda: reading.mark_all_read(**stage.sato)


@tells(reading.choose_rhythm)
def somebody_wants_no_more_mail(stage: Stage) -> Doing:
    reading.choose_rhythm(code="DAILY", **stage.sato)
    told(stage)
    return lambda: reading.choose_rhythm(code="NEVER", **stage.sato)


@tells(mailing.gather)
def the_daily_mail_is_put_together(stage: Stage) -> Doing:
    reading.choose_rhythm(code="DAILY", **stage.sato)
    told(stage)
    return lambda: mailing.gather(**stage.who(SYSTEM))


@tells(mailing.note_delivery)
def a_mail_with_notices_went_out(stage: Stage) -> Doing:
    notice_ids = told(stage)
    return lambda: mailing.note_delivery(notice_ids=notice_ids, delivery=Delivery.SENT, **stage.who(SYSTEM))
