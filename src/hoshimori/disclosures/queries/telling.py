"""Whom something that happened concerns on the orderer's side; asked in the background, for nobody's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.disclosures.models import Ask
from hoshimori.disclosures.queries.seeing import in_force
from hoshimori.disclosures.rules.states import AskState

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


def orderer_of(subject_id: UUID, at: datetime) -> str:
    """Return the 法人番号 of the orderer who is to hear of a disclosure or of a refusal; empty for nobody.

    Asked when it is told: of what has ended in the meantime, or was never to be told, nobody hears.
    """
    shown = in_force(at).filter(pk=subject_id).values_list("shown_to_number", flat=True).first()
    if shown is not None:
        return shown
    told = Ask.objects.filter(pk=subject_id, state=AskState.REFUSED.value, is_told=True)
    return told.values_list("asker__corporate_number", flat=True).first() or ""
