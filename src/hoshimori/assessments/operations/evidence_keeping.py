"""What is said about a piece of evidence is corrected; a piece that nothing needs is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Submission
from hoshimori.assessments.operations.evidence import covers_in_journal
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.evidence import address_of, evidence_locked_for, is_claimed, store
from hoshimori.assessments.rules.evidence import is_part_of
from hoshimori.journal.operations import Act, record
from hoshimori.shared.refusal import Conflict, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.evidence import Covers, EvidenceValue
    from hoshimori.shared.actor import Actor


def change_period(*, evidence_id: UUID, covers: Covers, version: int, actor: Actor, at: datetime) -> EvidenceValue:
    """Correct the period that a piece of evidence speaks of; `version` is the one the writer saw.

    What was handed over before keeps the period it was handed over with.

    Raises:
        NotFound: the piece does not exist for this actor.
        Conflict: somebody else corrected it since.
    """
    with transaction.atomic():
        row = evidence_locked_for(actor, at, evidence_id)
        before = row.value

        require(actor, Action.KEEP_EVIDENCE)

        if before.covers == covers:
            return before
        if before.version != version:
            raise Conflict("CHANGED_MEANWHILE")

        row.covers_from, row.covers_until = covers.from_on, covers.until_on
        row.version += 1
        row.save(update_fields=["covers_from", "covers_until", "version"])

        act = Act(
            events.EVIDENCE_PERIOD_CHANGED,
            "evidence",
            str(row.pk),
            covers_in_journal(before.covers),
            covers_in_journal(covers),
        )
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    return row.value


def remove(*, evidence_id: UUID, actor: Actor, at: datetime) -> None:
    """Remove a piece of evidence that speaks for nothing and was never handed over; its file is destroyed.

    Raises:
        NotFound: the piece does not exist for this actor.
        NotPossibleNow: it speaks for a criterion, or was part of what was handed over.
    """
    with transaction.atomic():
        row = evidence_locked_for(actor, at, evidence_id)
        gone = row.value

        require(actor, Action.KEEP_EVIDENCE)

        if row.uses.exists():
            raise NotPossibleNow("EVIDENCE_IS_USED")
        if _was_handed_over(gone):
            raise NotPossibleNow("EVIDENCE_WAS_HANDED_OVER")

        row.removed_at = at
        row.save(update_fields=["removed_at"])
        leaves_file = has_left_file(gone)

        before = {"name": gone.name, "sha256": gone.sha256}
        act = Act(events.EVIDENCE_REMOVED, "evidence", str(gone.id), before=before)
        record(act=act, about_id=gone.organization_id, actor=actor, at=at)
    if leaves_file:
        store().remove(address_of(gone))


def has_left_file(gone: EvidenceValue) -> bool:
    """Tell whether a piece that is no longer kept leaves its file behind, claimed by no other piece of the company.

    It is asked within the act, and the file is destroyed after it: what fails in between leaves a file that nobody
    claims, which is tidied up later, never a piece without its file.
    """
    return bool(gone.size) and not is_claimed(gone.organization_id, gone.sha256)


def _was_handed_over(piece: EvidenceValue) -> bool:
    """Look for the piece in all that the company handed over so far."""
    submissions = Submission.objects.filter(assessment__organization_id=piece.organization_id)
    return any(is_part_of(piece, content) for content in submissions.values_list("content", flat=True).iterator())
