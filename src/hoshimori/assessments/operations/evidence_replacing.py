"""A piece of evidence takes the place of another. Nothing is inherited: neither its period nor that it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from hoshimori.assessments.operations.answering import touch
from hoshimori.assessments.operations.evidence import Adding, added_act, put_file, put_pointer, take_in, use
from hoshimori.assessments.operations.evidence_uses import detached_act
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.evidence import bytes_kept, evidence_locked_for, evidence_seen_by
from hoshimori.assessments.rules.evidence import Pointer, checked_pointer, require_room
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.journal.operations import record_all
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Evidence, EvidenceUse
    from hoshimori.assessments.rules.evidence import Covers, EvidenceValue
    from hoshimori.files.intake import Taken, Upload
    from hoshimori.journal.operations import Act
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion of a self-evaluation."""

    assessment_id: UUID
    criterion_no: str


def replace(
    *,
    evidence_id: UUID,
    by: Upload | Pointer,
    covers: Covers,
    places: Collection[Place],
    actor: Actor,
    at: datetime,
) -> EvidenceValue:
    """Put a new piece in the place of another at those criteria that are named; at the others the old one stays.

    Returns the new piece, which names the one it replaces.

    Raises:
        NotFound: the piece does not exist for this actor.
        NotPossibleNow: there is no room left.
        Invalid: the new piece cannot be kept or is the same file as the old one, or a criterion is named for which the
            old one does not speak in a self-evaluation that is being answered.
    """
    given = _given(evidence_id, by, actor, at)
    with transaction.atomic():
        old = evidence_locked_for(actor, at, evidence_id)
        rows = _uses(old, places)

        require(actor, Action.KEEP_EVIDENCE)

        if not isinstance(given, Pointer):
            _require_new(old, given)

        adding = Adding(old.organization_id, covers, actor, at, replaces=old)
        new = put_pointer(given, adding) if isinstance(given, Pointer) else put_file(given, adding)
        acts = [added_act(new), *(act for row in rows for act in _changed_over(row, new, actor, at))]

        record_all(acts=acts, about_id=old.organization_id, actor=actor, at=at)
    return new.value


def _given(evidence_id: UUID, by: Upload | Pointer, actor: Actor, at: datetime) -> Taken | Pointer:
    """Look at what is handed in, before the act."""
    if isinstance(by, Pointer):
        return checked_pointer(by)
    old = evidence_seen_by(actor, at, evidence_id)
    require(actor, Action.KEEP_EVIDENCE)
    return take_in(by, old.organization_id)


def _require_new(old: Evidence, taken: Taken) -> None:
    if taken.stored.address.sha256 == old.sha256:
        raise Invalid("SAME_FILE", field="file")
    require_room(bytes_kept(old.organization_id), taken.stored.size, settings.HOSHIMORI_ROOM_LIMIT)


def _uses(old: Evidence, places: Collection[Place]) -> list[EvidenceUse]:
    """Return where the old piece gives way: only where somebody is still answering."""
    rows = old.uses.select_related("assessment", "evidence").select_for_update(of=("self",))
    wanted = {(place.assessment_id, place.criterion_no) for place in places}
    found = [
        row
        for row in rows.filter(assessment__state=AssessmentState.ANSWERING.value)
        if (row.assessment_id, row.criterion_no) in wanted
    ]
    if len(found) != len(wanted):
        raise Invalid("NOT_IN_LIST", field="places")
    return found


def _changed_over(row: EvidenceUse, new: Evidence, actor: Actor, at: datetime) -> list[Act]:
    gone = detached_act(row)
    row.delete()
    touch(row.assessment, at)
    return [gone, *use(new, row.assessment, row.criterion_no, actor, at)]
