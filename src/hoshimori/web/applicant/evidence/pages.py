"""What the pages about evidence show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.queries import evidence_lists
from hoshimori.assessments.queries.evidence import evidence_seen_by
from hoshimori.assessments.queries.evidence_uses import period_of
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.evidence.forms import FILES, PERIOD, POINTER, PeriodFields, Sent, period_fields
from hoshimori.web.applicant.evidence.lines import Limits, PieceLine, UseLine, limits, line, value_line

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.operations.evidence_replacing import Place
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.shared.calendar import Period


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """The evidence of one criterion, and the ways to add to it."""

    assessment_id: UUID
    title: str
    level: int
    no: str
    label: Text
    asked: Text
    examples: tuple[Text, ...]
    record: Text | None
    period: Period | None
    back: str
    pieces: tuple[PieceLine, ...]
    newest_last: date | None
    is_old: bool
    others: tuple[PieceLine, ...]
    others_left: int
    words: str
    sent: Sent
    files_period: PeriodFields
    pointer_period: PeriodFields
    limits: Limits
    may_keep: bool
    is_open: bool

    @property
    def is_waiting(self) -> bool:
        """Tell whether a file here waits for the scanner."""
        return any(piece.is_waiting for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class PiecePage:
    """One piece of evidence, and what can be done with it."""

    piece: PieceLine
    replaces: PieceLine | None
    sent: Sent
    files_period: PeriodFields
    pointer_period: PeriodFields
    period: PeriodFields
    limits: Limits
    may_keep: bool
    may_remove: bool
    open_uses: tuple[UseLine, ...]

    @property
    def is_replacing(self) -> bool:
        """Tell whether the form that puts a file in its place is to be open."""
        return self.sent.which == FILES or bool(self.sent.places and not self.sent.which)


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """The question before a piece of evidence is removed."""

    name: str
    id: UUID


def criterion(actor: Actor, at: datetime, place: Place, *, words: str = "", sent: Sent | None = None) -> CriterionPage:
    """Return the evidence of one criterion.

    Raises:
        NotFound: the actor may not see the self-evaluation, or it asks for no such criterion.
    """
    found = evidence_lists.of_criterion(actor, at, place.assessment_id, place.criterion_no, words)
    asked, assessment, given = found.criterion, found.assessment, sent or Sent()
    is_open = assessment.state == AssessmentState.ANSWERING.value
    return CriterionPage(
        assessment_id=assessment.pk,
        title=assessment.title,
        level=assessment.level,
        no=asked.no,
        label=asked.label,
        asked=asked.asked,
        examples=asked.evidence,
        record=asked.record.text if asked.record else None,
        period=period_of(asked),
        back=addresses.of_criterion(assessment.pk, asked.no),
        pieces=tuple(line(piece) for piece in found.pieces),
        newest_last=found.newest_last_on,
        is_old=found.is_old,
        others=tuple(value_line(value) for value in found.others),
        others_left=found.others_amount - len(found.others),
        words=words,
        sent=given,
        files_period=period_fields(given, FILES),
        pointer_period=period_fields(given, POINTER),
        limits=limits(),
        may_keep=is_open and may(actor, Action.KEEP_EVIDENCE),
        is_open=is_open,
    )


def piece(actor: Actor, at: datetime, evidence_id: UUID, sent: Sent | None = None) -> PiecePage:
    """Return one piece of evidence.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = evidence_lists.piece_of_evidence(actor, at, evidence_id)
    shown, given = line(found.kept), sent or Sent()
    may_keep = may(actor, Action.KEEP_EVIDENCE)
    return PiecePage(
        piece=shown,
        replaces=value_line(found.replaces) if found.replaces else None,
        sent=given,
        files_period=period_fields(given, FILES),
        pointer_period=period_fields(given, POINTER),
        period=period_fields(given, PERIOD, found.kept.value.covers),
        limits=limits(),
        may_keep=may_keep,
        may_remove=may_keep and not shown.uses,
        open_uses=tuple(use for use in shown.uses if use.is_open),
    )


def removal(actor: Actor, at: datetime, evidence_id: UUID) -> RemovalPage:
    """Return the question before a piece of evidence is removed.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return RemovalPage(evidence_seen_by(actor, at, evidence_id).value.name, evidence_id)
