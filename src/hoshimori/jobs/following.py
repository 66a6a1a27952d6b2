"""What the worker has to do after an act: put into the queue in the transaction of the act itself.

Operations know nothing of this. Whichever door an act came through, its work follows from the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments import events
from hoshimori.credentials.operations import status
from hoshimori.jobs import tasks, telling
from hoshimori.notices.rules import TOLD
from hoshimori.registry import events as registry
from hoshimori.shared.actor import SYSTEM

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

CHANGES_STATE = frozenset(
    {
        registry.SUSPENDED,
        registry.REINSTATED,
        registry.WITHDRAWN,
        registry.RETURNED,
        registry.EXPIRED,
        registry.RENEWED,
        registry.FILED,
        registry.FILING_REFUSED,
        registry.FILING_WITHDRAWN,
    }
)
"""Acts after which a registration stands otherwise: a renewal that waits or is decided keeps one valid, or no more."""

CHANGES_CERTIFICATE = frozenset({registry.REGISTERED, registry.RENEWED, registry.CHANGE_TAKEN_NOTE_OF, registry.FILED})
"""Acts after which a company needs a new certificate, or may need one."""


def follow(*, acts: Iterable[Act], about_id: UUID | None, actor: Actor, at: datetime, **_others: object) -> None:
    """Queue what follows from these acts: their work, and that people are told."""
    for act in acts:
        if act.name in FOLLOWS:
            FOLLOWS[act.name].enqueue(act.subject_id)
        if act.name in TOLD:
            telling.put_down(act, about_id, actor, at)
        if about_id is not None:
            _follow_registration(act.name, about_id, at)


def _follow_registration(name: str, organization_id: UUID, at: datetime) -> None:
    """See to a company's certificates; what is suspended is marked at once, so that no worker has to be awake."""
    if name in CHANGES_STATE:
        status.mark_stale(organization_id=organization_id, actor=SYSTEM, at=at)
    if name in CHANGES_CERTIFICATE:
        tasks.issue_certificates_of.enqueue(str(organization_id))
