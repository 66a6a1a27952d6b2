"""Whom something that happened to a confirmation concerns; asked in the background, for nobody's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.confirmations.models import Confirmation

if TYPE_CHECKING:
    from uuid import UUID


def expert_of(confirmation_id: UUID) -> UUID | None:
    """Return the membership of the expert of a confirmation; None as long as its need stands open."""
    return Confirmation.objects.filter(pk=confirmation_id).values_list("expert_id", flat=True).first()
