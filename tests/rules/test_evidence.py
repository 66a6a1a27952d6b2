"""What may be said about evidence, when its file may be opened, and when it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hoshimori.assessments.rules.evidence import (
    Covers,
    EvidenceValue,
    Held,
    Pointer,
    checked_covers,
    checked_pointer,
    require_openable,
    require_room,
)
from hoshimori.assessments.rules.states import SCAN, ScanAction, ScanState
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotPossibleNow

TODAY = date(2026, 11, 23)
SHA256 = "ab" * 32
FILE = EvidenceValue(
    id=new_id(),
    organization_id=new_id(),
    held=Held.UPLOADED,
    name="規程.pdf",
    place="",
    sha256=SHA256,
    size=100,
    media_type="application/pdf",
    covers=Covers(),
    scan=ScanState.NOT_CONFIGURED,
    scan_finding="",
    replaces_id=None,
    version=1,
    added_by_id=new_id(),
    added_at=datetime(2026, 11, 23, tzinfo=UTC),
)


def test_people_say_the_last_day_and_the_day_after_it_is_kept() -> None:
    covers = checked_covers(date(2026, 4, 1), date(2026, 9, 30), TODAY)

    assert covers == Covers(date(2026, 4, 1), date(2026, 10, 1))
    assert covers.last_on == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("first", "last"),
    [(None, None), (date(2026, 4, 1), None), (None, date(2026, 4, 1)), (TODAY, TODAY), (TODAY, date(2030, 3, 31))],
)
def test_either_day_may_be_left_open_and_one_day_is_a_period(first: date | None, last: date | None) -> None:
    covers = checked_covers(first, last, TODAY)

    assert (covers.from_on, covers.last_on) == (first, last)
    assert covers.is_known == (first is not None or last is not None)


@pytest.mark.parametrize(
    ("first", "last", "code", "field"),
    [
        (date(2026, 4, 2), date(2026, 4, 1), "PERIOD_ENDS_EARLY", "covers_until"),
        (date(202, 4, 1), None, "PERIOD_FAR_AWAY", "covers_from"),
        (None, date(9999, 12, 31), "PERIOD_FAR_AWAY", "covers_until"),
    ],
)
def test_a_period_that_cannot_be_is_refused(first: date | None, last: date | None, code: str, field: str) -> None:
    with pytest.raises(Invalid, match=code) as refusal:
        checked_covers(first, last, TODAY)

    assert refusal.value.field == field


def test_a_period_can_be_said_on_the_29th_of_february() -> None:
    assert checked_covers(None, date(2028, 3, 1), date(2028, 2, 29)).last_on == date(2028, 3, 1)


def test_a_digest_may_be_typed_in_capitals_and_groups() -> None:
    typed = ":".join(SHA256[place : place + 8].upper() for place in range(0, 64, 8))

    assert checked_pointer(Pointer(" 鍵の 管理簿 ", "総務部の金庫", typed)) == Pointer(
        "鍵の 管理簿", "総務部の金庫", SHA256
    )


@pytest.mark.parametrize(
    ("pointer", "code", "field"),
    [
        (Pointer("", "金庫"), "NAME_MISSING", "name"),
        (Pointer("管理簿", "  "), "PLACE_MISSING", "place"),
        (Pointer("管理簿", "金庫", "ab" * 31), "DIGEST_WRONG", "sha256"),
        (Pointer("管理簿", "金庫", "zz" * 32), "DIGEST_WRONG", "sha256"),
        (Pointer("長" * 256, "金庫"), "TOO_LONG", "name"),
        (Pointer("管理簿", "遠" * 501), "TOO_LONG", "place"),
    ],
)
def test_a_pointer_says_what_and_where(pointer: Pointer, code: str, field: str) -> None:
    with pytest.raises(Invalid, match=code) as refusal:
        checked_pointer(pointer)

    assert refusal.value.field == field


@pytest.mark.parametrize("state", list(ScanState))
@pytest.mark.parametrize("held", list(Held))
def test_only_a_file_that_is_here_and_was_not_held_up_is_opened(held: Held, state: ScanState) -> None:
    piece = replace(FILE, held=held, scan=state)

    if held == Held.UPLOADED and state in {ScanState.NOT_CONFIGURED, ScanState.CLEAN}:
        require_openable(piece)
        assert piece.can_be_opened
    else:
        with pytest.raises(NotPossibleNow):
            require_openable(piece)
        assert not piece.can_be_opened
    assert piece.counts == (state != ScanState.INFECTED)


def test_people_are_told_why_a_file_cannot_be_opened() -> None:
    codes = {}
    for name, piece in {
        "waiting": replace(FILE, scan=ScanState.WAITING),
        "infected": replace(FILE, scan=ScanState.INFECTED),
        "away": replace(FILE, held=Held.AT_COMPANY),
    }.items():
        with pytest.raises(NotPossibleNow) as refusal:
            require_openable(piece)
        codes[name] = refusal.value.code

    assert codes == {
        "waiting": "FILE_IS_WAITING",
        "infected": "FILE_IS_INFECTED",
        "away": "EVIDENCE_IS_AT_COMPANY",
    }


@pytest.mark.parametrize("state", list(ScanState))
@pytest.mark.parametrize("action", [ScanAction.PASS, ScanAction.CONDEMN])
def test_a_verdict_is_given_once_and_only_to_what_waits(state: ScanState, action: ScanAction) -> None:
    if state == ScanState.WAITING:
        assert (
            SCAN.after(state, action)
            == {ScanAction.PASS: ScanState.CLEAN, ScanAction.CONDEMN: ScanState.INFECTED}[action]
        )
    else:
        with pytest.raises(NotPossibleNow):
            SCAN.after(state, action)


def test_a_file_fits_up_to_the_last_byte() -> None:
    gigabyte = 1024**3

    require_room(2 * gigabyte - 100, 100, 2 * gigabyte)
    with pytest.raises(NotPossibleNow, match="NO_ROOM_FOR_FILE") as refusal:
        require_room(2 * gigabyte - 100, 101, 2 * gigabyte)

    assert refusal.value.particulars == {"limit": 2}
