"""Evidence is replaced, its period corrected, and what nothing needs is removed for good."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning, closing, evidence_keeping, evidence_uses, submitting
from hoshimori.assessments.operations.evidence_replacing import Place, replace
from hoshimori.assessments.queries.evidence import evidence_visible_to, opened
from hoshimori.assessments.queries.evidence_lists import of_criterion, piece_of_evidence
from hoshimori.assessments.queries.snapshot import snapshot
from hoshimori.assessments.rules.evidence import Covers, EvidenceValue, Pointer
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.files.intake import Upload
from hoshimori.journal.models import Entry
from hoshimori.parties.operations import access
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.files.adding import CRITERION, KEYS, OTHER, UNSAID, add, numbered, point, upload

SUMMER = Covers(date(2026, 4, 1), date(2026, 10, 1))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


@pytest.fixture
def piece(cast: Cast, aobas: UUID, at: datetime) -> EvidenceValue:
    """A file of Ito's that speaks for two criteria."""
    added = add(aobas, cast.ito, at, covers=SUMMER)
    evidence_uses.attach(assessment_id=aobas, criterion_no=OTHER, evidence_ids=[added.id], actor=cast.ito, at=at)
    return added


def replaced(
    cast: Cast, piece: EvidenceValue, by: Upload | Pointer, places: list[Place], at: datetime
) -> EvidenceValue:
    return replace(evidence_id=piece.id, by=by, covers=UNSAID, places=places, actor=cast.sato, at=at)


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file()]


def test_a_new_piece_names_what_it_replaces_and_inherits_nothing(
    cast: Cast, aobas: UUID, piece: EvidenceValue, at: datetime
) -> None:
    new = replaced(cast, piece, numbered(2), [Place(aobas, CRITERION)], at)

    here = of_criterion(cast.sato, at, aobas, CRITERION).pieces
    there = of_criterion(cast.sato, at, aobas, OTHER).pieces
    assert (new.replaces_id, new.covers.is_known) == (piece.id, False)
    assert [kept.value.id for kept in here] == [new.id]
    assert [(kept.value.id, kept.replaced_by_id) for kept in there] == [(piece.id, new.id)]
    assert piece_of_evidence(cast.sato, at, new.id).replaces == piece
    assert [other.id for other in of_criterion(cast.sato, at, aobas, CRITERION).others] == []


def test_a_pointer_can_take_the_place_of_a_file_nowhere_at_first(
    cast: Cast, aobas: UUID, piece: EvidenceValue, at: datetime
) -> None:
    new = replaced(cast, piece, KEYS, [], at)

    assert piece_of_evidence(cast.sato, at, new.id).kept.uses == ()
    assert [kept.value.id for kept in of_criterion(cast.sato, at, aobas, CRITERION).pieces] == [piece.id]


def test_the_same_file_replaces_nothing(cast: Cast, piece: EvidenceValue, at: datetime) -> None:
    with pytest.raises(Invalid, match="SAME_FILE"):
        replaced(cast, piece, upload(), [], at)


def test_what_was_closed_keeps_the_old_piece(cast: Cast, aobas: UUID, piece: EvidenceValue, at: datetime) -> None:
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        replaced(cast, piece, numbered(2), [Place(aobas, CRITERION)], at)

    assert piece_of_evidence(cast.sato, at, piece.id).kept.replaced_by_id is None


def test_others_replace_and_correct_and_remove_nothing(cast: Cast, piece: EvidenceValue, at: datetime) -> None:
    for outsider, refusal in ((cast.kuro, NotFound), (cast.hayashi, NotFound), (cast.ono, NotFound)):
        with pytest.raises(refusal):
            replace(evidence_id=piece.id, by=numbered(2), covers=UNSAID, places=[], actor=outsider, at=at)
        with pytest.raises(refusal):
            evidence_keeping.change_period(evidence_id=piece.id, covers=UNSAID, version=1, actor=outsider, at=at)
        with pytest.raises(refusal):
            evidence_keeping.remove(evidence_id=piece.id, actor=outsider, at=at)


