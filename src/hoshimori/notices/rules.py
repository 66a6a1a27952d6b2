"""Who is told what: one table of acts, and how often each of its readers gets mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hoshimori.assessments import events as assessments
from hoshimori.confirmations import events as confirmations
from hoshimori.disclosures import events as disclosures
from hoshimori.qualifications import events as qualifications
from hoshimori.registry import events as registry
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

TASK_OVERDUE = "notices:task:overdue"
"""That a day has passed is nobody's act and stands in no journal; its notice alone says that it was told."""


class Delivery(StrEnum):
    """How far the mail of a notice has come.

    PAGE_ONLY: its reader wants no mail. DIGEST: it waits for the daily one.
    """

    PAGE_ONLY = "PAGE_ONLY"
    DIGEST = "DIGEST"
    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"


class Rhythm(StrEnum):
    """How somebody wants mail."""

    AT_ONCE = "AT_ONCE"
    DAILY = "DAILY"
    NEVER = "NEVER"


class Audience(StrEnum):
    """Who is told: readers are found by the organization whose matter it is, and by what the act was done to.

    TRAINED and OWNER are the one person that the act names. ORDERER: who leads the company something is shown to, or
    which is let know that it was refused.
    """

    LEADING = "LEADING"
    EXPERT = "EXPERT"
    OFFICERS = "OFFICERS"
    TRAINED = "TRAINED"
    OWNER = "OWNER"
    ORDERER = "ORDERER"


_LEADING = frozenset({Audience.LEADING})
_EXPERT = frozenset({Audience.EXPERT})
_OFFICERS = frozenset({Audience.OFFICERS})
_ORDERER = frozenset({Audience.ORDERER})

TOLD: Mapping[str, frozenset[Audience]] = {
    assessments.ASSESSMENT_SUBMITTED: _LEADING,
    confirmations.EXPERT_ASKED: _EXPERT,
    confirmations.HANDED_OVER_AGAIN: _EXPERT,
    confirmations.WITHDRAWN: _EXPERT,
    confirmations.TAKEN_ON: _LEADING,
    confirmations.DECLINED: _LEADING,
    confirmations.RETURNED: _LEADING,
    confirmations.CONFIRMED: _LEADING,
    confirmations.DECLARED: _LEADING,
    registry.FILED: _LEADING | _OFFICERS,
    registry.FILING_WITHDRAWN: _LEADING | _OFFICERS,
    registry.FILING_REFUSED: _LEADING,
    registry.REGISTERED: _LEADING,
    registry.RENEWED: _LEADING,
    registry.SUSPENDED: _LEADING,
    registry.REINSTATED: _LEADING,
    registry.WITHDRAWN: _LEADING,
    registry.RETURNED: _LEADING | _OFFICERS,
    registry.EXPIRED: _LEADING,
    registry.ENDING: _LEADING,
    registry.CHANGE_NOTIFIED: _OFFICERS,
    registry.CHANGE_TAKEN_NOTE_OF: _LEADING,
    disclosures.ASKED: _LEADING,
    disclosures.REFUSED_AND_TOLD: _ORDERER,
    disclosures.CONSENTED: _ORDERER,
    disclosures.OFFERED: _ORDERER,
    disclosures.RUNNING_OUT: _LEADING,
    disclosures.ORDERER_WARNED: _ORDERER,
    qualifications.TRAINING_RUNNING_OUT: frozenset({Audience.TRAINED}),
    TASK_OVERDUE: frozenset({Audience.OWNER}),
}
"""Every act that somebody is told of. A need shown to all experts stands on their list and is mailed to nobody."""

_WARNINGS: Mapping[str, tuple[str, ...]] = {
    registry.ENDING: ("days", "valid_until"),
    qualifications.TRAINING_RUNNING_OUT: ("days", "valid_until"),
    disclosures.RUNNING_OUT: ("valid_until",),
    disclosures.ORDERER_WARNED: ("valid_until",),
    TASK_OVERDUE: ("due_on",),
}
"""What makes a warning another one than the last; all other acts differ by their moment."""

_KEPT = frozenset({"ask", "assessment", "days", "due_on", "number", "registration", "valid_until"})
PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: the act, what it was done to, whose matter it is, who did it, and when.

    `after` holds names and days alone; `passed_on` takes them out of what the journal says.
    """

    act: str
    subject_id: str
    about_id: UUID | None
    by_id: UUID
    happened_at: datetime
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what it is known by: nobody is told twice of what has the same key."""
        by = _WARNINGS.get(self.act)
        which = "|".join(str(self.after.get(name, "")) for name in by) if by else self.happened_at.isoformat()
        return f"{self.act}|{self.subject_id}|{which}"

    @property
    def particulars(self) -> dict[str, Any]:
        """Return what a notice of it keeps."""
        return {name: value for name, value in self.after.items() if name in _KEPT}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may be told, in one of the person's roles."""

    membership_id: UUID
    person_id: UUID
    organization_id: UUID


def passed_on(after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what leaves the journal for a notice: no answer, no reason, nothing about nonconformities."""
    return {name: value for name, value in after.items() if name in _KEPT | {PERSON}}


def told_once(readers: Iterable[Reader], by_id: UUID) -> tuple[Reader, ...]:
    """Return who is told: not who did it, and nobody twice who holds two roles in an organization."""
    chosen: dict[tuple[UUID, UUID], Reader] = {}
    for reader in readers:
        if reader.person_id != by_id:
            chosen.setdefault((reader.person_id, reader.organization_id), reader)
    return tuple(chosen.values())


def first_delivery(wanted: Rhythm) -> Delivery:
    """Return what becomes of the mail of a new notice."""
    return {Rhythm.AT_ONCE: Delivery.WAITING, Rhythm.DAILY: Delivery.DIGEST, Rhythm.NEVER: Delivery.PAGE_ONLY}[wanted]


def rhythm(code: str) -> Rhythm:
    """Return how somebody wants mail.

    Raises:
        Invalid: it is none of the three ways.
    """
    if code not in {one.value for one in Rhythm}:
        raise Invalid("NOT_IN_LIST", field="rhythm")
    return Rhythm(code)


@dataclass(frozen=True, slots=True)
class Digest:
    """The notices of one person that one mail brings, oldest first."""

    person_id: UUID
    notice_ids: tuple[UUID, ...]


def digests(waiting: Iterable[tuple[UUID, UUID]]) -> tuple[Digest, ...]:
    """Group pairs of a person and a notice, in their order, into one mail for each person."""
    grouped: dict[UUID, list[UUID]] = {}
    for person_id, notice_id in waiting:
        grouped.setdefault(person_id, []).append(notice_id)
    return tuple(Digest(person_id, tuple(ids)) for person_id, ids in grouped.items())
