"""What the worker has to do after an act: put into the queue in the transaction of the act itself.

Operations know nothing of this. Whichever door an act came through, its work follows from the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments import events
from hoshimori.jobs import tasks, telling
from hoshimori.notices.rules import TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.jobs.queue import Work
    from hoshimori.journal.operations import Act
    from hoshimori.shared.actor import Actor

FOLLOWS: Mapping[str, Work] = {
    events.EVIDENCE_ADDED: tasks.scan_evidence,
    events.REPORT_ORDERED: tasks.make_report,
}
"""Work by the name of the act it follows; it is told the identifier of the act's subject."""


def follow(*, acts: Iterable[Act], about_id: UUID | None, actor: Actor, at: datetime, **_others: object) -> None:
    """Queue what follows from these acts: their work, and that people are told."""
    for act in acts:
        if act.name in FOLLOWS:
            FOLLOWS[act.name].enqueue(act.subject_id)
        if act.name in TOLD:
            telling.put_down(act, about_id, actor, at)
