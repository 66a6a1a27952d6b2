"""What is recorded about people, and whether they can confirm on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from hoshimori.qualifications.models import Qualification, Training
from hoshimori.qualifications.rules import Ground, Held, Standing, Trained, grounds_against
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

SETTING = "expert_qualifications"


def standing_of(person_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Return what is recorded about each of these people and was not taken out again. Two statements."""
    held: dict[UUID, list[Held]] = {person_id: [] for person_id in person_ids}
    trained: dict[UUID, list[Trained]] = {person_id: [] for person_id in person_ids}
    kept = Q(person_id__in=list(person_ids), taken_out_at__isnull=True)
    for qualification in Qualification.objects.filter(kept).order_by("held_from", "id"):
        held[qualification.person_id].append(held_as(qualification))
    for training in Training.objects.filter(kept).order_by("valid_until", "id"):
        trained[training.person_id].append(trained_as(training))
    return {person_id: Standing(tuple(held[person_id]), tuple(trained[person_id])) for person_id in held}


def grounds(person_id: UUID, edition_code: str, at: datetime) -> tuple[Ground, ...]:
    """Return why somebody cannot confirm a self-evaluation under an edition on the day of `at` in Japan.

    Nothing means eligible. Two statements.

    Raises:
        NotFound: there is no such edition.
    """
    standing = standing_of([person_id])[person_id]
    return grounds_against(standing, qualifications_of(edition_code), day_in_japan(at))


def qualifications_of(edition_code: str) -> tuple[str, ...]:
    """Return the qualifications of which an edition asks an expert to hold one; none where it names none."""
    setting = edition(edition_code).settings.get(SETTING)
    return setting.value if setting is not None and isinstance(setting.value, tuple) else ()


def recordable() -> tuple[str, ...]:
    """Return the qualifications that the newest published edition lists; none as long as none is published."""
    try:
        return qualifications_of(current_edition())
    except NotFound:
        return ()


def eligible(person: str, names: Collection[str], day: date) -> Q:
    """Return the condition that the person in this column can confirm on `day`, by these listed qualifications.

    The same as `grounds_against`, asked of the database: a test holds both against each other.
    """
    mine = Q(person_id=OuterRef(person), taken_out_at__isnull=True)
    endless = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    qualified = Qualification.objects.filter(mine, endless, name__in=list(names), held_from__lte=day)
    trained = Training.objects.filter(mine, completed_on__lte=day, valid_until__gt=day)
    return Q(Exists(qualified), Exists(trained))


def held_as(row: Qualification) -> Held:
    """Return a recorded qualification as a plain value."""
    return Held(row.name, row.proof, row.held_from, row.valid_until)


def trained_as(row: Training) -> Trained:
    """Return recorded training as a plain value."""
    return Trained(row.provider, row.completed_on, row.valid_until)
