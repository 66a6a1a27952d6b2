"""What the scanner says about a file decides whether it is given out and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Evidence
from hoshimori.assessments.operations.evidence_keeping import has_left_file
from hoshimori.assessments.queries.evidence import address_of, store
from hoshimori.assessments.rules.states import SCAN, ScanAction, ScanState
from hoshimori.journal.operations import Act, record
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.evidence import EvidenceValue
    from hoshimori.shared.actor import Actor

_LONGEST_FINDING = 100


def note_verdict(*, evidence_id: UUID, finding: str, actor: Actor, at: datetime) -> EvidenceValue:
    """Note what the scanner said of a waiting file: nothing found, or the name of what it found.

    A condemned file no longer counts as evidence and is destroyed; its name and digest stay, so that people see why.

    Raises:
        NotFound: there is no such piece, or it was removed while the scanner looked at it.
        NotPossibleNow: the file does not wait for the scanner.
    """
    with transaction.atomic():
        row = Evidence.objects.select_for_update().filter(pk=evidence_id, removed_at=None).first()
        if row is None:
            raise NotFound

        after = SCAN.after(ScanState(row.scan), ScanAction.CONDEMN if finding else ScanAction.PASS)

        row.scan, row.scan_finding = after.value, finding[:_LONGEST_FINDING]
        row.save(update_fields=["scan", "scan_finding"])
        leaves_file = not row.value.counts and has_left_file(row.value)

        said = {"name": row.name, "sha256": row.sha256, "scan": after.value, "finding": row.scan_finding}
        act = Act(events.EVIDENCE_SCANNED, "evidence", str(row.pk), {"scan": ScanState.WAITING.value}, said)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    if leaves_file:
        store().remove(address_of(row.value))
    return row.value
