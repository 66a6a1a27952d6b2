"""The page that shows what accepting a workbook would change, problems first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from hoshimori.assessments.queries.workbooks import proposed
from hoshimori.assessments.rules.answers import AnswerText, AnswerValue
from hoshimori.assessments.rules.importing import FIELDS, Standing
from hoshimori.assessments.rules.states import ImportState
from hoshimori.web.applicant.answering.states import state_of
from hoshimori.web.applicant.excel.words import FIELD_WORDS, STATE_WORDS, remark_words
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.workbooks import ImportLine, Proposed
    from hoshimori.assessments.rules.importing import Filled, Judged, Remark
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.applicant.answering.states import AnswerState


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One part of an answer before and after; a result is shown as a mark, everything else as text."""

    label: str
    cell: str
    before: str
    after: str
    before_state: AnswerState | None = None
    after_state: AnswerState | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One criterion whose answer would become another. `value` names it together with the version seen here."""

    no: str
    label: Text
    value: str
    row: int
    fields: Sequence[FieldChange]
    hints: Sequence[str]
    is_chosen: bool
    was_changed_meanwhile: bool
    address: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem at its cell, and which criterion it keeps from being taken."""

    cell: str
    no: str
    label: Text | None
    says: str


@dataclass(frozen=True)
class PreviewPage:
    """A workbook that was handed in, beside the answers there are now."""

    assessment_id: UUID
    level: int
    line: ImportLine
    mark: str
    word: str
    sheet: str
    first_row: int
    last_row: int
    problems: Sequence[ProblemLine]
    problem_rows: int
    conflicts: Sequence[RowChange]
    changes: Sequence[RowChange]
    kept: Sequence[str]
    same: int
    left_aside: Sequence[str]
    missing: Sequence[str]
    is_of_another: bool
    erase_blanks: bool
    is_open: bool
    may_decide: bool
    form: Form

    @property
    def has_changes(self) -> bool:
        """Tell whether there is anything to take in."""
        return bool(self.changes or self.conflicts)


@dataclass(frozen=True, slots=True)
class Looking:
    """How somebody looks at a workbook: with blanks erasing or not, which rows once more, and what was refused."""

    erase_blanks: bool
    again: frozenset[str] = frozenset()
    form: Form | None = None


def preview(actor: Actor, at: datetime, assessment_id: UUID, import_id: UUID, looking: Looking) -> PreviewPage:
    """Return the page of one workbook.

    Raises:
        NotFound: the self-evaluation or the import does not exist for this actor.
    """
    found = proposed(actor, at, assessment_id, import_id, erase_blanks=looking.erase_blanks)
    proposal, reading = found.proposal, found.reading
    kind, word = STATE_WORDS[found.line.state]
    is_open = found.line.state == ImportState.PROPOSED
    problems = [*_problems_of(proposal.stray, found), *_problems(proposal.standing(Standing.PROBLEM), found)]
    conflicts = proposal.standing(Standing.CONFLICT) if is_open else ()
    changes = proposal.standing(Standing.CHANGED) if is_open else ()
    return PreviewPage(
        assessment_id=assessment_id,
        level=int(found.sheet.level),
        line=found.line,
        mark=kind,
        word=str(word),
        sheet=reading.sheet,
        first_row=reading.first_row,
        last_row=reading.last_row,
        problems=sorted(problems, key=_by_cell),
        problem_rows=len(proposal.stray) + len(proposal.standing(Standing.PROBLEM)),
        conflicts=[_change(row, found, looking, is_chosen=False) for row in conflicts],
        changes=[_change(row, found, looking, is_chosen=True) for row in changes],
        kept=[row.no for row in proposal.standing(Standing.KEPT)] if is_open else (),
        same=len(proposal.standing(Standing.SAME)),
        left_aside=reading.left_aside,
        missing=[str(FIELD_WORDS[name]) for name in reading.missing],
        is_of_another=reading.is_of_another,
        erase_blanks=looking.erase_blanks,
        is_open=is_open,
        may_decide=is_open and found.may_import,
        form=looking.form or Form(),
    )


def _by_cell(problem: ProblemLine) -> tuple[int, str]:
    digits = "".join(character for character in problem.cell if character.isdigit())
    return int(digits or 0), problem.cell


def _problems(rows: Sequence[Judged], found: Proposed) -> list[ProblemLine]:
    return [_problem(remark, row.filled, found) for row in rows for remark in row.problems]


def _problems_of(rows: Sequence[Filled], found: Proposed) -> list[ProblemLine]:
    return [_problem(remark, row, found) for row in rows for remark in row.problems]


def _problem(remark: Remark, row: Filled, found: Proposed) -> ProblemLine:
    criterion = found.sheet.edition.criteria.get(row.no)
    return ProblemLine(remark.cell, row.no, criterion.label if criterion else None, remark_words(remark))


def _change(row: Judged, found: Proposed, looking: Looking, *, is_chosen: bool) -> RowChange:
    criterion = found.sheet.edition.criteria[row.no]
    address = reverse(
        "answering:requirement",
        kwargs={"assessment_id": found.sheet.id, "requirement_no": criterion.requirement_no},
    )
    return RowChange(
        no=row.no,
        label=criterion.label,
        value=f"{row.no}:{row.before.version}",
        row=row.filled.row,
        fields=[_field(name, row) for name in FIELDS if name in row.changed_fields],
        hints=[remark_words(hint) for hint in row.filled.hints],
        is_chosen=is_chosen and row.no not in looking.again and looking.form is None,
        was_changed_meanwhile=row.no in looking.again,
        address=f"{address}?criterion={row.no}",
    )


def _field(name: str, row: Judged) -> FieldChange:
    before, after = str(getattr(row.before.text, name)), str(getattr(row.after, name))
    label, cell = str(FIELD_WORDS[name]), row.filled.cells.get(name, "")
    if name != "result":
        return FieldChange(label, cell, before, after)
    return FieldChange(label, cell, before, after, _state(row.no, row.before.text), _state(row.no, row.after))


def _state(no: str, text: AnswerText) -> AnswerState:
    return state_of(AnswerValue(no, text))
