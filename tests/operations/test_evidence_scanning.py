"""Where a scanner is set up, a file is given out only once it was found clean; what holds malware is kept out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from hoshimori.assessments.operations import beginning
from hoshimori.assessments.operations.evidence_scanning import note_verdict
from hoshimori.assessments.queries.evidence import opened
from hoshimori.assessments.queries.evidence_lists import Show, Wanted, of_company, of_criterion
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.surroundings import around_answers
from hoshimori.assessments.rules.states import ScanState
from hoshimori.jobs import scanning
from hoshimori.journal.models import Entry
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import NotFound, NotPossibleNow
from tests.cast import Cast
from tests.files import clamd
from tests.files.adding import CRITERION, add, numbered, point, upload
from tests.files.clamd import Clamd
from tests.files.samples import EICAR, PDF
from tests.queue import drain


class Small(Clamd):
    limit = len(PDF) + 20


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


@pytest.fixture
def scanner(settings: Settings) -> Iterator[None]:
    """A scanner that answers."""
    with clamd.running() as place:
        settings.HOSHIMORI_SCANNER = place
        yield


@pytest.fixture
def no_scanner(settings: Settings) -> None:
    """A scanner that is set up and away."""
    settings.HOSHIMORI_SCANNER = "127.0.0.1:1"


def state(cast: Cast, at: datetime, aobas: UUID) -> list[ScanState]:
    return [piece.value.scan for piece in of_criterion(cast.sato, at, aobas, CRITERION).pieces]


@pytest.mark.usefixtures("scanner")
def test_a_file_waits_until_it_is_found_clean(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at)
    with pytest.raises(NotPossibleNow, match="FILE_IS_WAITING"):
        opened(cast.sato, at, added.id)

    drain(at)

    assert state(cast, at, aobas) == [ScanState.CLEAN]
    assert b"".join(opened(cast.sato, at, added.id).pieces) == PDF
    entry = Entry.objects.get(act="assessments:evidence:scanned")
    assert (entry.after["scan"], entry.about_id) == ("CLEAN", cast.sato.organization_id)


@pytest.mark.usefixtures("scanner")
def test_malware_is_kept_out_and_counts_for_nothing(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path) -> None:
    added = add(aobas, cast.ito, at, upload("記録.txt", EICAR))

    drain(at)

    (piece,) = of_criterion(cast.sato, at, aobas, CRITERION).pieces
    assert (piece.value.scan, piece.value.scan_finding) == (ScanState.INFECTED, "Eicar-Test-Signature")
    with pytest.raises(NotPossibleNow, match="FILE_IS_INFECTED"):
        opened(cast.sato, at, added.id)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert CRITERION not in around_answers(cast.sato, sheet(cast.sato, at, aobas))
    assert [kept.value.id for kept in of_company(cast.sato, at, Wanted(Show.HELD_UP)).pieces] == [added.id]
    assert Entry.objects.get(act="assessments:evidence:scanned").after["finding"] == "Eicar-Test-Signature"


@pytest.mark.usefixtures("scanner")
def test_malware_that_comes_again_is_looked_at_again(cast: Cast, aobas: UUID, at: datetime) -> None:
    first = add(aobas, cast.ito, at, upload("記録.txt", EICAR))
    drain(at)

    again = add(aobas, cast.ito, at, upload("記録.txt", EICAR))
    drain(at)

    assert first.id != again.id
    assert state(cast, at, aobas) == [ScanState.INFECTED, ScanState.INFECTED]


@pytest.mark.usefixtures("no_scanner")
def test_a_scanner_that_is_away_is_asked_again_and_again(
    cast: Cast, aobas: UUID, at: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    added = add(aobas, cast.ito, at)

    tries = [drain(at), drain(at), drain(at + timedelta(seconds=5)), drain(at + timedelta(minutes=1))]
    with pytest.raises(NotPossibleNow, match="FILE_IS_WAITING"):
        opened(cast.sato, at, added.id)
    with clamd.running() as place:
        settings.HOSHIMORI_SCANNER = place
        drain(at + timedelta(minutes=10))

    assert tries == [1, 0, 1, 1]
    assert state(cast, at, aobas) == [ScanState.CLEAN]
    assert "ScannerSilentError" in caplog.text


@pytest.mark.usefixtures("no_scanner")
def test_the_hourly_round_looks_at_whatever_still_waits(
    cast: Cast, aobas: UUID, at: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    large = PDF + b"%" + b"x" * 100 + b"\n"
    add(aobas, cast.ito, at, upload("大きい.pdf", large))
    add(aobas, cast.ito, at, numbered(2))

    scanning.scan_waiting(at)
    away = state(cast, at, aobas)
    with clamd.running(Small) as place:
        settings.HOSHIMORI_SCANNER = place
        scanning.scan_waiting(at)

    assert away == [ScanState.WAITING, ScanState.WAITING]
    assert state(cast, at, aobas) == [ScanState.WAITING, ScanState.CLEAN]
    assert "size limit exceeded" in caplog.text


@pytest.mark.usefixtures("no_scanner")
def test_files_wait_on_when_the_scanner_was_taken_away(
    cast: Cast, aobas: UUID, at: datetime, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    add(aobas, cast.ito, at)
    settings.HOSHIMORI_SCANNER = ""

    scanning.scan_waiting(at)

    assert state(cast, at, aobas) == [ScanState.WAITING]
    assert "none is set up any more" in caplog.text


@pytest.mark.usefixtures("scanner")
def test_what_stays_at_the_company_waits_for_no_scanner(cast: Cast, aobas: UUID, at: datetime) -> None:
    point(aobas, cast.ito, at)

    drain(at)

    assert state(cast, at, aobas) == [ScanState.NOT_CONFIGURED]
    assert not Entry.objects.filter(act="assessments:evidence:scanned").exists()


@pytest.mark.usefixtures("no_scanner")
def test_a_verdict_is_noted_once(cast: Cast, aobas: UUID, at: datetime) -> None:
    added = add(aobas, cast.ito, at)
    note_verdict(evidence_id=added.id, finding="", actor=SYSTEM, at=at)

    with pytest.raises(NotPossibleNow):
        note_verdict(evidence_id=added.id, finding="Late-Finding", actor=SYSTEM, at=at)
    with pytest.raises(NotFound):
        note_verdict(evidence_id=new_id(), finding="", actor=SYSTEM, at=at)

    assert state(cast, at, aobas) == [ScanState.CLEAN]
