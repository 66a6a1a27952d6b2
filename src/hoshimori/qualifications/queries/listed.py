"""The register of experts: who agreed to be listed and can confirm today, for everybody to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.parties.queries.experts import called, expert_of, experts
from hoshimori.qualifications.models import Listing, Served
from hoshimori.qualifications.permissions import Action, require
from hoshimori.qualifications.queries.experts import offer_of
from hoshimori.qualifications.queries.standing import eligible, recordable, standing_of
from hoshimori.qualifications.rules import Facet, Offer, Serves, Standing
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.parties.queries.experts import Expert
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom somebody looks for: words of a name, and codes; empty means any."""

    words: str = ""
    prefecture: str = ""
    industry: str = ""
    size_class: str = ""
    serves: str = ""


@dataclass(frozen=True, slots=True)
class ListedExpert:
    """One expert as everybody may read it. `training_valid_until` is exclusive.

    No prefecture, industry or size class means all of them.
    """

    membership_id: UUID
    person_name: str
    organization_name: Text
    corporate_number: str
    prefecture: str
    serves: Serves
    statement: str
    prefectures: frozenset[str]
    industries: frozenset[str]
    size_classes: frozenset[str]
    qualifications: tuple[str, ...]
    training_valid_until: date


@dataclass(frozen=True, slots=True)
class Listed:
    """Up to 20 experts, and where the next page begins (None: this is the last)."""

    experts: tuple[ListedExpert, ...]
    next_after: UUID | None


def listed(actor: Actor, at: datetime, asked: Asked, after: UUID | None = None) -> Listed:
    """Return 20 experts who agreed to be listed and can confirm today. At most six statements.

    Raises:
        NotPermitted: the actor's role may not look experts up.
    """
    require(actor, Action.SEE_LISTED)
    day, names = day_in_japan(at), recordable()
    agreed = Listing.objects.filter(_serving(asked), membership_id=OuterRef("pk"), is_listed=True)
    rows = called(experts(), asked.words).filter(Exists(agreed), eligible("person_id", names, day))
    found = [expert_of(row) for row in (rows.filter(pk__gt=after) if after else rows)[: PAGE + 1]]
    people = found[:PAGE]
    known = standing_of([one.person_id for one in people])
    said = {
        row.pk: offer_of(row)
        for row in Listing.objects.filter(pk__in=[one.membership_id for one in people]).prefetch_related("served")
    }
    lines = tuple(_listed(one, said[one.membership_id], known[one.person_id], names, day) for one in people)
    return Listed(lines, people[-1].membership_id if len(found) > PAGE else None)


def _serving(asked: Asked) -> Q:
    """Return the condition that a listing serves what is asked for; who names nothing serves all."""
    condition = Q(serves=asked.serves) if asked.serves else Q()
    facets = {
        Facet.PREFECTURE: asked.prefecture,
        Facet.INDUSTRY: asked.industry,
        Facet.SIZE_CLASS: asked.size_class,
    }
    for facet, code in facets.items():
        if code:
            named = Served.objects.filter(listing=OuterRef("pk"), facet=facet.value)
            condition &= Q(Exists(named.filter(code=code))) | ~Q(Exists(named))
    return condition


def _listed(one: Expert, offer: Offer, standing: Standing, names: Collection[str], day: date) -> ListedExpert:
    in_force = (held.name for held in standing.qualifications if held.name in names and held.is_in_force(day))
    return ListedExpert(
        membership_id=one.membership_id,
        person_name=one.name,
        organization_name=one.organization,
        corporate_number=one.corporate_number,
        prefecture=one.prefecture,
        serves=offer.serves,
        statement=offer.statement,
        prefectures=offer.prefectures,
        industries=offer.industries,
        size_classes=offer.size_classes,
        qualifications=tuple(dict.fromkeys(in_force)),
        training_valid_until=max(one.valid_until for one in standing.trainings if one.is_in_force(day)),
    )
