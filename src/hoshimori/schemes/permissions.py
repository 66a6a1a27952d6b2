"""Who may ever do what about editions."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    SEE_EDITIONS = "SEE_EDITIONS"
    KEEP_EDITIONS = "KEEP_EDITIONS"
    LOAD_OFFICIAL_WORDING_FOR_ALL = "LOAD_OFFICIAL_WORDING_FOR_ALL"
    LOAD_OFFICIAL_WORDING = "LOAD_OFFICIAL_WORDING"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.SEE_EDITIONS: frozenset(Role),
    Action.KEEP_EDITIONS: frozenset({Role.SYSTEM, Role.OFFICER}),
    Action.LOAD_OFFICIAL_WORDING_FOR_ALL: frozenset({Role.OFFICER}),
    Action.LOAD_OFFICIAL_WORDING: LEADING_ROLES,
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
