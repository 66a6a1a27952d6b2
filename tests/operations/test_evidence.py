"""Aoba's people keep evidence: it is looked at, kept once, opened by those who may see it, and by nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from hoshimori.assessments.models import Evidence
from hoshimori.assessments.operations import beginning, closing, evidence_uses
from hoshimori.assessments.queries.evidence import bytes_kept, evidence_visible_to, opened
from hoshimori.assessments.queries.evidence_lists import of_criterion
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.surroundings import around_answers
from hoshimori.assessments.rules.evidence import Covers, Held
from hoshimori.journal.models import Entry
from hoshimori.parties.operations import access
from hoshimori.shared.actor import Actor
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.files.adding import CRITERION, KEYS, OTHER, add, numbered, point, upload
from tests.files.samples import PDF, PROGRAM

SUMMER = Covers(date(2026, 4, 1), date(2026, 10, 1))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def names(actor: Actor, at: datetime, assessment_id: UUID, criterion_no: str = CRITERION) -> list[str]:
    return [piece.value.name for piece in of_criterion(actor, at, assessment_id, criterion_no).pieces]


def test_ito_adds_a_file_and_sato_opens_it(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at, covers=SUMMER)

    file = opened(cast.sato, at, added.id)

    assert b"".join(file.pieces) == PDF
    assert (file.evidence.name, file.evidence.size) == ("規程.pdf", len(PDF))
    assert file.evidence.media_type == "application/pdf"
    assert (file.evidence.covers, file.evidence.added_by_id) == (SUMMER, cast.ito.person_id)
    assert around_answers(cast.sato, sheet(cast.sato, at, aobas))[CRITERION].evidence == 1


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_nobody_else_finds_or_opens_or_adds_it(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path, who: str) -> None:
    outsider: Actor = getattr(cast, who)
    added = add(aobas, cast.ito, at)
    before = sorted((tmp_path / "files").rglob("*"))

    with pytest.raises(NotFound):
        opened(outsider, at, added.id)
    with pytest.raises(NotFound):
        add(aobas, outsider, at, numbered(2))
    with pytest.raises(NotFound):
        evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=outsider, at=at)

    assert not evidence_visible_to(outsider, at).exists()
    assert sorted((tmp_path / "files").rglob("*")) == before


def test_an_officer_with_open_access_reads_but_changes_nothing(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at)
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせに答える", hours=1, actor=cast.hayashi, at=at
    )

    assert b"".join(opened(cast.hayashi, at, added.id).pieces) == PDF
    with pytest.raises(NotPermitted):
        add(aobas, cast.hayashi, at, numbered(2))
    with pytest.raises(NotFound):
        opened(cast.hayashi, at + timedelta(hours=2), added.id)


def test_a_program_is_refused_and_nothing_of_it_stays(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="FILE_IS_PROGRAM"):
        add(aobas, cast.ito, at, upload("規程.pdf", PROGRAM))

    assert not (tmp_path / "files").exists()
    assert not Evidence.objects.exists()


def test_the_same_file_is_kept_once_and_used_again(cast: Cast, aobas: UUID, at: datetime) -> None:
    first = add(aobas, cast.ito, at, covers=SUMMER)
    again = add(aobas, cast.sato, at, upload("別の名前.pdf"), criterion_no=OTHER)
    twice = add(aobas, cast.sato, at)

    assert first == again == twice
    assert names(cast.sato, at, aobas) == names(cast.sato, at, aobas, OTHER) == ["規程.pdf"]
    assert bytes_kept(cast.sato.organization_id) == len(PDF)


def test_the_same_file_about_another_period_is_another_piece(cast: Cast, aobas: UUID, at: datetime) -> None:
    summer = add(aobas, cast.ito, at, covers=SUMMER)
    winter = add(aobas, cast.ito, at, covers=Covers(date(2026, 10, 1), None))

    assert summer.id != winter.id
    assert summer.sha256 == winter.sha256
    assert len(names(cast.sato, at, aobas)) == 2


def test_what_stays_at_the_company_is_noted_by_name_place_and_digest(cast: Cast, aobas: UUID, at: datetime) -> None:
    noted = point(aobas, cast.ito, at)

    assert (noted.held, noted.name, noted.place, noted.size) == (Held.AT_COMPANY, KEYS.name, KEYS.place, 0)
    with pytest.raises(NotPossibleNow, match="EVIDENCE_IS_AT_COMPANY"):
        opened(cast.sato, at, noted.id)


def test_a_piece_is_used_for_other_criteria_and_next_year(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at)
    next_year = beginning.begin(level=3, title="2027年度", actor=cast.sato, at=at)

    def use(assessment_id: UUID, criterion_no: str) -> int:
        return evidence_uses.attach(
            assessment_id=assessment_id, criterion_no=criterion_no, evidence_ids=[added.id], actor=cast.ito, at=at
        )

    assert [use(aobas, OTHER), use(next_year, CRITERION), use(aobas, OTHER)] == [1, 1, 0]
    assert names(cast.sato, at, aobas, OTHER) == names(cast.sato, at, next_year) == ["規程.pdf"]


def test_a_renewal_takes_the_use_of_evidence_along(cast: Cast, aobas: UUID, at: datetime) -> None:
    add(aobas, cast.ito, at)

    later = beginning.continue_from(assessment_id=aobas, level=4, title="★4へ", actor=cast.sato, at=at)

    assert names(cast.sato, at, later) == ["規程.pdf"]


def test_only_evidence_of_ones_own_company_can_be_picked(cast: Cast, aobas: UUID, at: datetime) -> None:
    kaedes = beginning.begin(level=3, title="2026年度", actor=cast.tanaka, at=at)
    theirs = add(kaedes, cast.tanaka, at)

    for unknown in (theirs.id, new_id()):
        with pytest.raises(NotFound):
            evidence_uses.attach(
                assessment_id=aobas, criterion_no=CRITERION, evidence_ids=[unknown], actor=cast.sato, at=at
            )
    with pytest.raises(Invalid, match="NOTHING_CHOSEN"):
        evidence_uses.attach(assessment_id=aobas, criterion_no=CRITERION, evidence_ids=[], actor=cast.sato, at=at)
    many = [new_id() for _ in range(101)]
    with pytest.raises(Invalid, match="TOO_MANY_CHOSEN"):
        evidence_uses.attach(assessment_id=aobas, criterion_no=CRITERION, evidence_ids=many, actor=cast.sato, at=at)

    assert names(cast.sato, at, aobas) == []


def test_a_piece_that_is_taken_out_stays_with_the_company(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at)

    evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=cast.sato, at=at)

    assert names(cast.sato, at, aobas) == []
    assert [other.id for other in of_criterion(cast.sato, at, aobas, CRITERION).others] == [added.id]
    with pytest.raises(NotFound):
        evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=cast.sato, at=at)


def test_a_closed_self_evaluation_keeps_its_evidence_as_it_is(
    cast: Cast, aobas: UUID, at: datetime, tmp_path: Path
) -> None:
    added = add(aobas, cast.ito, at)
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    for act in (
        lambda: add(aobas, cast.ito, at, numbered(2)),
        lambda: point(aobas, cast.ito, at),
        lambda: evidence_uses.attach(
            assessment_id=aobas, criterion_no=OTHER, evidence_ids=[added.id], actor=cast.ito, at=at
        ),
        lambda: evidence_uses.detach(
            assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=cast.ito, at=at
        ),
    ):
        with pytest.raises(NotPossibleNow, match="NOT_ANSWERING"):
            act()

    assert names(cast.sato, at, aobas) == ["規程.pdf"]
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_a_criterion_that_is_not_asked_has_no_evidence(cast: Cast, aobas: UUID, at: datetime) -> None:
    for criterion_no in ("9-9-9-9", "1-1-1-1", ""):
        with pytest.raises(NotFound):
            add(aobas, cast.ito, at, criterion_no=criterion_no)


def test_a_company_keeps_as_much_as_there_is_room_for(
    cast: Cast, aobas: UUID, at: datetime, settings: Settings
) -> None:
    settings.HOSHIMORI_FILE_LIMIT = len(PDF) + 10
    settings.HOSHIMORI_ROOM_LIMIT = 2 * len(PDF)
    add(aobas, cast.ito, at)

    with pytest.raises(Invalid, match="FILE_TOO_LARGE"):
        add(aobas, cast.ito, at, upload("大きい.pdf", PDF + b"\n" * 11))
    with pytest.raises(NotPossibleNow, match="NO_ROOM_FOR_FILE"):
        add(aobas, cast.ito, at, numbered(2))
    point(aobas, cast.ito, at)
    add(aobas, cast.ito, at, criterion_no=OTHER)

    assert bytes_kept(cast.sato.organization_id) == len(PDF)


def test_the_journal_tells_what_was_added_and_where_it_is_used(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at, covers=SUMMER)
    evidence_uses.detach(assessment_id=aobas, criterion_no=CRITERION, evidence_id=added.id, actor=cast.sato, at=at)

    entries = Entry.objects.filter(act__startswith="assessments:evidence:").order_by("pk")
    acts = [(entry.act.rpartition(":")[2], entry.person_id, entry.subject_id) for entry in entries]

    at_criterion = f"{aobas}/{CRITERION}"
    assert acts == [
        ("added", cast.ito.person_id, str(added.id)),
        ("attached", cast.ito.person_id, at_criterion),
        ("detached", cast.sato.person_id, at_criterion),
    ]
    assert entries[0].after["sha256"] == added.sha256
    assert entries[0].after["covers_until"] == "2026-10-01"
    assert entries[2].before == {"evidence": str(added.id), "name": "規程.pdf"}
