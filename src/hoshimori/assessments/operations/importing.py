"""A filled workbook is handed in, looked at, and accepted row by row or discarded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.exchange.keeping import plain, restored
from hoshimori.assessments.exchange.reading import read
from hoshimori.assessments.models import Answer, WorkbookImport
from hoshimori.assessments.operations.answering import require_answering, saved_act, touch
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for, seen_by
from hoshimori.assessments.queries.sheet import sheet_of
from hoshimori.assessments.queries.workbooks import asked_of
from hoshimori.assessments.rules.importing import propose
from hoshimori.assessments.rules.states import IMPORT, ImportAction, ImportState
from hoshimori.journal.operations import Act, record, record_all
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.rules.importing import Judged
    from hoshimori.shared.actor import Actor

FILE_NAME_LIMIT = 200
_WRITTEN = ("result", "reason", "plan", "note", "taken_over", "version", "changed_by", "changed_at")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of accepting: the criteria that were written, and those somebody else changed in the meantime."""

    taken: Sequence[str]
    conflicts: Sequence[str]


def hand_in(*, assessment_id: UUID, file_name: str, content: bytes, actor: Actor, at: datetime) -> UUID:
    """Read a filled workbook and keep what it says, to be looked at and decided about; returns the import's id.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it was handed over or closed.
        Invalid: the file is not a workbook that can be read, or it holds no answers to this edition's criteria.
    """
    assessment = seen_by(actor, at, assessment_id)

    require(actor, Action.IMPORT)

    require_answering(assessment)
    reading = read(content, asked_of(assessment))
    name = one_line(file_name, field="file", limit=FILE_NAME_LIMIT)
    digest = hashlib.sha256(content).hexdigest()

    with transaction.atomic():
        row = WorkbookImport.objects.create(
            assessment=assessment,
            state=IMPORT.after(None, ImportAction.HAND_IN).value,
            file_name=name,
            file_digest=digest,
            reading=plain(reading),
            rows_read=len(reading.rows),
            handed_in_by_id=actor.person_id,
            handed_in_at=at,
        )

        after = {"assessment": str(assessment.pk), "file": name, "sha256": digest, "rows": len(reading.rows)}
        act = Act(events.WORKBOOK_HANDED_IN, "workbook", str(row.pk), after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.pk


def accept(
    *,
    assessment_id: UUID,
    import_id: UUID,
    chosen: Mapping[str, int],
    erase_blanks: bool,
    actor: Actor,
    at: datetime,
) -> Accepted:
    """Write the chosen rows of a workbook into the answers; `chosen` maps criteria to the version that was looked at.

    A row that somebody else changed since is not written but shown again, and the import stays open for it. Rows with
    problems are never written. Who is responsible and until when stays as it is.

    Raises:
        NotFound: the self-evaluation or the import does not exist for this actor.
        NotPossibleNow: the import has ended, or the self-evaluation was handed over or closed.
        Invalid: no row was chosen.
    """
    with transaction.atomic():
        assessment, row = _locked(actor, at, assessment_id, import_id)

        require(actor, Action.IMPORT)

        require_answering(assessment)
        if not chosen:
            raise Invalid("NO_ROWS_CHOSEN", field="take")
        wanted = [judged for judged in _takeable(assessment, row, erase_blanks=erase_blanks) if judged.no in chosen]
        moved = [judged for judged in wanted if judged.before.version != chosen[judged.no]]
        taken = [judged for judged in wanted if judged.before.version == chosen[judged.no]]
        after = IMPORT.after(ImportState(row.state), ImportAction.TAKE_PART if moved else ImportAction.ACCEPT)

        saved = _write(assessment, taken, actor, at)
        touch(assessment, at)
        row.rows_taken += len(taken)
        _move(row, after, actor, at)

        facts = {"taken": len(taken), "shown_again": len(moved), "erase_blanks": erase_blanks, "file": row.file_name}
        acts = [saved_act(assessment, judged.before, answer.value) for judged, answer in zip(taken, saved, strict=True)]
        acts.append(Act(events.WORKBOOK_ACCEPTED, "workbook", str(row.pk), after=facts))
        record_all(acts=acts, about_id=assessment.organization_id, actor=actor, at=at)
    return Accepted([judged.no for judged in taken], [judged.no for judged in moved])


def discard(*, assessment_id: UUID, import_id: UUID, actor: Actor, at: datetime) -> None:
    """Put a workbook aside without writing anything more of it.

    Raises:
        NotFound: the self-evaluation or the import does not exist for this actor.
        NotPossibleNow: the import has ended already.
    """
    with transaction.atomic():
        assessment, row = _locked(actor, at, assessment_id, import_id)

        require(actor, Action.IMPORT)

        after = IMPORT.after(ImportState(row.state), ImportAction.DISCARD)

        _move(row, after, actor, at)

        act = Act(events.WORKBOOK_DISCARDED, "workbook", str(row.pk), after={"file": row.file_name})
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)


def _locked(actor: Actor, at: datetime, assessment_id: UUID, import_id: UUID) -> tuple[Assessment, WorkbookImport]:
    assessment = locked_for(actor, at, assessment_id)
    row = WorkbookImport.objects.select_for_update().filter(pk=import_id, assessment=assessment).first()
    if row is None:
        raise NotFound
    return assessment, row


def _takeable(assessment: Assessment, row: WorkbookImport, *, erase_blanks: bool) -> list[Judged]:
    whole, reading = sheet_of(assessment), restored(row.reading)
    proposal = propose(whole.edition, whole.level, whole.answers, reading.rows, erase_blanks=erase_blanks)
    return [judged for judged in proposal.rows if judged.can_be_taken]


def _write(assessment: Assessment, taken: Sequence[Judged], actor: Actor, at: datetime) -> list[Answer]:
    """Write all rows in one statement; a criterion that was never answered gets its row."""
    rows = [
        Answer(
            assessment=assessment,
            criterion_no=judged.no,
            result=judged.after.result.value,
            reason=judged.after.reason,
            plan=judged.after.plan,
            note=judged.after.note,
            responsible_id=judged.before.responsible_id,
            due_on=judged.before.due_on,
            version=judged.before.version + 1,
            changed_by_id=actor.person_id,
            changed_at=at,
        )
        for judged in taken
    ]
    return Answer.objects.bulk_create(
        rows, update_conflicts=True, update_fields=_WRITTEN, unique_fields=["assessment", "criterion_no"]
    )


def _move(row: WorkbookImport, after: ImportState, actor: Actor, at: datetime) -> None:
    row.state = after.value
    if after != ImportState.PROPOSED:
        row.ended_by_id, row.ended_at = actor.person_id, at
    row.save(update_fields=["state", "rows_taken", "ended_by", "ended_at"])
