"""Who may ever do what about the register's history: Hoshimori itself writes it, everybody reads it."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part, which Hoshimori does on its timetable."""

    TAKE_OVER = "TAKE_OVER"
    PUBLISH = "PUBLISH"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.TAKE_OVER: frozenset({Role.SYSTEM}),
    Action.PUBLISH: frozenset({Role.SYSTEM}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with the history."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
