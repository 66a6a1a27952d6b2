"""Evidence is added to a criterion: as a file, or as a pointer to where the company keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Evidence, EvidenceUse
from hoshimori.assessments.operations.answering import require_answering, touch
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.evidence import bytes_kept, store
from hoshimori.assessments.queries.seeing import locked_for, seen_by
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.evidence import Held, checked_pointer, require_room
from hoshimori.assessments.rules.states import SCAN, ScanAction, ScanState
from hoshimori.files.intake import take
from hoshimori.journal.operations import Act, record_all

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.rules.evidence import Covers, EvidenceValue, Pointer
    from hoshimori.files.intake import Taken, Upload
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Adding:
    """Whose evidence is added, for which period, by whom, when, and instead of which piece."""

    organization_id: UUID
    covers: Covers
    actor: Actor
    at: datetime
    replaces: Evidence | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Return what every new row holds."""
        return {
            "organization_id": self.organization_id,
            "covers_from": self.covers.from_on,
            "covers_until": self.covers.until_on,
            "replaces": self.replaces,
            "added_by_id": self.actor.person_id,
            "added_at": self.at,
        }


def add_file(
    *, assessment_id: UUID, criterion_no: str, upload: Upload, covers: Covers, actor: Actor, at: datetime
) -> EvidenceValue:
    """Keep a file as evidence for a criterion; where a scanner is set up, it waits until it was looked at.

    The file lies in the store before the act begins and counts for nothing until the act is done. A file the company
    has already, about the same period, is not kept twice: the piece that is there is attached.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed, or there is no room left.
        Invalid: the file is not one that can be taken.
    """
    taken = _taken(assessment_id, criterion_no, upload, actor, at)
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)
        piece = _same(assessment, taken, covers)

        require(actor, Action.KEEP_EVIDENCE)

        require_answering(assessment)
        if piece is None:
            require_room(bytes_kept(assessment.organization_id), taken.stored.size, settings.HOSHIMORI_ROOM_LIMIT)

        acts = []
        if piece is None:
            piece = put_file(taken, Adding(assessment.organization_id, covers, actor, at))
            acts.append(added_act(piece))
        acts += use(piece, assessment, criterion_no, actor, at)
        touch(assessment, at)

        record_all(acts=acts, about_id=assessment.organization_id, actor=actor, at=at)
    return piece.value


def add_pointer(
    *, assessment_id: UUID, criterion_no: str, pointer: Pointer, covers: Covers, actor: Actor, at: datetime
) -> EvidenceValue:
    """Note as evidence for a criterion what stays at the company: its name, its place, and its digest if it is known.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: name or place is missing or too long, or the digest is none.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        criterion_in(assessment, criterion_no)

        require(actor, Action.KEEP_EVIDENCE)

        require_answering(assessment)
        given = checked_pointer(pointer)

        piece = put_pointer(given, Adding(assessment.organization_id, covers, actor, at))
        acts = [added_act(piece), *use(piece, assessment, criterion_no, actor, at)]
        touch(assessment, at)

        record_all(acts=acts, about_id=assessment.organization_id, actor=actor, at=at)
    return piece.value


def _taken(assessment_id: UUID, criterion_no: str, upload: Upload, actor: Actor, at: datetime) -> Taken:
    """Look at a file and keep it, before the act: whoever could not add it leaves nothing in the store."""
    assessment = seen_by(actor, at, assessment_id)
    criterion_in(assessment, criterion_no)
    require(actor, Action.KEEP_EVIDENCE)
    require_answering(assessment)
    return take_in(upload, assessment.organization_id)


def take_in(upload: Upload, organization_id: UUID) -> Taken:
    """Look at a file and keep it in the store. It is nobody's evidence until an act says so.

    Raises:
        Invalid: the file is not one that can be taken.
    """
    return take(upload, owner=organization_id, store=store(), limit=settings.HOSHIMORI_FILE_LIMIT)


def put_file(taken: Taken, adding: Adding) -> Evidence:
    """Write the row of a file that lies in the store."""
    waits = bool(settings.HOSHIMORI_SCANNER)
    return Evidence.objects.create(
        held=Held.UPLOADED.value,
        name=taken.name,
        sha256=taken.stored.address.sha256,
        size=taken.stored.size,
        media_type=taken.kind.media_type,
        scan=SCAN.after(None, ScanAction.QUEUE if waits else ScanAction.KEEP).value,
        **adding.columns,
    )


def put_pointer(given: Pointer, adding: Adding) -> Evidence:
    """Write the row of what stays at the company."""
    return Evidence.objects.create(
        held=Held.AT_COMPANY.value,
        name=given.name,
        place=given.place,
        sha256=given.sha256,
        scan=SCAN.after(None, ScanAction.KEEP).value,
        **adding.columns,
    )


def use(piece: Evidence, assessment: Assessment, criterion_no: str, actor: Actor, at: datetime) -> list[Act]:
    """Let a piece speak for a criterion, once; returns what is to be written in the journal."""
    _, is_new = EvidenceUse.objects.get_or_create(
        evidence=piece,
        assessment=assessment,
        criterion_no=criterion_no,
        defaults={"attached_by_id": actor.person_id, "attached_at": at},
    )
    after = {"evidence": str(piece.pk), "name": piece.name}
    return [Act(events.EVIDENCE_ATTACHED, "answer", f"{assessment.pk}/{criterion_no}", after=after)] if is_new else []


def added_act(piece: Evidence) -> Act:
    """Return the journal's words for a new piece of evidence."""
    after: dict[str, Any] = {
        "name": piece.name,
        "held": piece.held,
        "place": piece.place,
        "sha256": piece.sha256,
        "size": piece.size,
        "replaces": str(piece.replaces_id) if piece.replaces_id else None,
    }
    return Act(events.EVIDENCE_ADDED, "evidence", str(piece.pk), after=after | covers_in_journal(piece.value.covers))


def covers_in_journal(covers: Covers) -> dict[str, str | None]:
    """Return a period as the journal keeps it."""
    return {
        "covers_from": covers.from_on.isoformat() if covers.from_on else None,
        "covers_until": covers.until_on.isoformat() if covers.until_on else None,
    }


def _same(assessment: Assessment, taken: Taken, covers: Covers) -> Evidence | None:
    """Return the piece the company has already: the same content, and nothing else said about its period."""
    pieces = Evidence.objects.filter(
        organization_id=assessment.organization_id,
        held=Held.UPLOADED.value,
        sha256=taken.stored.address.sha256,
        removed_at=None,
    ).exclude(scan=ScanState.INFECTED.value)
    if covers.is_known:
        pieces = pieces.filter(covers_from=covers.from_on, covers_until=covers.until_on)
    return pieces.order_by("-added_at").first()
