"""Who may ever do what about the scheme's figures."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    WORK_OUT_FIGURES = "WORK_OUT_FIGURES"
    SEE_FIGURES = "SEE_FIGURES"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.WORK_OUT_FIGURES: frozenset({Role.SYSTEM}),
    Action.SEE_FIGURES: frozenset({Role.OFFICER, Role.OVERSEER}),
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
