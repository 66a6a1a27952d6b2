"""What the register says, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoshimori.documents.charts import Look
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.web.layout.words import day

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from hoshimori.registry.queries.public import PublicRegistration


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state as word, shape and color on a page (`kind`, `drawing`) and on paper (`look`), and what it means."""

    word: StrPromise
    kind: str
    drawing: str
    look: Look
    says: StrPromise


STATES: dict[RegistrationState, StateWords] = {
    RegistrationState.VALID: StateWords(
        pgettext_lazy("registration", "Valid"), "ok", "check", Look.CHECK, _("This registration is in force today.")
    ),
    RegistrationState.SUSPENDED: StateWords(
        pgettext_lazy("registration", "Suspended"),
        "warn",
        "warning",
        Look.DOT,
        _("The operator has suspended this registration. It is not in force now."),
    ),
    RegistrationState.WITHDRAWN: StateWords(
        pgettext_lazy("registration", "Withdrawn"),
        "no",
        "cross",
        Look.CROSS,
        _("The operator has withdrawn this registration. It is not in force any more."),
    ),
    RegistrationState.RETURNED: StateWords(
        pgettext_lazy("registration", "Returned"),
        "plain",
        "dash",
        Look.DASH,
        _("The company has returned this registration. It is not in force any more."),
    ),
    RegistrationState.EXPIRED: StateWords(
        pgettext_lazy("registration", "Expired"),
        "plain",
        "clock",
        Look.EMPTY,
        _("The period of this registration is over. It is not in force."),
    ),
}

_KEPT = _(
    "Its period is over, but a renewal was filed in time. It stays in force until the operator has decided on that."
)
_WAYS: dict[int, StrPromise] = {
    3: _("Self-evaluation, confirmation by a trained expert, declaration by the management"),
    4: _("Self-evaluation, evaluation by a designated evaluation body"),
}

SAYS: tuple[StrPromise, ...] = (
    _("It says that the company met all criteria of this level within the scope above when it was registered."),
    _("It does not promise that attacks will not happen."),
    _("Factory control systems (OT) and products are outside this scheme."),
    _("The results of single criteria are not public."),
    _("The scheme is voluntary. Having no registration breaks no law."),
)
"""What a registration says, and what it does not say."""


def meaning(registration: PublicRegistration, on: date | None = None) -> str:
    """Say in a sentence whether a registration is in force, and why; on paper, which lasts, on which day that is."""
    is_kept = registration.is_kept_by_renewal and registration.state == RegistrationState.VALID
    if on and registration.state == RegistrationState.VALID and not is_kept:
        return gettext("On %(day)s this registration was in force.") % {"day": day(on)}
    return str(_KEPT if is_kept else STATES[registration.state].says)


def way(level: int) -> str:
    """Say how it was found out that the criteria are met."""
    return str(_WAYS.get(level, ""))
