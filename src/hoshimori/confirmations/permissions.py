"""Who may ever do what about confirmations and declarations."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    SEE = "SEE"
    ASK = "ASK"
    JUDGE = "JUDGE"
    DECLARE = "DECLARE"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.SEE: APPLICANT_ROLES | {Role.EXPERT, Role.OFFICER},
    Action.ASK: LEADING_ROLES,
    Action.JUDGE: frozenset({Role.EXPERT}),
    Action.DECLARE: frozenset({Role.REPRESENTATIVE}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with a confirmation that it may see."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
