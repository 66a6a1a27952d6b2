"""What the operator's pages about the register show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from hoshimori.registry import events
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries import own, public
from hoshimori.registry.rules.numbers import parse
from hoshimori.registry.rules.states import REGISTRATION, ChangeNoticeState, RegistrationAction
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.web.layout.forms import Form
from hoshimori.web.operator.words import REGISTRATIONS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.registry.queries.own import KeptRegistration, NotifiedChange
    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.shared.actor import Actor


class Keeping(StrEnum):
    """What an officer can do with a registration, as its addresses call it."""

    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"


_ACTIONS = {
    Keeping.SUSPEND: RegistrationAction.SUSPEND,
    Keeping.REINSTATE: RegistrationAction.REINSTATE,
    Keeping.WITHDRAW: RegistrationAction.WITHDRAW,
}
_HAPPENED: dict[str, StrPromise] = {
    events.REGISTERED: pgettext_lazy("history of a registration", "registered"),
    events.RENEWED: pgettext_lazy("history of a registration", "renewed"),
    events.SUSPENDED: pgettext_lazy("history of a registration", "suspended"),
    events.REINSTATED: pgettext_lazy("history of a registration", "reinstated"),
    events.WITHDRAWN: pgettext_lazy("history of a registration", "withdrawn"),
    events.RETURNED: pgettext_lazy("history of a registration", "returned by the company"),
    events.EXPIRED: pgettext_lazy("history of a registration", "expired"),
    events.ENDING: pgettext_lazy("history of a registration", "the company was told that the end comes near"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One registration in words."""

    public: PublicRegistration
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class RegistrationsPage:
    """What the officer looked for in the register, and one page of what was found."""

    words: str
    state: str
    states: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    next_after: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One change of state with its reason."""

    at: datetime
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    """One registration as officers see it, and what they can do with it now."""

    row: Row
    kept: KeptRegistration
    history: tuple[Happened, ...]
    to_note: tuple[NotifiedChange, ...]
    noted: tuple[NotifiedChange, ...]
    possible: tuple[Keeping, ...]


@dataclass(frozen=True)
class KeepingPage:
    """What an officer is about to do with a registration."""

    row: Row
    keeping: Keeping
    form: Form


@dataclass(frozen=True)
class ChangePage:
    """One change that was notified, to take note of."""

    row: Row
    change: NotifiedChange
    form: Form


def registrations_page(actor: Actor, at: datetime, words: str, state: str, after: str) -> RegistrationsPage:
    """Return one page of the register.

    Raises:
        NotPermitted: the actor is no officer.
    """
    require(actor, Action.KEEP_REGISTER)
    chosen = state if state in list(REGISTRATIONS) else ""
    found = public.search(words=words, state=chosen, after=after, at=at)
    states = tuple((code.value, str(word)) for code, (_mark, word) in REGISTRATIONS.items())
    return RegistrationsPage(words, chosen, states, tuple(_row(line) for line in found.lines), found.next_after)


def registration_page(actor: Actor, at: datetime, number: str) -> RegistrationPage:
    """Return one registration.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotPermitted: the actor is no officer.
    """
    kept = _kept(actor, at, number)
    allowed = REGISTRATION.allowed(kept.public.state)
    open_changes = [change for change in kept.changes if change.state == ChangeNoticeState.NOTIFIED]
    return RegistrationPage(
        row=_row(kept.public),
        kept=kept,
        history=tuple(
            Happened(one.at, str(_HAPPENED[one.act]), str(one.after.get("reason", "")))
            for one in kept.history
            if one.act in _HAPPENED
        ),
        to_note=tuple(open_changes),
        noted=tuple(change for change in kept.changes if change.state != ChangeNoticeState.NOTIFIED),
        possible=tuple(keeping for keeping, action in _ACTIONS.items() if action in allowed),
    )


def keeping_page(actor: Actor, at: datetime, number: str, keeping: Keeping, form: Form | None = None) -> KeepingPage:
    """Return what an officer is about to do.

    Raises:
        NotFound: there is no such registration, or the actor may not see it.
        NotPermitted: the actor is no officer.
        NotPossibleNow: its state does not allow it.
    """
    kept = _kept(actor, at, number)
    REGISTRATION.after(kept.public.state, _ACTIONS[keeping])
    return KeepingPage(_row(kept.public), keeping, form or Form())


def change_page(actor: Actor, at: datetime, change_id: UUID, form: Form | None = None) -> ChangePage:
    """Return one change that was notified.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotPermitted: the actor is no officer.
    """
    kept = _kept(actor, at, own.number_of_change(actor, change_id))
    change = next(one for one in kept.changes if one.id == change_id)
    return ChangePage(_row(kept.public), change, form or Form())


def _kept(actor: Actor, at: datetime, number: str) -> KeptRegistration:
    try:
        digits = parse(number)
    except Invalid:
        raise NotFound from None
    kept = own.registration(actor, at, digits)
    require(actor, Action.KEEP_REGISTER)
    return kept


def _row(line: PublicRegistration) -> Row:
    mark, word = REGISTRATIONS[line.state]
    return Row(line, mark, str(word))
