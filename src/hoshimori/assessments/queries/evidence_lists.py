"""Evidence in lists: what speaks for a criterion, and all that a company has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.assessments.models import EvidenceUse
from hoshimori.assessments.queries.evidence import evidence_seen_by, evidence_visible_to
from hoshimori.assessments.queries.evidence_uses import kept, period_of, with_newest
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.queries.sheet import criterion_in
from hoshimori.assessments.rules.evidence import Covers, EvidenceValue, Held
from hoshimori.assessments.rules.finding import is_out_of_date
from hoshimori.assessments.rules.states import AssessmentState, ScanState
from hoshimori.parties.queries.names import people_of
from hoshimori.schemes.queries import all_editions, edition
from hoshimori.schemes.rules import number_key
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.queries.evidence_uses import Kept
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.actor import Actor

PAGE = 50
_ANSWERING = AssessmentState.ANSWERING.value


class Show(StrEnum):
    """Which of a company's evidence is asked for. HELD_UP files wait for the scanner or were condemned by it."""

    ALL = ""
    OLD = "OLD"
    UNUSED = "UNUSED"
    AT_COMPANY = "AT_COMPANY"
    HELD_UP = "HELD_UP"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the list; each of the words must be in the name or in the place."""

    show: Show = Show.ALL
    criterion_no: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CompanyEvidence:
    """Up to 50 pieces of a company's evidence, newest first, how many there are, and the criteria that have any."""

    pieces: tuple[Kept, ...]
    amount: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CriterionEvidence:
    """What speaks for one criterion, in the order it was added, and what else of the company's evidence might.

    `newest_last_on` is the last day any of it speaks of; `is_old` tells that this is longer ago than the criterion
    allows. Of the others the newest 50 are there, `others_amount` counts all.
    """

    assessment: Assessment
    criterion: Criterion
    pieces: tuple[Kept, ...]
    newest_last_on: date | None
    is_old: bool
    others: tuple[EvidenceValue, ...]
    others_amount: int


@dataclass(frozen=True, slots=True)
class PieceOfEvidence:
    """One piece with what surrounds it, and what it took the place of."""

    kept: Kept
    replaces: EvidenceValue | None


def of_company(actor: Actor, at: datetime, wanted: Wanted, page: int = 1) -> CompanyEvidence:
    """Return the evidence of the actor's own company. Six statements at most, however much there is."""
    own = evidence_visible_to(actor, at).filter(organization_id=actor.organization_id)
    rows = own.filter(_condition(wanted, day_in_japan(at))).order_by("-added_at", "-id")
    uses = EvidenceUse.objects.filter(evidence__in=own)
    numbers = uses.order_by("assessment__edition_id").values_list("criterion_no", "assessment__edition_id").distinct()
    criteria = {criterion_no: edition(code).criteria[criterion_no] for criterion_no, code in numbers}
    start = (page - 1) * PAGE
    return CompanyEvidence(
        pieces=kept(rows[start : start + PAGE], people_of(actor, at, actor.organization_id), day_in_japan(at)),
        amount=rows.count(),
        criteria=tuple(criteria[criterion_no] for criterion_no in sorted(criteria, key=number_key)),
    )


def of_criterion(
    actor: Actor, at: datetime, assessment_id: UUID, criterion_no: str, words: str = ""
) -> CriterionEvidence:
    """Return the evidence of one criterion, and what else of the company's could speak for it.

    Seven statements, however much there is. `words` narrow the others down.

    Raises:
        NotFound: the actor may not see the self-evaluation, or it asks for no such criterion.
    """
    assessment = seen_by(actor, at, assessment_id)
    criterion = criterion_in(assessment, criterion_no)
    today = day_in_japan(at)
    company = evidence_visible_to(actor, at).filter(organization_id=assessment.organization_id)
    here = Exists(
        EvidenceUse.objects.filter(assessment=assessment, criterion_no=criterion_no, evidence_id=OuterRef("pk"))
    )
    people = people_of(actor, at, assessment.organization_id)
    pieces = kept(company.filter(here).order_by("added_at", "id"), people, today)
    others = company.filter(~here, _with_words(words), replaced_by__isnull=True).order_by("-added_at", "-id")
    ends = [piece.value.covers.until_on for piece in pieces if piece.value.counts and piece.value.covers.until_on]
    newest = max(ends, default=None)
    return CriterionEvidence(
        assessment=assessment,
        criterion=criterion,
        pieces=pieces,
        newest_last_on=Covers(until_on=newest).last_on,
        is_old=is_out_of_date(newest, period_of(criterion), today),
        others=tuple(row.value for row in others[:PAGE]),
        others_amount=others.count(),
    )


def piece_of_evidence(actor: Actor, at: datetime, evidence_id: UUID) -> PieceOfEvidence:
    """Return one piece of evidence. Five statements at most.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    row = evidence_seen_by(actor, at, evidence_id)
    people = people_of(actor, at, row.organization_id)
    earlier = evidence_visible_to(actor, at).filter(pk=row.replaces_id).first() if row.replaces_id else None
    (piece,) = kept([row], people, day_in_japan(at))
    return PieceOfEvidence(piece, earlier.value if earlier else None)


def _condition(wanted: Wanted, today: date) -> Q:
    speaks = EvidenceUse.objects.filter(evidence_id=OuterRef("pk"))
    condition = _with_words(wanted.words)
    if wanted.criterion_no:
        condition &= Q(Exists(speaks.filter(criterion_no=wanted.criterion_no)))
    match wanted.show:
        case Show.ALL:
            return condition
        case Show.OLD:
            return condition & Q(Exists(with_newest().filter(_is_old(today), evidence_id=OuterRef("pk"))))
        case Show.UNUSED:
            return condition & ~Q(Exists(speaks))
        case Show.AT_COMPANY:
            return condition & Q(held=Held.AT_COMPANY.value)
        case Show.HELD_UP:
            return condition & Q(scan__in=[ScanState.WAITING.value, ScanState.INFECTED.value])


def _is_old(today: date) -> Q:
    """Return the condition on the use of a piece that ends longer ago than the criterion's own period [M].

    Each edition has its own periods; only what is still being answered is looked at.
    """
    old = Q(pk__in=[])
    for line in all_editions():
        by_period: dict[date, list[str]] = {}
        for criterion in edition(line.code).criteria.values():
            if (period := period_of(criterion)) is not None:
                by_period.setdefault(period.before(today), []).append(criterion.no)
        for day, numbers in by_period.items():
            of_edition = Q(assessment__edition_id=line.code, criterion_no__in=numbers)
            old |= of_edition & Q(evidence__covers_until__lte=day)
    return old & Q(assessment__state=_ANSWERING)


def _with_words(words: str) -> Q:
    condition = Q()
    for word in words.split():
        condition &= Q(name__icontains=word) | Q(place__icontains=word)
    return condition
