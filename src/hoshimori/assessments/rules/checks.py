"""What a machine can see before a self-evaluation is handed over. Whether an answer is right, it cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.finding import is_out_of_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hoshimori.assessments.rules.snapshot import CriterionPart, ExclusionPart, ScopePart, Snapshot
    from hoshimori.schemes.rules import Criterion, Edition
    from hoshimori.shared.calendar import Period


class Lack(StrEnum):
    """What can be missing, in the order in which one would see to it."""

    SCOPE_EMPTY = "SCOPE_EMPTY"
    EXCLUSION_WITHOUT_REASON = "EXCLUSION_WITHOUT_REASON"
    UNANSWERED = "UNANSWERED"
    TO_CONFIRM = "TO_CONFIRM"
    NOT_MET = "NOT_MET"
    BASIS_MISSING = "BASIS_MISSING"
    ALTERNATIVE_WITHOUT_REASON = "ALTERNATIVE_WITHOUT_REASON"
    EVIDENCE_MISSING = "EVIDENCE_MISSING"
    RECORD_UNDATED = "RECORD_UNDATED"
    RECORD_OLD = "RECORD_OLD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing: at a criterion, or about something the scope leaves out.

    `newest_until` is the day after the last one that any evidence speaks of, where that is what is too old.
    """

    lack: Lack
    criterion_no: str = ""
    about: str = ""
    newest_until: date | None = None


def findings(snapshot: Snapshot, edition: Edition, today: date) -> tuple[Finding, ...]:
    """Return everything a machine finds missing, in the order of `Lack` and then of the catalogue."""
    found = list(_in_scope(snapshot["scope"]))
    for part in snapshot["criteria"]:
        found.extend(_at_criterion(part, edition.criteria[part["no"]], today))
    order = list(Lack)
    return tuple(sorted(found, key=lambda finding: order.index(finding.lack)))


def _in_scope(scope: ScopePart) -> Iterator[Finding]:
    if not scope["statement"].strip() and not scope["items"]:
        yield Finding(Lack.SCOPE_EMPTY)
    for exclusion in scope["exclusions"]:
        if not _is_explained(exclusion):
            yield Finding(Lack.EXCLUSION_WITHOUT_REASON, about=exclusion["what"])


def _is_explained(exclusion: ExclusionPart) -> bool:
    """Tell whether reason, category and what limits the risk are all given [M]."""
    return _all_given([exclusion["reason"], exclusion["category"], exclusion["limits_risk"]])


def _at_criterion(part: CriterionPart, criterion: Criterion, today: date) -> Iterator[Finding]:
    result = Result(part["result"])
    if part["to_confirm"]:
        yield Finding(Lack.TO_CONFIRM, part["no"])
    elif result == Result.BLANK:
        yield Finding(Lack.UNANSWERED, part["no"])
    elif result == Result.NOT_MET:
        yield Finding(Lack.NOT_MET, part["no"])
    elif result == Result.NOT_APPLICABLE and not (criterion.conditional and part["reason"].strip()):
        yield Finding(Lack.BASIS_MISSING, part["no"])
    alternative = part["alternative"]
    if alternative and not _all_given([alternative["goal"], alternative["means"], alternative["why_equal"]]):
        yield Finding(Lack.ALTERNATIVE_WITHOUT_REASON, part["no"])
    if result == Result.MET:
        yield from _in_evidence(part, criterion.record.period if criterion.record else None, today)


def _in_evidence(part: CriterionPart, period: Period | None, today: date) -> Iterator[Finding]:
    """Look at the evidence of a criterion that is said to be met; `period` is how often the criterion itself asks."""
    days = [date.fromisoformat(piece["covers_until"]) for piece in part["evidence"] if piece["covers_until"]]
    newest = max(days, default=None)
    if not part["evidence"]:
        yield Finding(Lack.EVIDENCE_MISSING, part["no"])
    elif period is not None and newest is None:
        yield Finding(Lack.RECORD_UNDATED, part["no"])
    elif is_out_of_date(newest, period, today):
        yield Finding(Lack.RECORD_OLD, part["no"], newest_until=newest)


def _all_given(texts: Iterable[str]) -> bool:
    return all(text.strip() for text in texts)
