"""The states a statement can be in and how long their list may be believed (Token Status List, 7.1 and 8.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.validity import LEEWAY

if TYPE_CHECKING:
    from collections.abc import Mapping

BITS = 2
LONGEST_AGE = timedelta(days=1)


class State(IntEnum):
    """Valid, ended for good, or suspended; other numbers have no meaning here."""

    VALID = 0
    INVALID = 1
    SUSPENDED = 2


@dataclass(frozen=True)
class Reference:
    """Where a statement's state stands: the address of a list and the place in it, from 0."""

    uri: str
    index: int


@dataclass(frozen=True)
class StatusList:
    """A list whose signature was checked. `packed` holds the states, lowest bits first."""

    uri: str
    bits: int
    packed: bytes
    issued_at: datetime
    expires_at: datetime | None
    ttl: timedelta | None

    def __len__(self) -> int:
        return len(self.packed) * 8 // self.bits


def reference(claims: Mapping[str, object]) -> Reference | None:
    """Return where the state of a statement stands, or None where it has none (Token Status List, 6.2).

    Raises: `Rejected` where a state is named in a way that cannot be looked up.
    """
    if "status" not in claims:
        return None
    match claims["status"]:
        case {"status_list": {"idx": bool()}}:
            raise Rejected(Reason.STATUS_WRONG)
        case {"status_list": {"idx": int(index), "uri": str(uri)}} if uri and index >= 0:
            return Reference(uri, index)
        case _:
            raise Rejected(Reason.STATUS_WRONG)


def state(of: Reference, within: StatusList, *, at: datetime, fetched_at: datetime | None = None) -> State:
    """Return the state at a moment.

    `fetched_at` is when the list was had from its address; where that is not known, the list counts as fetched when
    it was issued, so that an old file is never taken for fresh.

    Raises: `Rejected` where the list is another one, too old, too short, or says something unknown.
    """
    if within.uri != of.uri:
        raise Rejected(Reason.STATUS_LIST_OF_ANOTHER)
    if not is_fresh(within, at=at, fetched_at=fetched_at):
        raise Rejected(Reason.STATUS_LIST_STALE)
    return said(of, within)


def said(of: Reference, within: StatusList) -> State:
    """Return what a list said when it was issued, however long ago that is.

    Raises: `Rejected` where the list is another one, too short, or says something unknown.
    """
    if within.uri != of.uri:
        raise Rejected(Reason.STATUS_LIST_OF_ANOTHER)
    if of.index >= len(within):
        raise Rejected(Reason.STATUS_INDEX_OUTSIDE)
    number = value(within, of.index)
    if number not in tuple(State):
        raise Rejected(Reason.STATUS_UNKNOWN)
    return State(number)


def is_fresh(within: StatusList, *, at: datetime, fetched_at: datetime | None = None) -> bool:
    """Tell whether a list still says how things are; `fetched_at` as in `state`."""
    return at < believed_until(within, fetched_at or within.issued_at)


def believed_until(within: StatusList, fetched_at: datetime) -> datetime:
    """Return the moment from which a fresh list is needed: by its end, its time to live, or `LONGEST_AGE`."""
    never = datetime.max.replace(tzinfo=UTC)
    by_end = never if within.expires_at is None else within.expires_at
    by_ttl = never if within.ttl is None else fetched_at + within.ttl
    return min(by_end, by_ttl, within.issued_at + LONGEST_AGE) + LEEWAY


def value(within: StatusList, index: int) -> int:
    """Return the number at a place (Token Status List, 4.1)."""
    byte, place = divmod(index * within.bits, 8)
    return within.packed[byte] >> place & (1 << within.bits) - 1
