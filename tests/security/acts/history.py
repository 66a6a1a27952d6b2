"""Acts by which the register's history is written: on the timetable, by Hoshimori itself."""

from __future__ import annotations

from hoshimori.credentials.operations.keys import ensure
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.history.operations import publishing, taking_over
from hoshimori.journal.operations import seal
from hoshimori.shared.actor import SYSTEM
from tests.security.acts.telling import Doing, Stage, tells


@tells(taking_over.take_over)
def public_events_become_entries(stage: Stage) -> Doing:
    seal(**stage.who(SYSTEM))
    return lambda: taking_over.take_over(**stage.who(SYSTEM))


@tells(publishing.publish)
def the_entries_are_published(stage: Stage) -> Doing:
    ensure(purpose=Purpose.HISTORY, **stage.who(SYSTEM))
    public_events_become_entries(stage)()
    return lambda: publishing.publish(**stage.who(SYSTEM))
