"""Experts as the operator sees them, as they see themselves, and as those see them who work with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties.queries.experts import Expert, called, expert_of, experts
from hoshimori.qualifications.models import Listing, Qualification, Training
from hoshimori.qualifications.permissions import Action, may, require
from hoshimori.qualifications.queries.standing import (
    held_as,
    qualifications_of,
    recordable,
    standing_of,
    trained_as,
)
from hoshimori.qualifications.rules import Facet, Ground, Held, Offer, Serves, Standing, Trained, grounds_against
from hoshimori.shared.actor import Role
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.parties.queries.rows import Membership
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

PAGE = 20


@dataclass(frozen=True, slots=True)
class RecordedQualification:
    """A qualification with who recorded it, and who took it out again and why."""

    id: UUID
    held: Held
    recorded_by: str
    recorded_at: datetime
    taken_out_by: str
    taken_out_at: datetime | None
    why_taken_out: str


@dataclass(frozen=True, slots=True)
class RecordedTraining:
    """Scheme training with who recorded it, and who took it out again and why."""

    id: UUID
    trained: Trained
    recorded_by: str
    recorded_at: datetime
    taken_out_by: str
    taken_out_at: datetime | None
    why_taken_out: str


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """One expert in the operator's list: what holds today, and why the expert cannot confirm if so."""

    expert: Expert
    standing: Standing
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ExpertPage:
    """Up to 20 experts, and where the next page begins (None: this is the last)."""

    lines: tuple[ExpertLine, ...]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class Own:
    """Everything about one expert, newest first: the whole record, whether it can confirm today, and its listing."""

    expert: Expert
    qualifications: tuple[RecordedQualification, ...]
    trainings: tuple[RecordedTraining, ...]
    grounds: tuple[Ground, ...]
    offer: Offer
    version: int


@dataclass(frozen=True, slots=True)
class InHouse:
    """An expert of one's own organization, and why it cannot confirm if so."""

    membership_id: UUID
    person_id: UUID
    name: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ExpertName:
    """What an expert and its organization are called."""

    membership_id: UUID
    person_id: UUID
    organization_id: UUID
    name: str
    organization: Text


def visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the experts whose record the actor may see: all of them for an officer, oneself for an expert."""
    if may(actor, Action.SEE_EXPERTS):
        return experts()
    if may(actor, Action.SEE_OWN):
        return experts().filter(pk=actor.membership_id)
    return experts().none()


def experts_for(actor: Actor, at: datetime, words: str = "", after: UUID | None = None) -> ExpertPage:
    """Return 20 experts whose name or organization holds every word, oldest membership first. Four statements.

    Raises:
        NotPermitted: the actor is no officer of the operator.
    """
    require(actor, Action.SEE_EXPERTS)
    rows = called(visible_to(actor), words)
    found = list((rows.filter(pk__gt=after) if after else rows)[: PAGE + 1])
    people = [expert_of(row) for row in found[:PAGE]]
    known, names, day = standing_of([one.person_id for one in people]), recordable(), day_in_japan(at)
    lines = tuple(
        ExpertLine(one, known[one.person_id], grounds_against(known[one.person_id], names, day)) for one in people
    )
    return ExpertPage(lines, people[-1].membership_id if len(found) > PAGE else None)


def expert_for(actor: Actor, at: datetime, membership_id: UUID) -> Own:
    """Return the whole record of one expert, what was taken out included.

    Raises:
        NotFound: there is no such expert, or the actor may not see it.
    """
    row = visible_to(actor).filter(pk=membership_id).first()
    if row is None:
        raise NotFound
    listing = Listing.objects.filter(pk=membership_id).prefetch_related("served").first()
    qualifications, trainings = _qualifications(row.person_id), _trainings(row.person_id)
    standing = Standing(
        tuple(one.held for one in qualifications if one.taken_out_at is None),
        tuple(one.trained for one in trainings if one.taken_out_at is None),
    )
    return Own(
        expert=expert_of(row),
        qualifications=qualifications,
        trainings=trainings,
        grounds=grounds_against(standing, recordable(), day_in_japan(at)),
        offer=offer_of(listing) if listing else Offer(),
        version=listing.version if listing else 0,
    )


def own(actor: Actor, at: datetime) -> Own:
    """Return what is recorded about the expert who asks.

    Raises:
        NotPermitted: the actor does not act as an expert.
    """
    require(actor, Action.SEE_OWN)
    return expert_for(actor, at, actor.membership_id)


def in_house_experts(actor: Actor, at: datetime, edition_code: str = "") -> tuple[InHouse, ...]:
    """Return the experts of the actor's own organization, under an edition or else the newest published one."""
    rows = experts().filter(organization_id=actor.organization_id)
    people = [expert_of(row) for row in rows]
    names = qualifications_of(edition_code) if edition_code else recordable()
    known, day = standing_of([one.person_id for one in people]), day_in_japan(at)
    return tuple(
        InHouse(one.membership_id, one.person_id, one.name, grounds_against(known[one.person_id], names, day))
        for one in people
    )


def expert_named(membership_id: UUID) -> ExpertName | None:
    """Return what somebody who acts as an expert now is called; None where nobody does so by this membership."""
    row = experts().filter(pk=membership_id).first()
    if row is None:
        return None
    one = expert_of(row)
    return ExpertName(one.membership_id, one.person_id, one.organization_id, one.name, one.organization)


def offer_of(listing: Listing) -> Offer:
    """Return what an expert says about itself; the row comes with what it serves."""
    codes = {facet: frozenset(one.code for one in listing.served.all() if one.facet == facet) for facet in Facet}
    return Offer(
        is_listed=listing.is_listed,
        serves=Serves(listing.serves),
        statement=listing.statement,
        prefectures=codes[Facet.PREFECTURE],
        industries=codes[Facet.INDUSTRY],
        size_classes=codes[Facet.SIZE_CLASS],
    )


def about_whom(person_id: UUID) -> UUID | None:
    """Return the organization whose matter an expert's record is: that of its oldest membership as an expert."""
    return experts().filter(person_id=person_id).values_list("organization_id", flat=True).first()


def is_own_matter(actor: Actor, person_id: UUID) -> bool:
    """Tell whether an officer deals with a record of its own."""
    return actor.role == Role.OFFICER and actor.person_id == person_id


def _qualifications(person_id: UUID) -> tuple[RecordedQualification, ...]:
    rows = Qualification.objects.filter(person_id=person_id).select_related("recorded_by", "taken_out_by")
    return tuple(
        RecordedQualification(
            id=row.pk,
            held=held_as(row),
            recorded_by=row.recorded_by.name,
            recorded_at=row.recorded_at,
            taken_out_by=row.taken_out_by.name if row.taken_out_by else "",
            taken_out_at=row.taken_out_at,
            why_taken_out=row.why_taken_out,
        )
        for row in rows.order_by("-held_from", "-id")
    )


def _trainings(person_id: UUID) -> tuple[RecordedTraining, ...]:
    rows = Training.objects.filter(person_id=person_id).select_related("recorded_by", "taken_out_by")
    return tuple(
        RecordedTraining(
            id=row.pk,
            trained=trained_as(row),
            recorded_by=row.recorded_by.name,
            recorded_at=row.recorded_at,
            taken_out_by=row.taken_out_by.name if row.taken_out_by else "",
            taken_out_at=row.taken_out_at,
            why_taken_out=row.why_taken_out,
        )
        for row in rows.order_by("-valid_until", "-id")
    )
