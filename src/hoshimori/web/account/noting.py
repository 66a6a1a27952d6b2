"""What happens at the door is noted in the log: who came in, who was turned away, and what changed about a sign-in.

The log names people by their identifier and where they came from by the network address, nothing else: no e-mail
address, no password, no code.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as second_factor
from allauth.socialaccount import signals as provider
from django.contrib.auth import signals as auth
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.dispatch import Signal
    from django.http import HttpRequest

logger = logging.getLogger(__name__)

_WELL: dict[str, Signal] = {
    "signed in": auth.user_logged_in,
    "signed out": auth.user_logged_out,
    "signed up": account.user_signed_up,
    "password set": account.password_set,
    "password changed": account.password_changed,
    "password reset": account.password_reset,
    "address changed": account.email_changed,
    "second factor added": second_factor.authenticator_added,
    "second factor removed": second_factor.authenticator_removed,
    "second factor used": second_factor.authenticator_used,
    "provider connected": provider.social_account_added,
    "provider disconnected": provider.social_account_removed,
}
_TURNED_AWAY: dict[str, Signal] = {
    "sign-in failed": auth.user_login_failed,
    "second factor failed": second_factor.authentication_failed,
    "password reset code rejected": account.password_reset_code_rejected,
    "address code rejected": account.email_verification_code_rejected,
}


def listen() -> None:
    """Note these things from now on."""
    for level, signals in ((logging.INFO, _WELL), (logging.WARNING, _TURNED_AWAY)):
        for what, signal in signals.items():
            signal.connect(partial(_note, level, what), weak=False, dispatch_uid=f"{__name__} {what}")


def _note(level: int, what: str, *, request: HttpRequest | None = None, **others: Any) -> None:
    person = others.get("user") or getattr(request, "user", None)
    kind = getattr(others.get("authenticator"), "type", "-")
    logger.log(level, "%s person=%s from=%s kind=%s", what, getattr(person, "pk", None) or "-", _from(request), kind)


def _from(request: HttpRequest | None) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request)) if request else "-"
    except PermissionDenied:
        return "-"
