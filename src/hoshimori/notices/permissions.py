"""Who may ever do what about notices."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    TELL = "TELL"
    READ_OWN = "READ_OWN"
    SEE_FAILED_MAIL = "SEE_FAILED_MAIL"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.TELL: frozenset({Role.SYSTEM}),
    Action.READ_OWN: frozenset(Role) - {Role.NOBODY, Role.SYSTEM},
    Action.SEE_FAILED_MAIL: LEADING_ROLES | {Role.OFFICER},
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
