"""Acts about evidence: added, shared among criteria, replaced, corrected, looked at by a scanner, removed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

from hoshimori.assessments.models import Evidence
from hoshimori.assessments.operations import (
    evidence,
    evidence_keeping,
    evidence_replacing,
    evidence_scanning,
    evidence_uses,
)
from hoshimori.assessments.rules.evidence import Covers, Pointer
from hoshimori.assessments.rules.states import ScanState
from hoshimori.files.intake import Upload
from hoshimori.shared.actor import SYSTEM
from tests.security.acts.telling import CRITERION, Doing, Stage, tells

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
POINTER = Pointer("入退室の記録", "総務部の書庫 3段目")
OTHER = "1-3-1-1"


def file(content: bytes = PDF) -> Upload:
    return Upload("規程.pdf", BytesIO(content), len(content))


def kept(stage: Stage) -> UUID:
    """Return a file of Aoba's that speaks for a criterion."""
    added = evidence.add_file(
        assessment_id=stage.aobas, criterion_no=CRITERION, upload=file(), covers=Covers(), **stage.sato
    )
    return added.id


def another(stage: Stage) -> UUID:
    """Return another file of Aoba's that speaks for the same criterion."""
    content = PDF + b"%another\n"
    added = evidence.add_file(
        assessment_id=stage.aobas, criterion_no=CRITERION, upload=file(content), covers=Covers(), **stage.sato
    )
    return added.id


def unused(stage: Stage) -> UUID:
    """Return a file of Aoba's that speaks for nothing."""
    piece = kept(stage)
    evidence_uses.detach(assessment_id=stage.aobas, criterion_no=CRITERION, evidence_id=piece, **stage.sato)
    return piece


@tells(evidence.add_file)
def a_file_is_added(stage: Stage) -> Doing:
    return lambda: kept(stage)


@tells(evidence.add_pointer)
def a_pointer_is_added(stage: Stage) -> Doing:
    return lambda: evidence.add_pointer(
        assessment_id=stage.aobas, criterion_no=CRITERION, pointer=POINTER, covers=Covers(), **stage.sato
    )


@tells(evidence_uses.attach)
def a_piece_speaks_for_another_criterion(stage: Stage) -> Doing:
    piece = kept(stage)
    return lambda: evidence_uses.attach(
        assessment_id=stage.aobas, criterion_no=OTHER, evidence_ids=[piece], **stage.sato
    )


@tells(evidence_uses.detach)
def a_piece_speaks_for_a_criterion_no_longer(stage: Stage) -> Doing:
    piece = kept(stage)
    return lambda: evidence_uses.detach(
        assessment_id=stage.aobas, criterion_no=CRITERION, evidence_id=piece, **stage.sato
    )


@tells(evidence_keeping.change_period)
def a_period_is_corrected(stage: Stage) -> Doing:
    piece, covers = kept(stage), Covers(date(2026, 1, 1), date(2026, 7, 1))
    return lambda: evidence_keeping.change_period(evidence_id=piece, covers=covers, version=1, **stage.sato)


@tells(evidence_keeping.remove)
def a_piece_is_removed(stage: Stage) -> Doing:
    piece = unused(stage)
    return lambda: evidence_keeping.remove(evidence_id=piece, **stage.sato)


@tells(evidence_replacing.replace)
def a_piece_takes_the_place_of_another(stage: Stage) -> Doing:
    piece = kept(stage)
    return lambda: evidence_replacing.replace(
        evidence_id=piece,
        by=file(PDF + b"\n"),
        covers=Covers(),
        places=[evidence_replacing.Place(stage.aobas, CRITERION)],
        **stage.sato,
    )


@tells(evidence_scanning.note_verdict)
def a_scanner_condemns_a_file(stage: Stage) -> Doing:
    piece = kept(stage)
    Evidence.objects.filter(pk=piece).update(scan=ScanState.WAITING.value)
    return lambda: evidence_scanning.note_verdict(
        evidence_id=piece, finding="Eicar-Test-Signature", **stage.who(SYSTEM)
    )
