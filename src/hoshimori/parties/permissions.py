"""Who may ever do what about organizations and people."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    REGISTER_ORGANIZATION = "REGISTER_ORGANIZATION"
    SEE_ORGANIZATION = "SEE_ORGANIZATION"
    CHANGE_ORGANIZATION = "CHANGE_ORGANIZATION"
    SEE_MEMBERS = "SEE_MEMBERS"
    INVITE = "INVITE"
    END_MEMBERSHIP = "END_MEMBERSHIP"
    KEEP_PLATFORMS = "KEEP_PLATFORMS"
    SEARCH_ORGANIZATIONS = "SEARCH_ORGANIZATIONS"
    OPEN_ACCESS = "OPEN_ACCESS"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.REGISTER_ORGANIZATION: frozenset(Role) - {Role.SYSTEM},
    Action.SEE_ORGANIZATION: frozenset(Role) - {Role.NOBODY, Role.SYSTEM},
    Action.CHANGE_ORGANIZATION: LEADING_ROLES,
    Action.SEE_MEMBERS: APPLICANT_ROLES | {Role.OFFICER, Role.OVERSEER, Role.EXPERT},
    Action.INVITE: LEADING_ROLES | {Role.OFFICER},
    Action.END_MEMBERSHIP: LEADING_ROLES | {Role.OFFICER},
    Action.KEEP_PLATFORMS: LEADING_ROLES,
    Action.SEARCH_ORGANIZATIONS: frozenset({Role.OFFICER}),
    Action.OPEN_ACCESS: frozenset({Role.OFFICER}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this, for the organization it acts for."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
