"""Aoba's people keep evidence: it is looked at, kept once, opened by those who may see it, and by nobody else."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning, evidence
from hoshimori.assessments.queries.evidence import opened
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.files.intake import Upload
from hoshimori.shared.refusal import NotFound
from tests.cast import Cast

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CRITERION = "1-2-3-1"


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def upload(name: str, content: bytes) -> Upload:
    return Upload(name, BytesIO(content), len(content))


def test_ito_adds_a_file_and_sato_opens_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = evidence.add_file(
        assessment_id=aobas,
        criterion_no=CRITERION,
        upload=upload("規程.pdf", PDF),
        covers=Covers(),
        actor=cast.ito,
        at=at,
    )

    file = opened(cast.sato, at, added.id)

    assert b"".join(file.pieces) == PDF
    kept = (file.evidence.name, file.evidence.size, file.evidence.media_type)
    assert kept == ("規程.pdf", len(PDF), "application/pdf")
    with pytest.raises(NotFound):
        opened(cast.kuro, at, added.id)
