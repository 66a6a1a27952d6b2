"""How stories come by evidence: somebody adds it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

from hoshimori.assessments.operations import evidence
from hoshimori.assessments.rules.evidence import Covers, EvidenceValue, Pointer
from hoshimori.files.intake import Upload
from hoshimori.shared.actor import Actor
from tests.files.samples import PDF

CRITERION, OTHER = "1-2-3-1", "1-3-1-1"
KEYS = Pointer("2026年度 鍵の管理簿", "総務部の金庫")
UNSAID = Covers()


def upload(name: str = "規程.pdf", content: bytes = PDF) -> Upload:
    return Upload(name, BytesIO(content), len(content))


def numbered(number: int) -> Upload:
    """A PDF unlike all others."""
    return upload(f"規程{number}.pdf", PDF.replace(b"%PDF-1.7\n", b"%%PDF-1.7\n%%%d\n" % number))


def add(
    assessment_id: UUID,
    actor: Actor,
    at: datetime,
    file: Upload | None = None,
    *,
    criterion_no: str = CRITERION,
    covers: Covers = UNSAID,
) -> EvidenceValue:
    return evidence.add_file(
        assessment_id=assessment_id,
        criterion_no=criterion_no,
        upload=file or upload(),
        covers=covers,
        actor=actor,
        at=at,
    )


def point(
    assessment_id: UUID,
    actor: Actor,
    at: datetime,
    pointer: Pointer = KEYS,
    *,
    criterion_no: str = CRITERION,
    covers: Covers = UNSAID,
) -> EvidenceValue:
    return evidence.add_pointer(
        assessment_id=assessment_id, criterion_no=criterion_no, pointer=pointer, covers=covers, actor=actor, at=at
    )
