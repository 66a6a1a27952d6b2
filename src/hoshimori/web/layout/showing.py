"""What a company shows of its registration, as pages have it: the same for its preview and for who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.confirmations.rules.states import Manner
from hoshimori.registry.rules.states import RegistrationState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django_stubs_ext import StrPromise

    from hoshimori.disclosures.queries.shown import Shown

DAY = timedelta(days=1)

MANNER_WORDS: Mapping[Manner, StrPromise] = {
    Manner.VISIT: _("The expert came and saw how it is done"),
    Manner.EVIDENCE_SEEN: _("The expert opened the evidence, without coming"),
    Manner.PAPER_ONLY: _("On paper only: the expert read the answers"),
}


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state as word, shape and color, and what it means."""

    kind: str
    word: StrPromise
    drawing: str
    meaning: StrPromise


REGISTRATION_MARKS: Mapping[RegistrationState, StateMark] = {
    RegistrationState.VALID: StateMark(
        "ok", pgettext_lazy("registration", "Valid"), "check", _("This registration is in force today.")
    ),
    RegistrationState.SUSPENDED: StateMark(
        "warn",
        pgettext_lazy("registration", "Suspended"),
        "warning",
        _("The operator has suspended this registration. It is not in force now."),
    ),
    RegistrationState.WITHDRAWN: StateMark(
        "no",
        pgettext_lazy("registration", "Withdrawn"),
        "cross",
        _("The operator has withdrawn this registration. It is not in force any more."),
    ),
    RegistrationState.RETURNED: StateMark(
        "plain",
        pgettext_lazy("registration", "Returned"),
        "dash",
        _("The company has returned this registration. It is not in force any more."),
    ),
    RegistrationState.EXPIRED: StateMark(
        "plain",
        pgettext_lazy("registration", "Expired"),
        "clock",
        _("The period of this registration is over. It is not in force."),
    ),
}


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What is shown, with the registration's state in words. `last_shown_on` is the last day on which it is shown."""

    what: Shown
    mark: StateMark
    address: str
    last_shown_on: date
    manner: str


def shown_page(what: Shown) -> ShownPage:
    """Put what is shown into words."""
    return ShownPage(
        what=what,
        mark=REGISTRATION_MARKS[what.registration.state],
        address=reverse("register:entry", args=[what.registration.written_number]),
        last_shown_on=what.until - DAY,
        manner=str(MANNER_WORDS[Manner(what.feedback.manner)]) if what.feedback else "",
    )
