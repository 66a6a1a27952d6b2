"""What accepting a filled workbook would change: nothing is guessed, nothing is erased unasked, no half marks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, check
from hoshimori.shared.canonical import digest
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.schemes.rules import Criterion, Edition, Level

FIELDS = ("result", "reason", "plan", "note")
"""The parts of an answer, as they stand in the columns O, P, Q and R."""


class Problem(StrEnum):
    """Why a row cannot be taken."""

    NUMBER_MISSING = "NUMBER_MISSING"
    NUMBER_UNKNOWN = "NUMBER_UNKNOWN"
    NUMBER_IS_A_DAY = "NUMBER_IS_A_DAY"
    NUMBER_TWICE = "NUMBER_TWICE"
    MARK_UNKNOWN = "MARK_UNKNOWN"
    FORMULA = "FORMULA"
    ERROR_VALUE = "ERROR_VALUE"
    MERGED = "MERGED"
    NOT_CONDITIONAL = "NOT_CONDITIONAL"
    BASIS_MISSING = "BASIS_MISSING"
    TOO_LONG = "TOO_LONG"
    UNREADABLE_CHARACTER = "UNREADABLE_CHARACTER"


class Hint(StrEnum):
    """How something was read that could have been meant otherwise; the row can be taken."""

    PARTLY_IS_NOT_MET = "PARTLY_IS_NOT_MET"
    DASH_IS_BLANK = "DASH_IS_BLANK"
    SAME_ROW_TWICE = "SAME_ROW_TWICE"
    DAY_AS_TEXT = "DAY_AS_TEXT"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem or a hint, at a cell of the workbook; `shown` is what stands there."""

    code: str
    cell: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the answer was when Hoshimori wrote the workbook: its version and the fingerprint of its words."""

    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One row of a filled workbook. `cells` says where each part of the answer stands, for the columns there are."""

    row: int
    no: str
    number_cell: str
    text: AnswerText
    cells: Mapping[str, str]
    problems: Sequence[Remark] = ()
    hints: Sequence[Remark] = ()
    baseline: Baseline | None = None


class Standing(StrEnum):
    """How a row of a workbook stands to the answer there is."""

    CHANGED = "CHANGED"
    CONFLICT = "CONFLICT"
    PROBLEM = "PROBLEM"
    KEPT = "KEPT"
    SAME = "SAME"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row beside the present answer, and what accepting the row would make of it.

    CONFLICT: changed both in the workbook and on the screen since the workbook was written. KEPT: changed on the
    screen only, so the screen stands.
    """

    filled: Filled
    before: AnswerValue
    after: AnswerText
    standing: Standing
    problems: Sequence[Remark] = ()

    @property
    def no(self) -> str:
        """Return the number of the criterion."""
        return self.filled.no

    @property
    def can_be_taken(self) -> bool:
        """Tell whether accepting may write this row."""
        return self.standing in {Standing.CHANGED, Standing.CONFLICT}

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """Return the parts of the answer that would become others."""
        return tuple(name for name in FIELDS if getattr(self.before.text, name) != getattr(self.after, name))


@dataclass(frozen=True)
class Proposal:
    """A whole workbook beside the answers there are. `stray` rows belong to no criterion of this self-evaluation."""

    rows: Sequence[Judged] = ()
    stray: Sequence[Filled] = field(default_factory=tuple)

    def standing(self, *kinds: Standing) -> tuple[Judged, ...]:
        """Return the rows that stand so."""
        return tuple(row for row in self.rows if row.standing in kinds)


def fingerprint(text: AnswerText) -> str:
    """Return what tells one wording of an answer from another: 16 hexadecimal digits; line breaks are all alike."""
    return digest([text.result.value, *(even(getattr(text, name)) for name in FIELDS[1:])])[:16]


def even(text: str) -> str:
    """Return text with every kind of line break as one, the way a workbook keeps them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def merged(before: AnswerText, filled: Filled, *, erase_blanks: bool) -> AnswerText:
    """Return the answer with what the workbook says put in; a blank cell erases only where that was asked for."""
    changes: dict[str, str] = {}
    for name in FIELDS:
        old, new = getattr(before, name), getattr(filled.text, name)
        says_something = name in filled.cells and (bool(new.strip()) or erase_blanks)
        if says_something and even(old) != even(new):
            changes[name] = new
    return replace(before, **changes)  # type: ignore[arg-type] # a Result is a str


def judge(criterion: Criterion, before: AnswerValue, filled: Filled, *, erase_blanks: bool) -> Judged:
    """Put one row beside the answer there is."""
    after = merged(before.text, filled, erase_blanks=erase_blanks)
    baseline = filled.baseline

    def stands(standing: Standing, *problems: Remark) -> Judged:
        result = before.text if standing in {Standing.SAME, Standing.KEPT} else after
        return Judged(filled, before, result, standing, problems)

    if filled.problems:
        return stands(Standing.PROBLEM, *filled.problems)
    moved = baseline is not None and baseline.version != before.version
    if moved and baseline is not None and baseline.fingerprint == fingerprint(filled.text):
        return stands(Standing.SAME if baseline.fingerprint == fingerprint(before.text) else Standing.KEPT)
    if after == before.text:
        return stands(Standing.SAME)
    try:
        check(after, criterion)
    except Invalid as refusal:
        cell = filled.cells.get(refusal.field) or filled.cells.get("result", "")
        return stands(Standing.PROBLEM, Remark(Problem(refusal.code), cell, _shown(filled, refusal.field)))
    return stands(Standing.CONFLICT if moved else Standing.CHANGED)


def _shown(filled: Filled, name: str) -> str:
    return "" if name == "result" else str(getattr(filled.text, name, ""))[:80]


def propose(
    edition: Edition,
    level: Level,
    answers: Mapping[str, AnswerValue],
    rows: Sequence[Filled],
    *,
    erase_blanks: bool,
) -> Proposal:
    """Put a whole workbook beside the answers there are, in the order of its rows."""
    criteria = {criterion.no: criterion for criterion in edition.criteria_of(level)}
    judged = [
        judge(criteria[row.no], answers.get(row.no) or AnswerValue(row.no), row, erase_blanks=erase_blanks)
        for row in rows
        if row.no in criteria
    ]
    return Proposal(tuple(judged), tuple(row for row in rows if row.no not in criteria))
