"""Where an ask and a disclosure stand, and what can happen to them."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.lifecycle import Lifecycle, Step


class AskState(StrEnum):
    """Where an ask stands for the company that was asked. Who asks is told less (`rules/telling.py`).

    One that was ANSWERED can be answered again once what was shown on it has ended.
    """

    WAITING = "WAITING"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class AskAction(StrEnum):
    """What can be done with an ask."""

    ASK = "ASK"
    CONSENT = "CONSENT"
    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"


ASK: Lifecycle[AskState, AskAction] = Lifecycle(
    "ask",
    [
        Step(None, AskAction.ASK, AskState.WAITING),
        Step(AskState.WAITING, AskAction.CONSENT, AskState.ANSWERED),
        Step(AskState.REFUSED, AskAction.CONSENT, AskState.ANSWERED),
        Step(AskState.ANSWERED, AskAction.CONSENT, AskState.ANSWERED),
        Step(AskState.WAITING, AskAction.REFUSE, AskState.REFUSED),
        Step(AskState.WAITING, AskAction.WITHDRAW, AskState.WITHDRAWN),
        Step(AskState.REFUSED, AskAction.WITHDRAW, AskState.WITHDRAWN),
        Step(AskState.ANSWERED, AskAction.WITHDRAW, AskState.WITHDRAWN),
    ],
)


class DisclosureState(StrEnum):
    """Where a disclosure stands. IN_FORCE is shown only until its end, which is asked of the moment."""

    IN_FORCE = "IN_FORCE"
    ENDED = "ENDED"


class DisclosureAction(StrEnum):
    """What can be done with a disclosure."""

    SHOW = "SHOW"
    END = "END"


DISCLOSURE: Lifecycle[DisclosureState, DisclosureAction] = Lifecycle(
    "disclosure",
    [
        Step(None, DisclosureAction.SHOW, DisclosureState.IN_FORCE),
        Step(DisclosureState.IN_FORCE, DisclosureAction.END, DisclosureState.ENDED),
    ],
)


class Way(StrEnum):
    """How something was seen: on the page, or handed over as a file."""

    PAGE = "PAGE"
    FILE = "FILE"
