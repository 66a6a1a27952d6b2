"""What an orderer is told of its ask.

Refused, not answered yet, ended, run out: an orderer hears the same of all of them, unless the company lets it know
that it refused.
"""

from __future__ import annotations

from enum import StrEnum

from hoshimori.disclosures.rules.states import AskState


class Told(StrEnum):
    """Where an ask stands for the orderer that made it."""

    WAITING = "WAITING"
    SHOWN = "SHOWN"
    REFUSED_TOLD = "REFUSED_TOLD"
    WITHDRAWN = "WITHDRAWN"


def told(state: str, *, is_told: bool, is_shown: bool) -> Told:
    """Return what the orderer is told; `is_shown` : something is shown to it on this ask now."""
    if state == AskState.WITHDRAWN:
        return Told.WITHDRAWN
    if is_shown:
        return Told.SHOWN
    return Told.REFUSED_TOLD if state == AskState.REFUSED and is_told else Told.WAITING
