"""What the operator's pages show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.seeing import visible_to
from hoshimori.parties import queries as parties
from hoshimori.parties.queries.search import OrganizationLine, search, seen_by_officer
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.schemes.permissions import Action, require
from hoshimori.shared.bilingual import Text
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.workbooks import OfficialPart, official_part

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

HOURS = (1, 2, 4, 8)


@dataclass(frozen=True)
class WordingPage:
    """The official wording of an edition, and loading it for everybody."""

    official: OfficialPart
    form: Form


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One organization in words."""

    id: UUID
    corporate_number: str
    name: Text
    prefecture: Text
    size_class: Text
    industry: Text


@dataclass(frozen=True, slots=True)
class OrganizationsPage:
    """What was looked for, and one page of what was found."""

    words: str
    prefecture: str
    prefectures: tuple[tuple[str, Text], ...]
    rows: tuple[OrganizationRow, ...]
    next_after: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One timed look at a company's matters."""

    id: UUID
    officer: str
    company_id: UUID
    company: Text
    reason: str
    opened_at: datetime
    until_at: datetime
    is_open: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One self-evaluation that an open access shows."""

    id: UUID
    title: str
    level: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """One organization, the officer's access to it if it is open, and what that shows."""

    row: OrganizationRow
    is_company: bool
    access: AccessRow | None
    assessments: tuple[AssessmentRow, ...]
    form: Form
    hours: tuple[int, ...] = HOURS


def wording_page(actor: Actor, edition_code: str, form: Form | None = None) -> WordingPage:
    """Return the official wording of an edition as everybody has it.

    Raises:
        NotPermitted: the actor's role may not load it for everybody.
        NotFound: there is no such edition.
    """
    require(actor, Action.LOAD_OFFICIAL_WORDING_FOR_ALL)
    return WordingPage(official_part(actor, edition_code), form or Form())


def organizations_page(actor: Actor, words: str, prefecture: str, after: str) -> OrganizationsPage:
    """Return one page of organizations that were found."""
    chosen = prefecture if prefecture in PREFECTURES else ""
    found = search(words=words, prefecture=chosen, after=after, actor=actor)
    return OrganizationsPage(
        words=words,
        prefecture=chosen,
        prefectures=tuple(PREFECTURES.items()),
        rows=tuple(_row(line) for line in found.lines),
        next_after=found.next_after,
    )


def organization_page(actor: Actor, at: datetime, organization_id: UUID, form: Form | None = None) -> OrganizationPage:
    """Return one organization; its self-evaluations only while an access is open."""
    line = seen_by_officer(actor, organization_id)
    own = (row for row in access_rows(actor, at) if row.is_open and row.is_own and row.company_id == organization_id)
    seen = visible_to(actor, at).filter(organization_id=organization_id).order_by("-changed_at")
    return OrganizationPage(
        row=_row(line),
        is_company=line.kind == "COMPANY",
        access=next(own, None),
        assessments=tuple(AssessmentRow(row.pk, row.title, row.level, row.changed_at) for row in seen),
        form=form or Form(),
    )


def access_rows(actor: Actor, at: datetime) -> tuple[AccessRow, ...]:
    """Return the newest hundred timed looks of the operator's staff."""
    return tuple(
        AccessRow(
            id=access.pk,
            officer=access.officer.person.name,
            company_id=access.organization_id,
            company=Text(access.organization.name_ja, access.organization.name_en),
            reason=access.reason,
            opened_at=access.opened_at,
            until_at=access.until_at,
            is_open=access.until_at > at,
            is_own=access.officer_id == actor.membership_id,
        )
        for access in parties.accesses_visible_to(actor)[:100]
    )


def _row(line: OrganizationLine) -> OrganizationRow:
    return OrganizationRow(
        id=line.id,
        corporate_number=line.corporate_number,
        name=line.name,
        prefecture=PREFECTURES[line.prefecture],
        size_class=SIZE_CLASSES[line.size_class],
        industry=INDUSTRIES[line.industry],
    )
