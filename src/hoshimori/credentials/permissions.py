"""Who may ever do what about keys and certificates."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    KEEP_KEYS = "KEEP_KEYS"
    ISSUE = "ISSUE"
    HOLD_KEY = "HOLD_KEY"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.KEEP_KEYS: frozenset({Role.OFFICER, Role.SYSTEM}),
    Action.ISSUE: frozenset({Role.SYSTEM}),
    Action.HOLD_KEY: LEADING_ROLES,
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
