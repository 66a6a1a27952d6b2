"""Who may ever do what about the register's history: Hoshimori itself writes it, everybody reads it."""

from __future__ import annotations

from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotPermitted


def require_hoshimori_itself(actor: Actor) -> None:
    """Let the act go on only where Hoshimori does it by itself, on its timetable.

    Raises:
        NotPermitted: this is somebody else.
    """
    if actor.role != Role.SYSTEM:
        raise NotPermitted("NOT_PERMITTED")
