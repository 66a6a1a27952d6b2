"""Filings as the operator's officers see them, the oldest first, and one filing with all that bears on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Q

from hoshimori.confirmations.queries import declarations
from hoshimori.journal.queries import Recorded, of_subject
from hoshimori.registry.models import Filing
from hoshimori.registry.permissions import Action, may
from hoshimori.registry.queries.platforms import OnSamePlatform, disagreeing
from hoshimori.registry.queries.seeing import filing_seen_by, filings_visible_to
from hoshimori.registry.rules.formal import FilingPaper, FormalPoint, Notable, Point, notable_in
from hoshimori.registry.rules.states import UNDECIDED, FilingKind, FilingState
from hoshimori.schemes.queries import edition_times
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor

PAGE = 20


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One filing in a list. `registration_number` is what it renews or became, empty where there is none yet."""

    id: UUID
    kind: FilingKind
    state: FilingState
    level: int
    edition: str
    name: Text
    corporate_number: str
    filed_at: datetime
    decided_at: datetime | None
    days_waiting: int
    registration_number: str


@dataclass(frozen=True, slots=True)
class FilingPage:
    """Up to 20 filings, and after which one the next page begins (None: this is the last)."""

    lines: tuple[FilingLine, ...]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class FilingDetail:
    """One filing: what was filed, what was found at each point, and what Hoshimori points out.

    `points` is empty as long as nobody checked it. `notables` and `on_same_platform` are for officers only; a company
    reads of others' matters nowhere. `renews` is the id of the registration a renewal is for. `reason` is why it was
    refused or taken back.
    """

    line: FilingLine
    organization_id: UUID
    declaration_id: UUID
    renews: UUID | None
    whole_digest: str
    scope_summary: Text
    paper: FilingPaper
    points: dict[FormalPoint, Point]
    reason: str
    is_declaration_in_force: bool
    notables: tuple[Notable, ...]
    on_same_platform: tuple[OnSamePlatform, ...]
    history: tuple[Recorded, ...]


def filings(actor: Actor, at: datetime, *, state: str = "", after: UUID | None = None) -> FilingPage:
    """Return 20 filings the actor may see, the oldest first; without a `state` those that wait for a decision.

    `after` is the id of the filing after which the page begins. One statement.
    """
    states = [state] if state else [waiting.value for waiting in sorted(UNDECIDED)]
    rows = filings_visible_to(actor).filter(state__in=states)
    if after is not None:
        last = Filing.objects.filter(pk=after).values("filed_at")[:1]
        rows = rows.filter(Q(filed_at__gt=last) | Q(filed_at=last, pk__gt=after))
    # Chosen first and joined after: PostgreSQL would go through every filing there ever was.
    chosen = rows.order_by("filed_at", "pk").values("pk")[: PAGE + 1]
    found = _numbered(Filing.objects.filter(pk__in=chosen)).order_by("filed_at", "pk")
    lines = tuple(_line(row, at) for row in found)
    return FilingPage(lines[:PAGE], lines[PAGE - 1].id if len(lines) > PAGE else None)


def filings_of(actor: Actor, at: datetime) -> tuple[FilingLine, ...]:
    """Return every filing of the actor's own company, the newest first. One statement."""
    rows = filings_visible_to(actor).filter(organization_id=actor.organization_id)
    return tuple(_line(row, at) for row in _numbered(rows).order_by("-filed_at", "-pk"))


def filings_of_assessment(actor: Actor, at: datetime, assessment_id: UUID) -> tuple[FilingLine, ...]:
    """Return every filing of one self-evaluation that the actor may see, the newest first. One statement."""
    rows = filings_visible_to(actor).filter(declaration__confirmation__assessment_id=assessment_id)
    return tuple(_line(row, at) for row in _numbered(rows).order_by("-filed_at", "-pk"))


def filing(actor: Actor, at: datetime, filing_id: UUID) -> FilingDetail:
    """Return one filing with everything that bears on its decision.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    row = filing_seen_by(actor, filing_id)
    is_in_force = declarations.standing(row.declaration_id).is_in_force
    is_officer = may(actor, Action.CHECK)
    return FilingDetail(
        line=_line(row, at),
        organization_id=row.organization_id,
        declaration_id=row.declaration_id,
        renews=row.renews_id,
        whole_digest=row.whole_digest,
        scope_summary=Text(row.scope_summary_ja, row.scope_summary_en),
        paper=cast("FilingPaper", row.paper),
        points={FormalPoint(point): Point(**found) for point, found in row.checks.items()},
        reason=row.reason,
        is_declaration_in_force=is_in_force,
        notables=_notables(row, is_in_force=is_in_force) if is_officer else (),
        on_same_platform=disagreeing(row) if is_officer else (),
        history=of_subject(kind="filing", subject_id=str(row.pk), about_id=row.organization_id),
    )


def _notables(row: Filing, *, is_in_force: bool) -> tuple[Notable, ...]:
    """Return what to look at; of a filing that is decided only what its paper says."""
    notables = list(notable_in(cast("FilingPaper", row.paper)))
    if FilingState(row.state) in UNDECIDED:
        if not edition_times(row.edition_id).is_in_force(row.filed_at):
            notables.insert(0, Notable.EDITION_NOT_IN_FORCE)
        if not is_in_force:
            notables.insert(0, Notable.DECLARATION_VOID)
    return tuple(notables)


def _numbered(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    return rows.select_related("renews", "term__registration")


def _line(row: Filing, at: datetime) -> FilingLine:
    organization = row.paper["organization"]
    until = row.decided_at or at
    return FilingLine(
        id=row.pk,
        kind=FilingKind(row.kind),
        state=FilingState(row.state),
        level=row.level,
        edition=row.edition_id,
        name=Text(organization["name_ja"], organization["name_en"]),
        corporate_number=organization["corporate_number"],
        filed_at=row.filed_at,
        decided_at=row.decided_at,
        days_waiting=(day_in_japan(until) - day_in_japan(row.filed_at)).days,
        registration_number=_number(row),
    )


def _number(row: Filing) -> str:
    if row.renews is not None:
        return row.renews.number
    return row.term.registration.number if hasattr(row, "term") else ""
