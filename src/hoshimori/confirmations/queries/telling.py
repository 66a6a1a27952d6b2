"""Whom something that happened to a confirmation concerns; asked in the background, for nobody's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from hoshimori.confirmations.models import Confirmation

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Matter:
    """Which self-evaluation it is about, and the membership of the expert, if one is named yet."""

    assessment_id: UUID
    expert_id: UUID | None


def matter_of(subject_id: UUID) -> Matter | None:
    """Return what a confirmation, or a declaration made over one, is about; None if there is no such thing."""
    rows = Confirmation.objects.filter(Q(pk=subject_id) | Q(declarations__pk=subject_id))
    row = rows.values_list("assessment_id", "expert_id").first()
    return Matter(*row) if row else None
