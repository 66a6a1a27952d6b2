"""What the pages of the register's history show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.history.rules.leaves import Kind
from hoshimori.registry.rules.numbers import written
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.web.public.register.words import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django_stubs_ext import StrPromise

    from hoshimori.history.queries.entries import EntryLine
    from hoshimori.history.queries.log import Published
    from hoshimori.web.public.register.words import StateWords

KINDS: dict[str, StrPromise] = {
    Kind.REGISTERED.value: pgettext_lazy("history", "Registered"),
    Kind.RENEWED.value: pgettext_lazy("history", "Renewed"),
    Kind.SUSPENDED.value: pgettext_lazy("history", "Suspended"),
    Kind.REINSTATED.value: pgettext_lazy("history", "Reinstated"),
    Kind.WITHDRAWN.value: pgettext_lazy("history", "Withdrawn"),
    Kind.RETURNED.value: pgettext_lazy("history", "Returned"),
    Kind.EXPIRED.value: pgettext_lazy("history", "Expired"),
    Kind.CHANGED.value: pgettext_lazy("history", "Particulars changed"),
}
"""What happened to a registration, in a word."""


FORMS = "C2SP tlog-tiles, tlog-checkpoint, tlog-cosignature; RFC 6962 (SHA-256)"
COMMAND = "hoshimori monitor --corporate-number 3999912340001 --url %s"


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What was published last, and the addresses under which a program finds it."""

    published: Published
    address: str
    checkpoint: str
    command: str
    forms: str = FORMS

    @classmethod
    def of(cls, published: Published) -> HistoryPage:
        """Put together what the page shows."""
        url = settings.ENVIRONMENT.url
        head = reverse("history_of_register:checkpoint")
        return cls(published, f"{url}{head.removesuffix('checkpoint')}", f"{url}{head}", COMMAND % url)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the reader's words."""

    index: int
    kind: StrPromise
    at: datetime
    state: StateWords
    valid_from: date
    last_valid_on: date


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """The entries about one registration; `problem` says why what was typed is no number."""

    typed: str
    number: str
    problem: str
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, typed: str, number: str, problem: str, found: Iterable[EntryLine]) -> EntriesPage:
        """Put entries into words."""
        return cls(typed, written(number) if number else "", problem, tuple(_line(entry) for entry in found))


def _line(entry: EntryLine) -> Line:
    return Line(
        index=entry.index,
        kind=KINDS.get(entry.kind, _("Another event")),
        at=entry.at,
        state=STATES[RegistrationState(entry.state)],
        valid_from=entry.valid_from,
        last_valid_on=entry.last_valid_on,
    )
