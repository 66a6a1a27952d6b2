"""The installation looks after its files: what is damaged is found, what nobody claims is removed, in time."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from hoshimori.assessments.operations import beginning
from hoshimori.assessments.operations.evidence import take_in
from hoshimori.assessments.queries.evidence import address_of, store
from hoshimori.assessments.queries.evidence_upkeep import Fault, audit, unclaimed
from hoshimori.assessments.rules.evidence import EvidenceValue
from hoshimori.jobs import tidying
from tests.cast import Cast
from tests.files.adding import add, numbered, point


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


def path(folder: Path, piece: EvidenceValue) -> Path:
    return folder / "files" / address_of(piece).path


def age(file: Path, at: datetime, days: float) -> None:
    """Let a file have been put there some days before `at`."""
    moment = (at - timedelta(days=days)).timestamp()
    os.utime(file, (moment, moment))


def test_damaged_and_lost_files_are_found(cast: Cast, aobas: UUID, at: datetime, tmp_path: Path) -> None:
    whole, changed, lost = (add(aobas, cast.ito, at, numbered(number)) for number in range(3))
    point(aobas, cast.ito, at)
    untouched = list(audit())
    path(tmp_path, changed).write_bytes(b"something else")
    path(tmp_path, lost).unlink()

    faults = {faulty.evidence_id: faulty.fault for faulty in audit()}

    assert untouched == []
    assert faults == {changed.id: Fault.CHANGED, lost.id: Fault.MISSING}
    assert whole.id not in faults


def test_what_was_sent_but_never_became_evidence_is_removed_a_day_later(
    cast: Cast, aobas: UUID, at: datetime, tmp_path: Path
) -> None:
    kept = add(aobas, cast.ito, at, numbered(1))
    left = take_in(numbered(2), cast.sato.organization_id).stored.address
    fresh = take_in(numbered(3), cast.sato.organization_id).stored.address
    begun = tmp_path / "files" / "incoming" / "begun"
    begun.write_bytes(b"half a file")
    for file in (path(tmp_path, kept), tmp_path / "files" / left.path, begun):
        age(file, at, days=1.5)
    age(tmp_path / "files" / fresh.path, at, days=0.5)

    assert list(unclaimed(at - timedelta(days=1))) == [left]
    tidying.forget_unclaimed_files(at)

    assert set(store().addresses(at)) == {address_of(kept), fresh}
    assert not begun.exists()


def test_a_file_taken_in_is_nobodys_evidence_until_an_act_says_so(cast: Cast, aobas: UUID, at: datetime) -> None:
    del aobas
    address = take_in(numbered(1), cast.sato.organization_id).stored.address

    assert list(audit()) == []
    assert list(unclaimed(datetime.now(at.tzinfo) + timedelta(days=1))) == [address]
    assert BytesIO(b"".join(store().pieces(address))).getvalue().startswith(b"%PDF")
