"""Who may ever do what about filings and registrations."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    SEE = "SEE"
    FILE = "FILE"
    CHECK = "CHECK"
    DECIDE = "DECIDE"
    KEEP_REGISTER = "KEEP_REGISTER"
    RETURN = "RETURN"
    NOTIFY_CHANGE = "NOTIFY_CHANGE"
    EXPIRE = "EXPIRE"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.SEE: APPLICANT_ROLES | {Role.OFFICER},
    Action.FILE: LEADING_ROLES,
    Action.CHECK: frozenset({Role.OFFICER}),
    Action.DECIDE: frozenset({Role.OFFICER}),
    Action.KEEP_REGISTER: frozenset({Role.OFFICER}),
    Action.RETURN: frozenset({Role.REPRESENTATIVE}),
    Action.NOTIFY_CHANGE: LEADING_ROLES,
    Action.EXPIRE: frozenset({Role.SYSTEM}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with a filing or registration that it may see."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
