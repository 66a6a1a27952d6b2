"""A whole self-evaluation as one plain value: what is handed over, what a report says, what a digest fixes.

It stands by itself: names instead of references, days as ISO 8601, nothing that only a database could resolve. Remarks
among colleagues are never part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.shared.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.shared.canonical import Plain

FORMAT = "hoshimori/self-evaluation/1"
REASON_LIMIT = 4000


class OrganizationPart(TypedDict):
    """Whose self-evaluation it is."""

    corporate_number: str
    name_ja: str
    name_kana: str
    name_en: str
    prefecture: str
    size_class: str
    industry: str


class EditionPart(TypedDict):
    """Under which edition it was answered, fixed by the edition's own digest."""

    code: str
    digest: str


class ItemPart(TypedDict):
    """Something the scope names."""

    kind: str
    name: str
    detail: str


class ExclusionPart(TypedDict):
    """Something the scope leaves out."""

    what: str
    category: str
    reason: str
    limits_risk: str


class ScopePart(TypedDict):
    """What is covered; `unit` is empty as long as nobody has said anything about the scope."""

    unit: str
    statement: str
    items: list[ItemPart]
    exclusions: list[ExclusionPart]


class AlternativePart(TypedDict):
    """By which other means a goal is reached."""

    goal: str
    means: str
    why_equal: str


class EvidencePart(TypedDict):
    """A piece of evidence by its digest (SHA-256), never its bytes; days empty where not known, `until` exclusive."""

    name: str
    held: str
    place: str
    sha256: str
    covers_from: str
    covers_until: str


class CriterionPart(TypedDict):
    """What is said about one criterion; `result` is empty where nothing is."""

    no: str
    result: str
    to_confirm: bool
    reason: str
    plan: str
    note: str
    responsible: str
    due_on: str
    alternative: AlternativePart | None
    evidence: list[EvidencePart]
    minutes: int


class TaskPart(TypedDict):
    """Something still to be done."""

    criterion: str
    what: str
    owner: str
    due_on: str


class EffortPart(TypedDict):
    """How long somebody worked on it."""

    person: str
    minutes: int


class FindingPart(TypedDict):
    """What the automatic checks found when it was handed over."""

    code: str
    criterion: str
    about: str


class HandingOverPart(TypedDict):
    """Who handed it over, when, and why in spite of what the checks found."""

    number: int
    by: str
    role: str
    at: str
    reason: str
    findings: list[FindingPart]


class Snapshot(TypedDict):
    """The whole. `handing_over` is None as long as it is not handed over."""

    format: str
    id: str
    title: str
    level: int
    edition: EditionPart
    organization: OrganizationPart
    scope: ScopePart
    criteria: list[CriterionPart]
    tasks: list[TaskPart]
    effort: list[EffortPart]
    handing_over: HandingOverPart | None


def digest_of(snapshot: Snapshot) -> str:
    """Return the SHA-256 over the canonical form: the same for the same content, whenever and wherever it is made."""
    return digest(cast("Plain", snapshot))


def as_handed_over(snapshot: Snapshot, handing_over: HandingOverPart | None) -> Snapshot:
    """Return the same content as it would stand had it been handed over this way."""
    return cast("Snapshot", {**snapshot, "handing_over": handing_over})


def substance_of(snapshot: Snapshot) -> str:
    """Return the digest of what a handing over is about: everything but tasks, time spent, and the handing over itself.

    Those go on while others look at what was handed over, and say nothing about it.
    """
    criteria = [{**part, "minutes": 0} for part in snapshot["criteria"]]
    return digest(cast("Plain", {**snapshot, "criteria": criteria, "tasks": [], "effort": [], "handing_over": None}))


def answers_in(snapshot: Snapshot) -> Mapping[str, AnswerValue]:
    """Return the answers by criterion number, so that what counts answers can count these."""
    return {
        part["no"]: AnswerValue(
            criterion_no=part["no"],
            text=AnswerText(Result(part["result"]), part["reason"], part["plan"], part["note"]),
            taken_over=part["to_confirm"],
        )
        for part in snapshot["criteria"]
    }
