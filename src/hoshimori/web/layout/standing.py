"""What stands on record about an expert, in words: for the operator's officers and for the expert alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.qualifications.rules import WARN_BEFORE, Ground, Serves
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.qualifications.queries import RecordedQualification, RecordedTraining

GROUND_WORDS: dict[Ground, StrPromise] = {
    Ground.NO_QUALIFICATION: _("No qualification of the list is recorded."),
    Ground.QUALIFICATION_ENDED: _("No recorded qualification is in force today."),
    Ground.NO_TRAINING: _("No scheme training is recorded."),
    Ground.TRAINING_RAN_OUT: _("The scheme training is not in force today."),
}
"""Why somebody cannot confirm."""

SERVES_WORDS: dict[Serves, StrPromise] = {
    Serves.OTHERS: pgettext_lazy("expert", "external: confirms for other companies"),
    Serves.OWN_COMPANY: pgettext_lazy("expert", "in-house: confirms for its own company"),
}
"""Whom an expert confirms for."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A qualification or training on record. `last_day` is the last one on which it holds; None: it has no end.

    `is_soon` tells that fewer than 90 days are left. What was taken out names who did it and why.
    """

    id: UUID
    name: str
    proof: str
    first_day: date
    last_day: date | None
    days_left: int | None
    is_in_force: bool
    is_to_come: bool
    is_soon: bool
    recorded_by: str
    recorded_at: datetime
    taken_out_by: str
    taken_out_at: datetime | None
    why_taken_out: str


def kept_qualification(one: RecordedQualification, at: datetime) -> Kept:
    """Return a qualification as its reader sees it on that day."""
    held = one.held
    return _kept(one, (held.name, held.proof), (held.held_from, held.valid_until), day_in_japan(at))


def kept_training(one: RecordedTraining, at: datetime) -> Kept:
    """Return training as its reader sees it on that day."""
    trained = one.trained
    return _kept(one, (trained.provider, ""), (trained.completed_on, trained.valid_until), day_in_japan(at))


def why_not(grounds: Iterable[Ground]) -> tuple[str, ...]:
    """Return in sentences why somebody cannot confirm."""
    return tuple(str(GROUND_WORDS[ground]) for ground in grounds)


def _kept(
    one: RecordedQualification | RecordedTraining,
    called: tuple[str, str],
    span: tuple[date, date | None],
    today: date,
) -> Kept:
    first, end = span
    is_in_force = one.taken_out_at is None and first <= today and (end is None or today < end)
    days_left = (end - today).days if end is not None and is_in_force else None
    return Kept(
        id=one.id,
        name=called[0],
        proof=called[1],
        first_day=first,
        last_day=None if end is None else end - _DAY,
        days_left=days_left,
        is_in_force=is_in_force,
        is_to_come=today < first,
        is_soon=days_left is not None and days_left <= max(WARN_BEFORE),
        recorded_by=one.recorded_by,
        recorded_at=one.recorded_at,
        taken_out_by=one.taken_out_by,
        taken_out_at=one.taken_out_at,
        why_taken_out=one.why_taken_out,
    )
