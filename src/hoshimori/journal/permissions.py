"""Who may ever read the journal of an organization, and what of it."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    READ = "READ"
    TAKE_ALONG = "TAKE_ALONG"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.READ: APPLICANT_ROLES | {Role.OFFICER, Role.OVERSEER},
    Action.TAKE_ALONG: LEADING_ROLES,
}

_DISCLOSURES = "disclosures:"
_HIDDEN: dict[Role, tuple[str, ...]] = {
    Role.CONTRIBUTOR: ("parties:invitation:", _DISCLOSURES),
    Role.OFFICER: (_DISCLOSURES,),
    Role.OVERSEER: (_DISCLOSURES,),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with the journal of an organization whose matters it may see."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")


def hidden_from(role: Role) -> tuple[str, ...]:
    """Return the beginnings of acts a role does not read.

    Contributors see no invitations, so no addresses in them. What a company shows to an orderer, and what it is asked,
    is between those who lead the two: no public body reads it.
    """
    return _HIDDEN.get(role, ())
