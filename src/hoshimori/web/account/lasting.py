"""How long a session lasts: 12 hours, and 60 minutes without a page in a role that needs a second factor [D]."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.web.layout.session import BEGAN_AT, SEEN_AT

if TYPE_CHECKING:
    from hoshimori.web.layout.acting import HoshimoriRequest

LASTS = timedelta(hours=12)
IDLE = timedelta(minutes=60)
NOTED_EVERY = timedelta(minutes=1)


def is_over(request: HoshimoriRequest) -> bool:
    """Tell whether a signed-in person's session has come to its end; else note that it goes on."""
    session, now = request.session, int(request.at.timestamp())
    began, seen = session.get(BEGAN_AT), session.get(SEEN_AT)
    if began is None or seen is None:
        session[BEGAN_AT] = session[SEEN_AT] = now
        return False
    is_idle = now - seen >= IDLE.total_seconds() and request.actor.role in settings.HOSHIMORI_MFA_ROLES
    if is_idle or now - began >= LASTS.total_seconds():
        return True
    if now - seen >= NOTED_EVERY.total_seconds():
        session[SEEN_AT] = now
    return False
