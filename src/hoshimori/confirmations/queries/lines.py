"""Confirmations in lists: an expert's desk, the needs on the list, those of a self-evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, F, Q

from hoshimori.assessments.queries.submissions import number_in_force
from hoshimori.confirmations.queries.seeing import is_open_to, needs_visible_to, visible_to
from hoshimori.confirmations.rules.states import ENDED, About, ConfirmationState, Verdict
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from hoshimori.confirmations.models import Confirmation

    class _Besides(TypedDict):
        judged: int
        not_agreed: int
        newest_number: int | None

    Told: TypeAlias = WithAnnotations[Confirmation, _Besides]

PAGE = 50


@dataclass(frozen=True, slots=True)
class Company:
    """The company a confirmation is about."""

    id: UUID
    corporate_number: str
    name: Text
    prefecture: str
    size_class: str
    industry: str


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """Who confirms, or was asked to."""

    membership_id: UUID
    name: str
    organization: Text
    corporate_number: str


@dataclass(frozen=True, slots=True)
class ConfirmationLine:
    """One confirmation as lists show it, without anything that was handed over.

    `judged` counts criteria judged in this handing over, of `criteria`; `not_agreed` everything the expert does not
    agree with, 0 as long as the reader is not told. `whole_digest` is what management declares over, empty until it is
    confirmed. `is_in_force`: the handing over it is about still stands; `newest_number` is the one that stands now,
    None while the self-evaluation is taken back. `opens`: the actor may read what was handed over. `age_days` counts
    since it was asked for.
    """

    id: UUID
    assessment_id: UUID
    title: str
    level: int
    edition: str
    company: Company
    state: ConfirmationState
    submission_number: int
    submission_digest: str
    newest_number: int | None
    is_in_force: bool
    opens: bool
    expert: ExpertLine | None
    is_in_house: bool
    message: str
    manner: str
    advice: str
    reason: str
    whole_digest: str
    times_returned: int
    judged: int
    not_agreed: int
    criteria: int
    asked_at: datetime
    taken_on_at: datetime | None
    concluded_at: datetime | None
    age_days: int
    version: int


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need as eligible experts see it on the list: nothing that was handed over."""

    confirmation_id: UUID
    company: Text
    prefecture: str
    size_class: str
    industry: str
    level: int
    edition: str
    criteria: int
    message: str
    shown_at: datetime
    age_days: int


class Show(StrEnum):
    """Which of an expert's confirmations are asked for; without one, all that go on."""

    GOING_ON = ""
    ASKED = "ASKED"
    JUDGING = "JUDGING"
    RETURNED = "RETURNED"
    CONFIRMED = "CONFIRMED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Desk:
    """Up to 50 confirmations, those asked for longest ago first, and how many there are in each state."""

    lines: tuple[ConfirmationLine, ...]
    counts: dict[ConfirmationState, int]


def of_expert(actor: Actor, at: datetime, show: Show = Show.GOING_ON, page: int = 1) -> Desk:
    """Return the confirmations an expert was asked for or took on. Two statements."""
    rows = visible_to(actor, at).filter(expert_id=actor.membership_id)
    counted = rows.order_by().values_list("state").annotate(amount=Count("pk"))
    start = (page - 1) * PAGE
    found = _told(rows.filter(_shown(show))).order_by("asked_at", "id")[start : start + PAGE]
    lines = tuple(_line(row, actor, at) for row in found)
    return Desk(lines, {ConfirmationState(state): amount for state, amount in counted})


def of_assessment(actor: Actor, at: datetime, assessment_id: UUID) -> tuple[ConfirmationLine, ...]:
    """Return every confirmation of a self-evaluation that the actor may see, the newest first. One statement."""
    rows = _told(visible_to(actor, at).filter(assessment_id=assessment_id)).order_by("-asked_at", "-id")
    return tuple(_line(row, actor, at) for row in rows)


def going_on(actor: Actor, at: datetime, assessment_id: UUID) -> ConfirmationLine | None:
    """Return the one confirmation of a self-evaluation that is neither declined nor withdrawn. One statement."""
    rows = visible_to(actor, at).filter(_shown(Show.GOING_ON), assessment_id=assessment_id)
    row = _told(rows).first()
    return _line(row, actor, at) if row else None


