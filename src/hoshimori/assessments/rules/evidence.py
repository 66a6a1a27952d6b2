"""Evidence: where it is kept, which period it speaks of, when it may be opened, when it is too old."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.states import ScanState
from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import Snapshot

NAME_LIMIT = 255
PLACE_LIMIT = 500
PIECES_AT_ONCE = 100
"""How many pieces of evidence are attached in one act at most."""

_EARLIEST = date(1990, 1, 1)
_DAY = timedelta(days=1)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = re.compile(r"[\s:-]")


class Held(StrEnum):
    """Where a piece of evidence is kept: as a file here, or at the company, with only name, place and digest here."""

    UPLOADED = "UPLOADED"
    AT_COMPANY = "AT_COMPANY"


@dataclass(frozen=True, slots=True)
class Covers:
    """The period a piece of evidence speaks of, apart from the day it was added; `until` is the day after the last."""

    from_on: date | None = None
    until_on: date | None = None

    @property
    def last_on(self) -> date | None:
        """Return the last day it speaks of, as people say it."""
        return self.until_on - _DAY if self.until_on else None

    @property
    def is_known(self) -> bool:
        """Tell whether anything is said about the period."""
        return self.from_on is not None or self.until_on is not None


@dataclass(frozen=True, slots=True)
class Pointer:
    """Evidence that stays at the company: what it is called, where it is, its SHA-256 if somebody computed it."""

    name: str
    place: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceValue:
    """One piece of evidence as others see it. `size` is in bytes; `scan_finding` is what the scanner called it."""

    id: UUID
    organization_id: UUID
    held: Held
    name: str
    place: str
    sha256: str
    size: int
    media_type: str
    covers: Covers
    scan: ScanState
    scan_finding: str
    replaces_id: UUID | None
    version: int
    added_by_id: UUID
    added_at: datetime

    @property
    def can_be_opened(self) -> bool:
        """Tell whether the file can be given out: it is here, and no scanner waits or condemned it."""
        return self.held == Held.UPLOADED and self.scan in {ScanState.NOT_CONFIGURED, ScanState.CLEAN}

    @property
    def counts(self) -> bool:
        """Tell whether it counts as evidence: a file in which malware was found does not."""
        return self.scan != ScanState.INFECTED


def checked_covers(from_on: date | None, last_on: date | None, today: date) -> Covers:
    """Return a period as people say it, from its first to its last day; either may be left open.

    Raises:
        Invalid: it ends before it begins, or lies where no evidence of today can lie.
    """
    for field, day in (("covers_from", from_on), ("covers_until", last_on)):
        if day is not None and not _EARLIEST <= day <= today.replace(year=today.year + 10, day=1):
            raise Invalid("PERIOD_FAR_AWAY", field=field)
    if from_on and last_on and last_on < from_on:
        raise Invalid("PERIOD_ENDS_EARLY", field="covers_until")
    return Covers(from_on, last_on + _DAY if last_on else None)


def checked_pointer(pointer: Pointer) -> Pointer:
    """Return a pointer that may stand; the digest may be typed in capitals or in groups.

    Raises:
        Invalid: name or place is missing or too long, or the digest is none.
    """
    sha256 = _SEPARATORS.sub("", pointer.sha256).lower()
    if sha256 and not _DIGEST.fullmatch(sha256):
        raise Invalid("DIGEST_WRONG", field="sha256")
    return Pointer(
        one_line(pointer.name, field="name", limit=NAME_LIMIT, missing="NAME_MISSING"),
        one_line(pointer.place, field="place", limit=PLACE_LIMIT, missing="PLACE_MISSING"),
        sha256,
    )


def require_room(used: int, more: int, limit: int) -> None:
    """Let through a file that still fits into what a company may keep here; all in bytes.

    Raises:
        NotPossibleNow: it does not fit.
    """
    if used + more > limit:
        raise NotPossibleNow("NO_ROOM_FOR_FILE", limit=limit // (1024 * 1024 * 1024))


def require_openable(evidence: EvidenceValue) -> None:
    """Let through only what can be given out.

    Raises:
        NotPossibleNow: the file stays at the company, waits for the scanner, or was condemned by it.
    """
    if evidence.can_be_opened:
        return
    if evidence.held == Held.AT_COMPANY:
        raise NotPossibleNow("EVIDENCE_IS_AT_COMPANY")
    raise NotPossibleNow("FILE_IS_WAITING" if evidence.scan == ScanState.WAITING else "FILE_IS_INFECTED")


def is_part_of(piece: EvidenceValue, snapshot: Snapshot) -> bool:
    """Tell whether a self-evaluation as it was handed over rests on this piece: its content, or where it is kept."""
    parts = (part for criterion in snapshot["criteria"] for part in criterion["evidence"])
    if piece.held == Held.UPLOADED:
        return any(part["sha256"] == piece.sha256 for part in parts)
    return any((part["name"], part["place"]) == (piece.name, piece.place) for part in parts)
