"""A whole self-evaluation as one plain value, and how it compares with what was handed over."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Sum

from hoshimori.assessments.models import Alternative as AlternativeRow
from hoshimori.assessments.models import EvidenceUse, Exclusion, Scope, ScopeItem, Submission, Task, TimeSpent
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.queries.sheet import sheet_of
from hoshimori.assessments.rules.snapshot import FORMAT, as_handed_over, digest_of, substance_of
from hoshimori.assessments.rules.states import ScanState
from hoshimori.parties.queries import organization_seen_by
from hoshimori.parties.queries.names import people_of
from hoshimori.schemes.queries import edition_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.snapshot import (
        AlternativePart,
        CriterionPart,
        EffortPart,
        EvidencePart,
        HandingOverPart,
        OrganizationPart,
        ScopePart,
        Snapshot,
        TaskPart,
    )
    from hoshimori.parties.queries.names import Named
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The last time a self-evaluation was handed over, and whether anything in it has changed since."""

    number: int
    digest: str
    handing_over: HandingOverPart | None
    at: datetime
    has_changed: bool


@dataclass(frozen=True)
class Present:
    """A self-evaluation as it stands now, with everything it was handed over as before."""

    snapshot: Snapshot
    digests: frozenset[str]
    handed_over: HandedOver | None

    def is_unchanged_since(self, digest: str) -> bool:
        """Tell whether something made with this digest, before or after a handing over, still says the same."""
        return digest in self.digests


def present(actor: Actor, at: datetime, assessment_id: UUID) -> Present:
    """Return a self-evaluation as it stands now. At most fourteen statements, however many criteria there are.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    now = snapshot(actor, at, assessment_id)
    rows = Submission.objects.filter(assessment_id=assessment_id).order_by("number")
    ways = list(rows.values_list("content__handing_over", flat=True))
    digests = {digest_of(as_handed_over(now, cast("HandingOverPart", way))) for way in ways}
    return Present(now, frozenset({digest_of(now), *digests}), _last(rows.last(), substance_of(now)) if ways else None)


def _last(row: Submission | None, substance: str) -> HandedOver | None:
    if row is None:
        return None
    content = cast("Snapshot", row.content)
    has_changed = substance_of(content) != substance
    return HandedOver(row.number, row.digest, content["handing_over"], row.submitted_at, has_changed)


def snapshot(actor: Actor, at: datetime, assessment_id: UUID) -> Snapshot:
    """Return the content of a self-evaluation as it stands now, not handed over.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return snapshot_of(seen_by(actor, at, assessment_id), actor, at)


def snapshot_of(assessment: Assessment, actor: Actor, at: datetime) -> Snapshot:
    """Return the content of a self-evaluation that was already looked up for the actor. Eleven statements."""
    names = _Names(people_of(actor, at, assessment.organization_id))
    return {
        "format": FORMAT,
        "id": str(assessment.pk),
        "title": assessment.title,
        "level": assessment.level,
        "edition": {"code": assessment.edition_id, "digest": edition_digest(assessment.edition_id)},
        "organization": _organization(actor, at, assessment.organization_id),
        "scope": _scope(assessment),
        "criteria": _criteria(sheet_of(assessment), names),
        "tasks": _tasks(assessment, names),
        "effort": _effort(assessment, names),
        "handing_over": None,
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """What people are called in a snapshot."""

    people: Mapping[UUID, Named]

    def of(self, person_id: UUID | None) -> str:
        """Return a person's name; nothing for nobody."""
        named = self.people.get(person_id) if person_id else None
        return named.name if named else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _organization(actor: Actor, at: datetime, organization_id: UUID) -> OrganizationPart:
    organization = organization_seen_by(actor, at, organization_id)
    return {
        "corporate_number": organization.corporate_number,
        "name_ja": organization.name_ja,
        "name_kana": organization.name_kana,
        "name_en": organization.name_en,
        "prefecture": organization.prefecture,
        "size_class": organization.size_class,
        "industry": organization.industry,
    }


def _scope(assessment: Assessment) -> ScopePart:
    statement = Scope.objects.filter(assessment=assessment).first()
    items = ScopeItem.objects.filter(assessment=assessment).order_by("id")
    exclusions = Exclusion.objects.filter(assessment=assessment).order_by("id")
    return {
        "unit": statement.unit if statement else "",
        "statement": statement.statement if statement else "",
        "items": [{"kind": row.kind, "name": row.name, "detail": row.detail} for row in items],
        "exclusions": [
            {"what": row.what, "category": row.category, "reason": row.reason, "limits_risk": row.limits_risk}
            for row in exclusions
        ],
    }


def _criteria(sheet: Sheet, names: _Names) -> list[CriterionPart]:
    alternatives, evidence, minutes = _alternatives(sheet), _evidence(sheet), _minutes(sheet)
    parts: list[CriterionPart] = []
    for criterion in sheet.criteria:
        answer = sheet.answer(criterion.no)
        parts.append(
            {
                "no": criterion.no,
                "result": answer.text.result.value,
                "to_confirm": answer.taken_over,
                "reason": answer.text.reason,
                "plan": answer.text.plan,
                "note": answer.text.note,
                "responsible": names.of(answer.responsible_id),
                "due_on": _day(answer.due_on),
                "alternative": alternatives.get(criterion.no),
                "evidence": evidence[criterion.no],
                "minutes": minutes.get(criterion.no, 0),
            }
        )
    return parts


def _alternatives(sheet: Sheet) -> dict[str, AlternativePart]:
    return {
        row.criterion_no: {"goal": row.goal, "means": row.means, "why_equal": row.why_equal}
        for row in AlternativeRow.objects.filter(assessment_id=sheet.id)
    }


def _evidence(sheet: Sheet) -> dict[str, list[EvidencePart]]:
    """Return the evidence by criterion; a file that turned out to be malware is no evidence."""
    parts: dict[str, list[EvidencePart]] = defaultdict(list)
    uses = EvidenceUse.objects.filter(assessment_id=sheet.id).exclude(evidence__scan=ScanState.INFECTED.value)
    for use in uses.select_related("evidence").order_by("attached_at", "id"):
        piece = use.evidence
        parts[use.criterion_no].append(
            {
                "name": piece.name,
                "held": piece.held,
                "place": piece.place,
                "sha256": piece.sha256,
                "covers_from": _day(piece.covers_from),
                "covers_until": _day(piece.covers_until),
            }
        )
    return parts


def _minutes(sheet: Sheet) -> dict[str, int]:
    rows = TimeSpent.objects.filter(assessment_id=sheet.id).values("criterion_no").annotate(sum=Sum("minutes"))
    return {row["criterion_no"]: row["sum"] for row in rows.order_by()}


def _tasks(assessment: Assessment, names: _Names) -> list[TaskPart]:
    rows = Task.objects.filter(assessment=assessment, done_at__isnull=True, dropped_at__isnull=True)
    return [
        {
            "criterion": row.criterion_no,
            "what": row.what,
            "owner": names.of(row.owner_id),
            "due_on": _day(row.due_on),
        }
        for row in rows.order_by("id")
    ]


def _effort(assessment: Assessment, names: _Names) -> list[EffortPart]:
    rows = TimeSpent.objects.filter(assessment=assessment).values("person_id").annotate(sum=Sum("minutes"))
    parts: list[EffortPart] = [
        {"person": names.of(row["person_id"]), "minutes": row["sum"]}
        for row in rows.order_by("person_id")
        if row["sum"]
    ]
    return sorted(parts, key=lambda part: (-part["minutes"], part["person"]))
