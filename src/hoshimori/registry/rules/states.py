"""Where filings, registrations and change notices stand, and what can happen to them."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.lifecycle import Lifecycle, Step


class FilingKind(StrEnum):
    """What a filing asks for: a first registration, or a further term of one there is."""

    NEW = "NEW"
    RENEWAL = "RENEWAL"


class FilingState(StrEnum):
    """Where a filing stands."""

    FILED = "FILED"
    CHECKED = "CHECKED"
    REGISTERED = "REGISTERED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class FilingAction(StrEnum):
    """What can be done with a filing."""

    FILE = "FILE"
    CHECK = "CHECK"
    REGISTER = "REGISTER"
    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"


FILING: Lifecycle[FilingState, FilingAction] = Lifecycle(
    "filing",
    [
        Step(None, FilingAction.FILE, FilingState.FILED),
        Step(FilingState.FILED, FilingAction.CHECK, FilingState.CHECKED),
        Step(FilingState.CHECKED, FilingAction.CHECK, FilingState.CHECKED),
        Step(FilingState.CHECKED, FilingAction.REGISTER, FilingState.REGISTERED),
        Step(FilingState.FILED, FilingAction.REFUSE, FilingState.REFUSED),
        Step(FilingState.CHECKED, FilingAction.REFUSE, FilingState.REFUSED),
        Step(FilingState.FILED, FilingAction.WITHDRAW, FilingState.WITHDRAWN),
        Step(FilingState.CHECKED, FilingAction.WITHDRAW, FilingState.WITHDRAWN),
    ],
)

UNDECIDED = frozenset({FilingState.FILED, FilingState.CHECKED})
"""States in which a filing waits for the operator."""


class RegistrationState(StrEnum):
    """Where a registration stands in the register.

    VALID is shown only within its time: whether the time is over is asked of the day (`validity.shown_state`), and the
    job that writes EXPIRED down only makes it a matter of record.
    """

    VALID = "VALID"
    SUSPENDED = "SUSPENDED"
    WITHDRAWN = "WITHDRAWN"
    RETURNED = "RETURNED"
    EXPIRED = "EXPIRED"


class RegistrationAction(StrEnum):
    """What can happen to a registration."""

    REGISTER = "REGISTER"
    RENEW = "RENEW"
    SUSPEND = "SUSPEND"
    REINSTATE = "REINSTATE"
    WITHDRAW = "WITHDRAW"
    RETURN = "RETURN"
    EXPIRE = "EXPIRE"


REGISTRATION: Lifecycle[RegistrationState, RegistrationAction] = Lifecycle(
    "registration",
    [
        Step(None, RegistrationAction.REGISTER, RegistrationState.VALID),
        Step(RegistrationState.VALID, RegistrationAction.RENEW, RegistrationState.VALID),
        Step(RegistrationState.SUSPENDED, RegistrationAction.RENEW, RegistrationState.SUSPENDED),
        Step(RegistrationState.VALID, RegistrationAction.SUSPEND, RegistrationState.SUSPENDED),
        Step(RegistrationState.SUSPENDED, RegistrationAction.REINSTATE, RegistrationState.VALID),
        Step(RegistrationState.VALID, RegistrationAction.WITHDRAW, RegistrationState.WITHDRAWN),
        Step(RegistrationState.SUSPENDED, RegistrationAction.WITHDRAW, RegistrationState.WITHDRAWN),
        Step(RegistrationState.VALID, RegistrationAction.RETURN, RegistrationState.RETURNED),
        Step(RegistrationState.SUSPENDED, RegistrationAction.RETURN, RegistrationState.RETURNED),
        Step(RegistrationState.VALID, RegistrationAction.EXPIRE, RegistrationState.EXPIRED),
        Step(RegistrationState.SUSPENDED, RegistrationAction.EXPIRE, RegistrationState.EXPIRED),
    ],
)


class ChangeNoticeState(StrEnum):
    """Where a change that a registered company notified stands."""

    NOTIFIED = "NOTIFIED"
    TAKEN_NOTE_OF = "TAKEN_NOTE_OF"


class ChangeNoticeAction(StrEnum):
    """What can be done with the notice of a change."""

    NOTIFY = "NOTIFY"
    TAKE_NOTE = "TAKE_NOTE"


CHANGE_NOTICE: Lifecycle[ChangeNoticeState, ChangeNoticeAction] = Lifecycle(
    "notice of a change",
    [
        Step(None, ChangeNoticeAction.NOTIFY, ChangeNoticeState.NOTIFIED),
        Step(ChangeNoticeState.NOTIFIED, ChangeNoticeAction.TAKE_NOTE, ChangeNoticeState.TAKEN_NOTE_OF),
    ],
)