def line(actor: Actor, at: datetime, confirmation_id: UUID) -> ConfirmationLine:
    """Return one confirmation. One statement.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    row = _told(visible_to(actor, at).filter(pk=confirmation_id)).first()
    if row is None:
        raise NotFound
    return _line(row, actor, at)


def needs(actor: Actor, at: datetime, page: int = 1) -> tuple[NeedLine, ...]:
    """Return up to 50 needs on the list, those shown longest ago first; nothing for who is not eligible today."""
    start = (page - 1) * PAGE
    rows = needs_visible_to(actor, at).select_related("organization", "assessment").order_by("asked_at", "id")
    return tuple(_need(row, at) for row in rows[start : start + PAGE])


def need(actor: Actor, at: datetime, confirmation_id: UUID) -> NeedLine:
    """Return one need.

    Raises:
        NotFound: it is not on the list, or the actor is not eligible today.
    """
    row = needs_visible_to(actor, at).select_related("organization", "assessment").filter(pk=confirmation_id).first()
    if row is None:
        raise NotFound
    return _need(row, at)


def _shown(show: Show) -> Q:
    ended = Q(state__in=[state.value for state in ENDED])
    if show == Show.GOING_ON:
        return ~ended
    return ended if show == Show.ENDED else Q(state=show.value)


def _told(rows: QuerySet[Confirmation]) -> QuerySet[Told]:
    """Add what a line tells besides the row itself."""
    here = Q(judgements__submission_number=F("submission_number"))
    criteria = Q(here, judgements__about=About.CRITERION.value)
    disagreed = Q(here, judgements__verdict=Verdict.NOT_AGREED.value)
    return rows.select_related("organization", "assessment", "expert__person", "expert__organization").annotate(
        judged=Count("judgements", filter=criteria),
        not_agreed=Count("judgements", filter=disagreed),
        newest_number=number_in_force("assessment_id"),
    )


def _line(row: Told, actor: Actor, at: datetime) -> ConfirmationLine:
    return ConfirmationLine(
        id=row.pk,
        assessment_id=row.assessment_id,
        title=row.assessment.title,
        level=row.assessment.level,
        edition=row.assessment.edition_id,
        company=_company(row),
        state=ConfirmationState(row.state),
        submission_number=row.submission_number,
        submission_digest=row.submission_digest,
        newest_number=row.newest_number,
        is_in_force=row.newest_number == row.submission_number,
        opens=is_open_to(actor, row),
        expert=_expert(row),
        is_in_house=row.is_in_house,
        message=row.message,
        manner=row.manner,
        advice=row.advice,
        reason=row.reason,
        whole_digest=row.digest,
        times_returned=row.times_returned,
        judged=row.judged,
        not_agreed=row.not_agreed if _is_told(row, actor) else 0,
        criteria=_criteria(row),
        asked_at=row.asked_at,
        taken_on_at=row.taken_on_at,
        concluded_at=row.concluded_at,
        age_days=_age(row, at),
        version=row.version,
    )


def _is_told(row: Confirmation, actor: Actor) -> bool:
    """Tell whether the reader knows what was judged: the expert at once, the company by returning or confirming."""
    told = (ConfirmationState.RETURNED.value, ConfirmationState.CONFIRMED.value)
    return actor.role == Role.EXPERT or row.state in told


def _need(row: Confirmation, at: datetime) -> NeedLine:
    company = _company(row)
    return NeedLine(
        confirmation_id=row.pk,
        company=company.name,
        prefecture=company.prefecture,
        size_class=company.size_class,
        industry=company.industry,
        level=row.assessment.level,
        edition=row.assessment.edition_id,
        criteria=_criteria(row),
        message=row.message,
        shown_at=row.asked_at,
        age_days=_age(row, at),
    )


def _company(row: Confirmation) -> Company:
    organization = row.organization
    return Company(
        id=organization.pk,
        corporate_number=organization.corporate_number,
        name=Text(organization.name_ja, organization.name_en),
        prefecture=organization.prefecture,
        size_class=organization.size_class,
        industry=organization.industry,
    )


def _expert(row: Confirmation) -> ExpertLine | None:
    expert = row.expert
    if expert is None:
        return None
    name = Text(expert.organization.name_ja, expert.organization.name_en)
    return ExpertLine(expert.pk, expert.person.name, name, expert.organization.corporate_number)


def _criteria(row: Confirmation) -> int:
    return len(edition(row.assessment.edition_id).criteria_of(Level(row.assessment.level)))


def _age(row: Confirmation, at: datetime) -> int:
    return (day_in_japan(at) - day_in_japan(row.asked_at)).days
