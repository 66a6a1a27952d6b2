"""How entries are chained, so that nobody can change, remove or slip in one unseen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.shared.canonical import canonical

if TYPE_CHECKING:
    from hoshimori.shared.canonical import Plain

BEGINNING = "0" * 64
"""What the first link follows."""

LATE_BY = 10_000
"""How many identifiers behind the newest chained one an act may still appear: acts commit in any order."""

TOLERANCE = timedelta(hours=1)
"""How much older than the last sealing the moment of a new entry may be: longer than any act takes."""


class Fault(StrEnum):
    """What can be wrong with the journal."""

    CHANGED = "CHANGED"
    REMOVED = "REMOVED"
    INSERTED = "INSERTED"
    BACKDATED = "BACKDATED"
    LINK_REMOVED = "LINK_REMOVED"
    HEAD_UNKNOWN = "HEAD_UNKNOWN"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and the number of the entry (or of the link, for LINK_REMOVED) it was found at."""

    fault: Fault
    number: int


def link_digest(previous: str, number: int, sealed_at: datetime, entry: dict[str, Plain]) -> str:
    """Return the digest of a link: SHA-256 over the previous one and the canonical form of what it seals."""
    content = canonical({"number": number, "sealed_at": sealed_at.astimezone(UTC).isoformat(), "entry": entry})
    return hashlib.sha256(bytes.fromhex(previous) + content).hexdigest()
