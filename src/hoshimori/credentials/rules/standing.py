"""Whether the public register says of a registration what its history says, on a day in Japan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

GRACE = timedelta(days=365)
"""How long a renewal that nobody decides keeps what there was at most; the register's rules say the same."""

_STANDING = frozenset({"VALID", "SUSPENDED"})
_EXPIRED = "EXPIRED"


class Difference(StrEnum):
    """In what register and history can differ about a registration."""

    NOT_IN_HISTORY = "NOT_IN_HISTORY"
    NOT_IN_REGISTER = "NOT_IN_REGISTER"
    CORPORATE_NUMBER = "CORPORATE_NUMBER"
    LEVEL = "LEVEL"
    STATE = "STATE"
    VALID_FROM = "VALID_FROM"
    LAST_VALID_ON = "LAST_VALID_ON"
    PARTICULARS = "PARTICULARS"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of a registration. `is_kept`: the register says that a renewal is being decided."""

    corporate_number: str
    level: int
    state: str
    valid_from: date
    last_valid_on: date
    is_kept: bool = False


def differences(history: Standing | None, register: Standing | None, today: date) -> tuple[Difference, ...]:
    """Return in what the two differ on a day; nothing where they say the same, or neither says anything."""
    if history is None or register is None:
        missing = Difference.NOT_IN_HISTORY if history is None else Difference.NOT_IN_REGISTER
        return () if history is register else (missing,)
    checks = {
        Difference.CORPORATE_NUMBER: history.corporate_number == register.corporate_number,
        Difference.LEVEL: history.level == register.level,
        Difference.STATE: register.state == shown(history, today, is_kept=register.is_kept),
        Difference.VALID_FROM: history.valid_from == register.valid_from,
        Difference.LAST_VALID_ON: history.last_valid_on == register.last_valid_on,
    }
    return tuple(difference for difference, is_same in checks.items() if not is_same)


def shown(history: Standing, today: date, *, is_kept: bool) -> str:
    """Return the state that the register has to show.

    A term that is over shows as expired from midnight, whether or not anybody wrote it down; a renewal that is being
    decided keeps it for a while.
    """
    is_over = history.state in _STANDING and history.last_valid_on < today
    return _EXPIRED if is_over and not (is_kept and today <= history.last_valid_on + GRACE) else history.state
