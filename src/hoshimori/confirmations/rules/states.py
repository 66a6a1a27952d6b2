"""Where a confirmation stands, and what can happen to it."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.lifecycle import Lifecycle, Step


class ConfirmationState(StrEnum):
    """Where a confirmation stands.

    OPEN: the need stands on the list that eligible experts see. ASKED: a named expert was asked.
    """

    OPEN = "OPEN"
    ASKED = "ASKED"
    JUDGING = "JUDGING"
    RETURNED = "RETURNED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class ConfirmationAction(StrEnum):
    """What can be done with a confirmation."""

    SHOW_NEED = "SHOW_NEED"
    ASK = "ASK"
    TAKE_ON = "TAKE_ON"
    DECLINE = "DECLINE"
    JUDGE = "JUDGE"
    RETURN = "RETURN"
    HAND_OVER_AGAIN = "HAND_OVER_AGAIN"
    CONFIRM = "CONFIRM"
    WITHDRAW = "WITHDRAW"


CONFIRMATION: Lifecycle[ConfirmationState, ConfirmationAction] = Lifecycle(
    "expert's confirmation",
    [
        Step(None, ConfirmationAction.SHOW_NEED, ConfirmationState.OPEN),
        Step(None, ConfirmationAction.ASK, ConfirmationState.ASKED),
        Step(ConfirmationState.OPEN, ConfirmationAction.TAKE_ON, ConfirmationState.JUDGING),
        Step(ConfirmationState.ASKED, ConfirmationAction.TAKE_ON, ConfirmationState.JUDGING),
        Step(ConfirmationState.ASKED, ConfirmationAction.DECLINE, ConfirmationState.DECLINED),
        Step(ConfirmationState.JUDGING, ConfirmationAction.DECLINE, ConfirmationState.DECLINED),
        Step(ConfirmationState.RETURNED, ConfirmationAction.DECLINE, ConfirmationState.DECLINED),
        Step(ConfirmationState.JUDGING, ConfirmationAction.JUDGE, ConfirmationState.JUDGING),
        Step(ConfirmationState.JUDGING, ConfirmationAction.RETURN, ConfirmationState.RETURNED),
        Step(ConfirmationState.JUDGING, ConfirmationAction.HAND_OVER_AGAIN, ConfirmationState.JUDGING),
        Step(ConfirmationState.RETURNED, ConfirmationAction.HAND_OVER_AGAIN, ConfirmationState.JUDGING),
        Step(ConfirmationState.CONFIRMED, ConfirmationAction.HAND_OVER_AGAIN, ConfirmationState.JUDGING),
        Step(ConfirmationState.JUDGING, ConfirmationAction.CONFIRM, ConfirmationState.CONFIRMED),
        Step(ConfirmationState.OPEN, ConfirmationAction.WITHDRAW, ConfirmationState.WITHDRAWN),
        Step(ConfirmationState.ASKED, ConfirmationAction.WITHDRAW, ConfirmationState.WITHDRAWN),
        Step(ConfirmationState.JUDGING, ConfirmationAction.WITHDRAW, ConfirmationState.WITHDRAWN),
        Step(ConfirmationState.RETURNED, ConfirmationAction.WITHDRAW, ConfirmationState.WITHDRAWN),
        Step(ConfirmationState.CONFIRMED, ConfirmationAction.WITHDRAW, ConfirmationState.WITHDRAWN),
    ],
)

ENDED = frozenset({ConfirmationState.DECLINED, ConfirmationState.WITHDRAWN})
"""States in which nothing more can happen to a confirmation; the company may ask anew."""


class Manner(StrEnum):
    """How the confirmation was done: the pilot saw wide differences [M]."""

    VISIT = "VISIT"
    EVIDENCE_SEEN = "EVIDENCE_SEEN"
    PAPER_ONLY = "PAPER_ONLY"


class Verdict(StrEnum):
    """What the expert says about one thing."""

    AGREED = "AGREED"
    NOT_AGREED = "NOT_AGREED"


class About(StrEnum):
    """What a judgement is about: a criterion, an alternative at a criterion, or an exclusion of the scope."""

    CRITERION = "CRITERION"
    ALTERNATIVE = "ALTERNATIVE"
    EXCLUSION = "EXCLUSION"
