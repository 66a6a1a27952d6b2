"""A self-evaluation as a workbook, and the workbooks that were handed in for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.filling import Filling
from hoshimori.assessments.exchange.keeping import restored
from hoshimori.assessments.exchange.reading import Asked
from hoshimori.assessments.exchange.writing import write
from hoshimori.assessments.models import WorkbookImport
from hoshimori.assessments.permissions import Action, may, require
from hoshimori.assessments.queries.seeing import seen_by, visible_to
from hoshimori.assessments.queries.sheet import sheet_of
from hoshimori.assessments.rules.importing import propose
from hoshimori.assessments.rules.states import AssessmentState, ImportState
from hoshimori.schemes.queries import edition, numbers_of_editions
from hoshimori.schemes.rules import Level
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.exchange.reading import Reading
    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.importing import Proposal
    from hoshimori.shared.actor import Actor

LISTED = 20


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed out."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One workbook that was handed in, as a line of a list."""

    id: UUID
    state: ImportState
    file_name: str
    rows_read: int
    rows_taken: int
    handed_in_by: str
    handed_in_at: datetime
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True)
class Desk:
    """What there is to do with workbooks: the sheet, what was handed in for it, and what one may do."""

    sheet: Sheet
    imports: Sequence[ImportLine]
    may_export: bool
    may_import: bool


@dataclass(frozen=True)
class Proposed:
    """A workbook that was handed in beside the answers there are now."""

    sheet: Sheet
    line: ImportLine
    reading: Reading
    proposal: Proposal
    may_import: bool


def workbook(actor: Actor, at: datetime, assessment_id: UUID, language: str) -> File:
    """Return a self-evaluation as a workbook, in Japanese or English. Two statements.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotPermitted: the actor may look at it but not take it along.
    """
    assessment = visible_to(actor, at).select_related("organization").filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound
    require(actor, Action.EXPORT)
    filling = filling_of(assessment, at, language)
    name = Text("自己評価", "self-evaluation").in_language(language)
    day = day_in_japan(at).isoformat()
    return File(f"{name}_★{assessment.level}_{day}.xlsx", write(filling, language))


def filling_of(assessment: Assessment, at: datetime, language: str) -> Filling:
    """Return what goes into the workbook of a self-evaluation that was already looked up for the actor."""
    whole = sheet_of(assessment)
    company = assessment.organization
    return Filling(
        assessment_id=whole.id,
        organization=Text(company.name_ja, company.name_en).in_language(language),
        title=whole.title,
        edition=whole.edition,
        level=whole.level,
        answers=whole.answers,
        made_at=at,
    )


def asked_of(assessment: Assessment) -> Asked:
    """Return against what a workbook for this self-evaluation is read."""
    return Asked(
        assessment_id=assessment.pk,
        edition=edition(assessment.edition_id),
        level=Level(assessment.level),
        editions=numbers_of_editions(),
    )


def desk(actor: Actor, at: datetime, assessment_id: UUID) -> Desk:
    """Return what there is to do with workbooks; the newest of those handed in first. Three statements.

    Raises:
        NotFound: there is no such self-evaluation, or the actor may not see it.
    """
    assessment = seen_by(actor, at, assessment_id)
    rows = (
        WorkbookImport.objects.filter(assessment=assessment).select_related("handed_in_by", "ended_by").defer("reading")
    )
    whole = sheet_of(assessment)
    return Desk(
        sheet=whole,
        imports=[_line(row) for row in rows.order_by("-handed_in_at")[:LISTED]],
        may_export=may(actor, Action.EXPORT),
        may_import=may(actor, Action.IMPORT) and whole.state == AssessmentState.ANSWERING,
    )


def proposed(actor: Actor, at: datetime, assessment_id: UUID, import_id: UUID, *, erase_blanks: bool) -> Proposed:
    """Return a workbook that was handed in, beside the answers there are now. Three statements.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    assessment = seen_by(actor, at, assessment_id)
    row = (
        WorkbookImport.objects.filter(assessment=assessment, pk=import_id)
        .select_related("handed_in_by", "ended_by")
        .first()
    )
    if row is None:
        raise NotFound
    whole, reading = sheet_of(assessment), restored(row.reading)
    return Proposed(
        sheet=whole,
        line=_line(row),
        reading=reading,
        proposal=propose(whole.edition, whole.level, whole.answers, reading.rows, erase_blanks=erase_blanks),
        may_import=may(actor, Action.IMPORT) and whole.state == AssessmentState.ANSWERING,
    )


def _line(row: WorkbookImport) -> ImportLine:
    return ImportLine(
        id=row.pk,
        state=ImportState(row.state),
        file_name=row.file_name,
        rows_read=row.rows_read,
        rows_taken=row.rows_taken,
        handed_in_by=row.handed_in_by.name,
        handed_in_at=row.handed_in_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
    )
