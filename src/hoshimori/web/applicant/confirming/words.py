"""What the pages of this area call states, manners and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.confirmations.queries.declarations import Void
from hoshimori.confirmations.rules.states import ConfirmationState, Manner
from hoshimori.registry.rules.formal import FormalPoint
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.web.applicant.confirming.way import Stands, Step
from hoshimori.web.applicant.words import Mark

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STEP_WORDS: dict[Step, StrPromise] = {
    Step.HAND_OVER: pgettext_lazy("step", "Hand over"),
    Step.ASK: pgettext_lazy("step", "Ask an expert"),
    Step.CONFIRM: pgettext_lazy("step", "The expert's confirmation"),
    Step.DECLARE: pgettext_lazy("step", "Declaration of conformity"),
    Step.FILE: pgettext_lazy("step", "Filing"),
    Step.REGISTER: pgettext_lazy("step", "Registration"),
}
_STANDS: dict[Stands, tuple[str, StrPromise]] = {
    Stands.DONE: ("ok", pgettext_lazy("step", "Done")),
    Stands.NOW: ("info", pgettext_lazy("step", "Now")),
    Stands.WAITING: ("wait", pgettext_lazy("step", "Waiting")),
    Stands.RETURNED: ("warn", pgettext_lazy("step", "Returned")),
    Stands.VOID: ("no", pgettext_lazy("step", "Void")),
    Stands.LATER: ("plain", pgettext_lazy("step", "Later")),
}
_CONFIRMATIONS: dict[ConfirmationState, tuple[str, StrPromise]] = {
    ConfirmationState.OPEN: ("wait", _("On the list of needs")),
    ConfirmationState.ASKED: ("wait", _("Asked, no answer yet")),
    ConfirmationState.JUDGING: ("wait", _("The expert is at work")),
    ConfirmationState.RETURNED: ("warn", _("Returned by the expert")),
    ConfirmationState.CONFIRMED: ("ok", _("Confirmed by the expert")),
    ConfirmationState.DECLINED: ("none", _("Declined by the expert")),
    ConfirmationState.WITHDRAWN: ("none", _("Withdrawn by your company")),
}
_FILINGS: dict[FilingState, tuple[str, StrPromise]] = {
    FilingState.FILED: ("wait", _("Filed, not checked yet")),
    FilingState.CHECKED: ("wait", _("Checked, not decided yet")),
    FilingState.REGISTERED: ("ok", pgettext_lazy("filing", "Registered")),
    FilingState.REFUSED: ("warn", pgettext_lazy("filing", "Refused")),
    FilingState.WITHDRAWN: ("none", pgettext_lazy("filing", "Withdrawn")),
}
_REGISTRATIONS: dict[RegistrationState, tuple[str, StrPromise]] = {
    RegistrationState.VALID: ("ok", pgettext_lazy("registration", "Valid")),
    RegistrationState.SUSPENDED: ("warn", pgettext_lazy("registration", "Suspended")),
    RegistrationState.WITHDRAWN: ("no", pgettext_lazy("registration", "Withdrawn")),
    RegistrationState.RETURNED: ("none", pgettext_lazy("registration", "Returned")),
    RegistrationState.EXPIRED: ("none", pgettext_lazy("registration", "Expired")),
}
MANNER_WORDS: dict[Manner, StrPromise] = {
    Manner.VISIT: _("The expert came and saw how it is done"),
    Manner.EVIDENCE_SEEN: _("The expert opened the evidence, without coming"),
    Manner.PAPER_ONLY: _("On paper only: the expert read the answers"),
}
VOID_WORDS: dict[Void, StrPromise] = {
    Void.TAKEN_BACK: _("The self-evaluation was taken back after the declaration."),
    Void.HANDED_OVER_ANEW: _("The self-evaluation was handed over anew after the declaration."),
    Void.NOT_CONFIRMED: _("The confirmation it rests on does not stand any more."),
    Void.CONTENT_DIFFERS: _("What is handed over is not what was declared."),
}
POINT_WORDS: dict[FormalPoint, StrPromise] = {
    FormalPoint.NAME_AND_NUMBER: _("Name and corporate number"),
    FormalPoint.SCOPE_SUMMARY: _("Summary of the scope"),
    FormalPoint.DECLARANT: _("Who declared"),
    FormalPoint.EXPERT: _("The expert"),
    FormalPoint.CONTENT: _("Content as a whole"),
}


def step_mark(stands: Stands) -> Mark:
    """Return how the standing of a step is shown."""
    return _mark(_STANDS[stands])


def confirmation_mark(state: ConfirmationState) -> Mark:
    """Return how the state of a confirmation is shown."""
    return _mark(_CONFIRMATIONS[state])


def filing_mark(state: FilingState) -> Mark:
    """Return how the state of a filing is shown."""
    return _mark(_FILINGS[state])


def registration_mark(state: RegistrationState) -> Mark:
    """Return how the state of a registration is shown."""
    return _mark(_REGISTRATIONS[state])


def manner_word(manner: str) -> str:
    """Say how the confirmation was done; nothing as long as nobody has said how."""
    return str(MANNER_WORDS[Manner(manner)]) if manner else ""


def _mark(pair: tuple[str, StrPromise]) -> Mark:
    kind, word = pair
    return Mark(kind, str(word))
