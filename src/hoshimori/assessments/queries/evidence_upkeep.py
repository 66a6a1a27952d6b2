"""What the installation asks about the evidence of everybody: what waits, what is damaged, what nobody claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.models import Evidence
from hoshimori.assessments.queries.evidence import address_of, claiming, is_claimed, store
from hoshimori.assessments.rules.states import ScanState
from hoshimori.files.store import is_whole
from hoshimori.files.storing import NoSuchFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from hoshimori.files.storing import Address, Pieces

_AT_ONCE = 500


class Fault(StrEnum):
    """What can be wrong with the file of a piece of evidence."""

    MISSING = "MISSING"
    CHANGED = "CHANGED"


@dataclass(frozen=True, slots=True)
class Faulty:
    """A piece of evidence whose file is not what it was when it was added."""

    evidence_id: UUID
    organization_id: UUID
    fault: Fault


def waiting_for_scanner() -> tuple[UUID, ...]:
    """Return the files that wait for the scanner, those that wait longest first."""
    waiting = Evidence.objects.filter(scan=ScanState.WAITING.value, removed_at=None)
    return tuple(waiting.order_by("added_at").values_list("pk", flat=True)[:_AT_ONCE])


def file_for_scanner(evidence_id: UUID) -> Pieces | None:
    """Open a file that waits for the scanner; None if it waits no longer.

    Raises:
        NoSuchFileError: the store has lost it.
    """
    row = Evidence.objects.filter(pk=evidence_id, scan=ScanState.WAITING.value, removed_at=None).first()
    return store().pieces(address_of(row.value)) if row else None


def audit() -> Iterator[Faulty]:
    """Read every file to its end and yield those that are missing or no longer what their digest says."""
    for row in claiming().order_by("organization_id", "sha256").iterator(_AT_ONCE):
        try:
            fault = None if is_whole(store(), address_of(row.value)) else Fault.CHANGED
        except NoSuchFileError:
            fault = Fault.MISSING
        if fault:
            yield Faulty(row.pk, row.organization_id, fault)


def unclaimed(before: datetime) -> Iterator[Address]:
    """Yield what lay in the store before that moment and is nobody's evidence: left by an act that did not end."""
    for address in store().addresses(before):
        if not is_claimed(address.owner, address.sha256):
            yield address
