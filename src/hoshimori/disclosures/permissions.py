"""Who may ever do what about disclosures: those who lead a company, and nobody of the operator or the ministry."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    ASK = "ASK"
    ANSWER = "ANSWER"
    SHOW = "SHOW"
    SEE = "SEE"
    WARN = "WARN"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.ASK: LEADING_ROLES,
    Action.ANSWER: LEADING_ROLES,
    Action.SHOW: LEADING_ROLES,
    Action.SEE: LEADING_ROLES,
    Action.WARN: frozenset({Role.SYSTEM}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with an ask or a disclosure that it may see."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