def test_a_period_is_corrected_once_by_whoever_saw_the_present_one(
    cast: Cast, piece: EvidenceValue, at: datetime
) -> None:
    until_march = Covers(date(2026, 4, 1), date(2027, 4, 1))

    corrected = evidence_keeping.change_period(
        evidence_id=piece.id, covers=until_march, version=1, actor=cast.sato, at=at
    )
    again = evidence_keeping.change_period(evidence_id=piece.id, covers=until_march, version=1, actor=cast.ito, at=at)
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        evidence_keeping.change_period(evidence_id=piece.id, covers=UNSAID, version=1, actor=cast.ito, at=at)

    assert (corrected.covers, corrected.version) == (until_march, 2)
    assert again == corrected
    entry = Entry.objects.get(act="assessments:evidence:period_changed")
    assert (entry.before["covers_until"], entry.after["covers_until"]) == ("2026-10-01", "2027-04-01")


def test_a_piece_nothing_needs_is_removed_with_its_file(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path) -> None:
    added = add(aobas, cast.ito, at)
    with pytest.raises(NotPossibleNow, match="EVIDENCE_IS_USED"):
        evidence_keeping.remove(evidence_id=added.id, actor=cast.sato, at=at)
    evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=cast.ito, at=at)

    evidence_keeping.remove(evidence_id=added.id, actor=cast.sato, at=at)

    assert files(tmp_path) == []
    assert not evidence_visible_to(cast.sato, at).exists()
    with pytest.raises(NotFound):
        opened(cast.sato, at, added.id)
    assert Entry.objects.get(act="assessments:evidence:removed").before["name"] == "規程.pdf"


def test_a_file_that_another_piece_needs_stays(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path) -> None:
    summer, always = add(aobas, cast.ito, at, covers=SUMMER), add(aobas, cast.ito, at, covers=Covers(date(2026, 1, 1)))
    evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=summer.id, actor=cast.ito, at=at)

    evidence_keeping.remove(evidence_id=summer.id, actor=cast.ito, at=at)

    assert len(files(tmp_path)) == 1
    assert b"".join(opened(cast.sato, at, always.id).pieces)


def test_what_was_handed_over_is_kept(cast: Cast, aobas: UUID, at: datetime) -> None:
    pieces = [add(aobas, cast.ito, at), point(aobas, cast.ito, at)]
    submitting.submit(
        assessment_id=aobas,
        seen_digest=digest_of(snapshot(cast.sato, at, aobas)),
        reason="残りは相談してから答えます。",
        actor=cast.sato,
        at=at,
    )
    submitting.take_back(assessment_id=aobas, actor=cast.sato, at=at)

    for piece in pieces:
        evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=piece.id, actor=cast.ito, at=at)
        with pytest.raises(NotPossibleNow, match="EVIDENCE_WAS_HANDED_OVER"):
            evidence_keeping.remove(evidence_id=piece.id, actor=cast.sato, at=at)

    assert evidence_visible_to(cast.sato, at).count() == 2


def test_a_role_that_keeps_no_evidence_is_told_so(cast: Cast, piece: EvidenceValue, at: datetime) -> None:
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせに答える", hours=1, actor=cast.hayashi, at=at
    )

    with pytest.raises(NotPermitted):
        evidence_keeping.change_period(evidence_id=piece.id, covers=UNSAID, version=1, actor=cast.hayashi, at=at)
    with pytest.raises(NotPermitted):
        evidence_keeping.remove(evidence_id=piece.id, actor=cast.hayashi, at=at)
    with pytest.raises(NotPermitted):
        replace(evidence_id=piece.id, by=numbered(2), covers=UNSAID, places=[], actor=cast.hayashi, at=at)
