"""Pieces of evidence as lines on a page: what they are, how they stand, where they are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from hoshimori.assessments.rules.evidence import Held
from hoshimori.assessments.rules.states import ScanState
from hoshimori.files import kinds
from hoshimori.web.applicant.answering.addresses import of_evidence
from hoshimori.web.applicant.words import Mark

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.queries.evidence_uses import Kept, Use
    from hoshimori.assessments.rules.evidence import EvidenceValue
    from hoshimori.shared.bilingual import Text

_LABELS = {kind.media_type: kind.label for kind in kinds.TAKEN}


@dataclass(frozen=True, slots=True)
class UseLine:
    """One criterion that a piece speaks for."""

    value: str
    no: str
    label: Text
    title: str
    level: int
    address: str
    is_open: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One piece of evidence as pages show it. `covers_last` is the last day, as people say it."""

    id: UUID
    name: str
    is_here: bool
    place: str
    kind: str
    size: int
    sha256: str
    covers_from: date | None
    covers_last: date | None
    added_at: datetime
    added_by: str
    mark: Mark | None
    finding: str
    is_waiting: bool
    can_be_opened: bool
    replaced_by_id: UUID | None
    version: int
    uses: tuple[UseLine, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken: the largest file in MB and in bytes, and what a file dialog offers first."""

    megabytes: int
    bytes: int
    accept: str


def limits() -> Limits:
    """Return what is taken."""
    limit = settings.HOSHIMORI_FILE_LIMIT
    return Limits(limit // (1024 * 1024), limit, kinds.ACCEPT)


def line(piece: Kept) -> PieceLine:
    """Return a piece with what surrounds it."""
    return value_line(
        piece.value,
        added_by=piece.added_by,
        replaced_by_id=piece.replaced_by_id,
        uses=tuple(_use_line(use) for use in piece.uses),
    )


def value_line(
    value: EvidenceValue, *, added_by: str = "", replaced_by_id: UUID | None = None, uses: tuple[UseLine, ...] = ()
) -> PieceLine:
    """Return a piece."""
    return PieceLine(
        id=value.id,
        name=value.name,
        is_here=value.held == Held.UPLOADED,
        place=value.place,
        kind=_("Text") if value.media_type == kinds.TEXT.media_type else _LABELS.get(value.media_type, ""),
        size=value.size,
        sha256=value.sha256,
        covers_from=value.covers.from_on,
        covers_last=value.covers.last_on,
        added_at=value.added_at,
        added_by=added_by,
        mark=_mark(value),
        finding=value.scan_finding,
        is_waiting=value.scan == ScanState.WAITING,
        can_be_opened=value.can_be_opened,
        replaced_by_id=replaced_by_id,
        version=value.version,
        uses=uses,
    )


def _use_line(use: Use) -> UseLine:
    return UseLine(
        value=f"{use.assessment_id}/{use.criterion.no}",
        no=use.criterion.no,
        label=use.criterion.label,
        title=use.title,
        level=use.level,
        address=of_evidence(use.assessment_id, use.criterion.no),
        is_open=use.is_open,
        is_old=use.is_old and use.is_open,
    )


def _mark(value: EvidenceValue) -> Mark | None:
    """Return how it is shown where a piece is, or what the virus check says; None where there is nothing to say."""
    if value.held == Held.AT_COMPANY:
        return Mark("none", _("At the company"))
    marks = {
        ScanState.WAITING: Mark("wait", _("Being checked for viruses")),
        ScanState.CLEAN: Mark("ok", _("Checked for viruses")),
        ScanState.INFECTED: Mark("no", _("Stopped by the virus check")),
    }
    return marks.get(value.scan)
