"""Experts agree to be listed and say whom they serve; Hoshimori tells them before their training runs out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from hoshimori.journal.operations import Act, record
from hoshimori.qualifications import events
from hoshimori.qualifications.models import Listing, Served, Training
from hoshimori.qualifications.permissions import Action, require
from hoshimori.qualifications.queries.experts import about_whom, offer_of, visible_to
from hoshimori.qualifications.rules import WARN_BEFORE, Offer, checked_offer, warning_due
from hoshimori.shared.actor import Role
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Conflict, NotFound, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.shared.actor import Actor


def change(
    *,
    is_listed: bool,
    serves: str,
    statement: str,
    prefectures: Iterable[str],
    industries: Iterable[str],
    size_classes: Iterable[str],
    version: int,
    actor: Actor,
    at: datetime,
) -> int:
    """Change whether and how an expert stands in the register of experts; returns the new version (the first is 1).

    Raises:
        NotFound: the actor acts as no expert.
        NotPermitted: the actor's role is not that of an expert.
        Invalid: a code is not in its list, or the statement is too long.
        Conflict: it was changed since `version` was read, in another window.
    """
    with transaction.atomic():
        require(actor, Action.BE_LISTED)

        expert = visible_to(actor).select_for_update(of=("self",)).filter(pk=actor.membership_id).first()
        if expert is None:
            raise NotFound
        listing = Listing.objects.filter(pk=expert.pk).prefetch_related("served").first()

        offer = checked_offer(
            is_listed=is_listed,
            serves=serves,
            statement=statement,
            prefectures=prefectures,
            industries=industries,
            size_classes=size_classes,
        )
        if version != (listing.version if listing else 0):
            raise Conflict("CHANGED_MEANWHILE")

        before = _values(offer_of(listing)) if listing else {}
        new_version = _save(expert.pk, offer, version + 1, at)

        act = Act(events.LISTING_CHANGED, "listing", str(expert.pk), before, _values(offer))
        record(act=act, about_id=expert.organization_id, actor=actor, at=at)
    return new_version


def warn_of_ends(*, actor: Actor, at: datetime) -> int:
    """Note of whose training it is 90, 30 or 7 days until the end, once each; returns how many were noted.

    Whoever has newer training or acts as an expert no more is not told. May be repeated at any time.

    Raises:
        NotPermitted: only Hoshimori itself does this, by its timetable.
    """
    if actor.role != Role.SYSTEM:
        raise NotPermitted("NOT_PERMITTED")

    today = day_in_japan(at)
    return sum(_warn(training_id, today, actor, at) for training_id in list(_ending(today)))


def _save(membership_id: UUID, offer: Offer, version: int, at: datetime) -> int:
    values = {
        "is_listed": offer.is_listed,
        "serves": offer.serves.value,
        "statement": offer.statement,
        "version": version,
        "changed_at": at,
    }
    listing, _ = Listing.objects.update_or_create(membership_id=membership_id, defaults=values)
    Served.objects.filter(listing=listing).delete()
    Served.objects.bulk_create(Served(listing=listing, facet=facet.value, code=code) for facet, code in offer.served)
    return listing.version


def _values(offer: Offer) -> dict[str, Any]:
    return {
        "is_listed": offer.is_listed,
        "serves": offer.serves.value,
        "statement": offer.statement,
        "prefectures": sorted(offer.prefectures),
        "industries": sorted(offer.industries),
        "size_classes": sorted(offer.size_classes),
    }


def _ending(today: date) -> QuerySet[Training, UUID]:
    """Return the training that ends soon, that was not taken out, and that nothing newer of its person replaces."""
    kept = Training.objects.filter(taken_out_at__isnull=True)
    newer = kept.filter(person_id=OuterRef("person_id"), valid_until__gt=OuterRef("valid_until"))
    soon = kept.filter(valid_until__gt=today, valid_until__lte=today + timedelta(days=max(WARN_BEFORE)))
    return soon.exclude(Exists(newer)).order_by("valid_until", "id").values_list("id", flat=True)


def _warn(training_id: UUID, today: date, actor: Actor, at: datetime) -> bool:
    with transaction.atomic():
        training = Training.objects.select_for_update().get(pk=training_id)
        about_id = about_whom(training.person_id)
        days = warning_due(training.valid_until, today, training.warned_days)
        if about_id is None or days is None or training.taken_out_at is not None:
            return False

        training.warned_days = days
        training.save(update_fields=["warned_days"])

        after = {
            "days": days,
            "valid_until": training.valid_until.isoformat(),
            "person_id": str(training.person_id),
        }
        act = Act(events.TRAINING_RUNNING_OUT, "training", str(training.pk), after=after)
        record(act=act, about_id=about_id, actor=actor, at=at)
    return True
