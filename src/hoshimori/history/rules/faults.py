"""What can be wrong with the register, its history and what was published of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What somebody did who had the database or the files in hand."""

    ENTRY_CHANGED = "ENTRY_CHANGED"
    ENTRY_REMOVED = "ENTRY_REMOVED"
    ENTRY_INSERTED = "ENTRY_INSERTED"
    EVENT_WITHOUT_ENTRY = "EVENT_WITHOUT_ENTRY"
    EVENT_DIFFERS = "EVENT_DIFFERS"
    REGISTRATION_CHANGED = "REGISTRATION_CHANGED"
    REGISTRATION_REMOVED = "REGISTRATION_REMOVED"
    REGISTRATION_INSERTED = "REGISTRATION_INSERTED"
    FILE_DIFFERS = "FILE_DIFFERS"
    CHECKPOINT_DIFFERS = "CHECKPOINT_DIFFERS"
    HEAD_NOT_REACHED = "HEAD_NOT_REACHED"
    POSITION_DIFFERS = "POSITION_DIFFERS"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the ten digits of the registration where it concerns one, the entry's place where it concerns one.

    `what` names fields or a file, never what stands in them.
    """

    fault: Fault
    number: str = ""
    index: int | None = None
    what: str = ""
