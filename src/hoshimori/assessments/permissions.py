"""Who may ever do what about self-evaluations."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES, Actor, Role
from hoshimori.shared.refusal import NotPermitted


class Action(StrEnum):
    """The acts of this part."""

    SEE = "SEE"
    BEGIN = "BEGIN"
    SET_SCOPE = "SET_SCOPE"
    ANSWER = "ANSWER"
    COMMENT = "COMMENT"
    KEEP_EVIDENCE = "KEEP_EVIDENCE"
    KEEP_TASKS = "KEEP_TASKS"
    RECORD_TIME = "RECORD_TIME"
    IMPORT = "IMPORT"
    EXPORT = "EXPORT"
    SUBMIT = "SUBMIT"
    CLOSE = "CLOSE"
    OPEN_CALENDAR = "OPEN_CALENDAR"
    SEE_FIGURES = "SEE_FIGURES"


_ROLES: dict[Action, frozenset[Role]] = {
    Action.SEE: APPLICANT_ROLES | {Role.OFFICER},
    Action.BEGIN: LEADING_ROLES,
    Action.SET_SCOPE: LEADING_ROLES,
    Action.ANSWER: APPLICANT_ROLES,
    Action.COMMENT: APPLICANT_ROLES,
    Action.KEEP_EVIDENCE: APPLICANT_ROLES,
    Action.KEEP_TASKS: APPLICANT_ROLES,
    Action.RECORD_TIME: APPLICANT_ROLES,
    Action.IMPORT: LEADING_ROLES,
    Action.EXPORT: APPLICANT_ROLES,
    Action.SUBMIT: LEADING_ROLES,
    Action.CLOSE: LEADING_ROLES,
    Action.OPEN_CALENDAR: APPLICANT_ROLES,
    Action.SEE_FIGURES: frozenset({Role.OFFICER, Role.OVERSEER}),
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may ever do this with a self-evaluation that it may see."""
    return actor.role in _ROLES[action]


def require(actor: Actor, action: Action) -> None:
    """Let the act go on only for a role that may ever do it.

    Raises:
        NotPermitted: this role may never do this.
    """
    if not may(actor, action):
        raise NotPermitted("NOT_PERMITTED")
