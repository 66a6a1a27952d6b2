"""Who may ever do what about qualifications and training."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    RECORD = "RECORD"
    SEE_EXPERTS = "SEE_EXPERTS"
    SEE_OWN = "SEE_OWN"
    BE_LISTED = "BE_LISTED"
    SEE_LISTED = "SEE_LISTED"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.RECORD: frozenset({Role.OFFICER}),
    Action.SEE_EXPERTS: frozenset({Role.OFFICER}),
    Action.SEE_OWN: frozenset({Role.EXPERT}),
    Action.BE_LISTED: frozenset({Role.EXPERT}),
    Action.SEE_LISTED: frozenset(Role) - {Role.SYSTEM},
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
