"""Read a filled workbook into what it says about each criterion, with every problem at its cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hoshimori.assessments.exchange import marks
from hoshimori.assessments.exchange.columns import ANSWER_COLUMNS, HEADINGS, Kind
from hoshimori.assessments.exchange.remembering import recall
from hoshimori.assessments.exchange.writing import MEMORY_SHEET
from hoshimori.assessments.rules.answers import TEXT_LIMIT, AnswerText, Result
from hoshimori.assessments.rules.importing import Filled, Hint, Problem, Remark, even
from hoshimori.documents.workbooks.cells import CellKind, Workbook
from hoshimori.documents.workbooks.reading import read as read_workbook
from hoshimori.schemes.exchange.locating import edition_of, locate
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from hoshimori.documents.workbooks.cells import Cell
    from hoshimori.schemes.exchange.locating import Line, Located
    from hoshimori.schemes.rules import Edition, Level

_SHOWN = 80


@dataclass(frozen=True)
class Reading:
    """What a workbook says, and where it was read.

    `left_aside` are criteria that another level asks for. `missing` are parts of an answer without a column.
    `is_of_another` tells that Hoshimori wrote the file for another self-evaluation.
    """

    sheet: str
    first_row: int
    last_row: int
    rows: Sequence[Filled]
    left_aside: Sequence[str]
    missing: Sequence[str]
    is_of_another: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Against what a workbook is read: a self-evaluation, its edition and level, and all editions by their numbers."""

    assessment_id: UUID
    edition: Edition
    level: Level
    editions: Mapping[str, Collection[str]]


def read(content: bytes, asked: Asked) -> Reading:
    """Return what a filled workbook says.

    Raises:
        Invalid: the file is no workbook that can be read (see `documents.workbooks`), it holds no table of criteria
            or no column to answer in, or its criteria are those of another edition.
    """
    workbook = read_workbook(content)
    memory = recall(workbook)
    located = locate(Workbook([sheet for sheet in workbook.sheets if sheet.name != MEMORY_SHEET]), HEADINGS)
    if located is None:
        raise Invalid("WORKBOOK_WITHOUT_CRITERIA", field="file")
    _require_edition(located.numbers, memory.edition, asked)
    columns = _answer_columns(located)
    if not columns:
        raise Invalid("WORKBOOK_WITHOUT_ANSWERS", field="file")
    is_of_another = memory.assessment not in {"", str(asked.assessment_id)}
    wanted = {criterion.no for criterion in asked.edition.criteria_of(asked.level)}
    filled = _each_once([row for line in located.lines if (row := _row(located, line, columns, asked)) is not None])
    return Reading(
        sheet=located.sheet.name,
        first_row=located.head.row + 1,
        last_row=max((row.row for row in filled), default=located.head.row + 1),
        rows=[
            row if is_of_another else replace(row, baseline=memory.baselines.get(row.no))
            for row in filled
            if row.no in wanted or row.no not in asked.edition.criteria
        ],
        left_aside=sorted({row.no for row in filled if row.no in asked.edition.criteria} - wanted, key=_by_number),
        missing=[column.kind.value for column in ANSWER_COLUMNS if column.kind not in columns],
        is_of_another=is_of_another,
    )


def _by_number(no: str) -> tuple[int, ...]:
    return tuple(int(part) for part in no.split("-"))


def _require_edition(numbers: Collection[str], written_for: str, asked: Asked) -> None:
    found = edition_of(numbers, asked.editions) or (written_for if written_for in asked.editions else None)
    if found not in {None, asked.edition.code}:
        raise Invalid("WORKBOOK_OF_ANOTHER_EDITION", field="file", edition=found)


def _answer_columns(located: Located) -> dict[Kind, int]:
    """Return where each part of an answer stands: the column with our own header, else the nearest to its mark."""
    found: dict[Kind, int] = {}
    for column in ANSWER_COLUMNS:
        places = located.head.columns.get(column.kind, ())
        titles = {column.header.ja, column.header.en}
        exact = [place for place in places if located.sheet.cell(located.head.row, place).text.strip() in titles]
        behind = [place for place in exact or places if place > found.get(Kind.RESULT, 0)]
        if places:
            found[column.kind] = (behind or exact or list(places))[0]
    return found


def _row(located: Located, line: Line, columns: Mapping[Kind, int], asked: Asked) -> Filled | None:
    """Return what a row says; None for one that speaks of no criterion and answers nothing."""
    cells = {kind: located.sheet.cell(line.row, column) for kind, column in columns.items()}
    says_nothing = all(cell.is_blank for cell in cells.values())
    no, remarks = _number(line, asked.edition)
    if line.no is None and (located.is_header_again(line) or says_nothing):
        return None
    text, problems, hints = _answer(located, cells)
    return Filled(
        row=line.row,
        no=no,
        number_cell=line.cell.address,
        text=text,
        cells={kind.value: cell.address for kind, cell in cells.items()},
        problems=[*remarks, *problems],
        hints=hints,
    )


def _number(line: Line, edition: Edition) -> tuple[str, list[Remark]]:
    shown = Remark("", line.cell.address, line.cell.text[:_SHOWN])
    if line.no in edition.criteria:
        return line.no or "", []
    if line.no:
        return line.no, [replace(shown, code=Problem.NUMBER_UNKNOWN)]
    if line.cell.kind == CellKind.DAY:
        return "", [replace(shown, code=Problem.NUMBER_IS_A_DAY)]
    code = Problem.NUMBER_MISSING if line.cell.is_blank else Problem.NUMBER_UNKNOWN
    return "", [replace(shown, code=code)]


def _answer(located: Located, cells: Mapping[Kind, Cell]) -> tuple[AnswerText, list[Remark], list[Remark]]:
    problems = [remark for cell in cells.values() if (remark := _unusable(located, cell)) is not None]
    hints = [
        Remark(Hint.DAY_AS_TEXT, cell.address, cell.text)
        for kind, cell in cells.items()
        if kind != Kind.RESULT and cell.kind == CellKind.DAY
    ]
    texts = {kind.value: even(cell.text)[: TEXT_LIMIT + 1] for kind, cell in cells.items() if kind != Kind.RESULT}
    result, mark = Result.BLANK, cells.get(Kind.RESULT)
    if mark is not None and not any(remark.cell == mark.address for remark in problems):
        said = marks.read(mark.text)
        if said is None:
            problems.append(Remark(Problem.MARK_UNKNOWN, mark.address, mark.text[:_SHOWN]))
        else:
            result = said.result
            hints += [Remark(said.hint, mark.address, mark.text)] if said.hint else []
    return AnswerText(result, **texts), problems, hints


def _unusable(located: Located, cell: Cell) -> Remark | None:
    part = located.sheet.merge_at(cell.row, cell.column)
    if cell.is_formula:
        return Remark(Problem.FORMULA, cell.address, cell.text[:_SHOWN])
    if cell.kind == CellKind.ERROR:
        return Remark(Problem.ERROR_VALUE, cell.address, cell.text[:_SHOWN])
    if part is not None and part.top != part.bottom and not located.sheet.cell(part.top, part.left).is_blank:
        return Remark(Problem.MERGED, cell.address)
    return None


def _each_once(rows: Sequence[Filled]) -> list[Filled]:
    """Let a number stand once: rows that say the same become one, rows that differ are a problem each."""
    by_number: dict[str, list[Filled]] = defaultdict(list)
    for row in rows:
        by_number[row.no].append(row)
    kept = []
    for row in rows:
        same = by_number[row.no]
        if len(same) == 1 or not row.no:
            kept.append(row)
        elif row.problems or any((other.text, other.problems) != (row.text, row.problems) for other in same):
            others = ", ".join(other.number_cell for other in same if other is not row)
            kept.append(replace(row, problems=[*row.problems, Remark(Problem.NUMBER_TWICE, row.number_cell, others)]))
        elif row is same[0]:
            kept.append(replace(row, hints=[*row.hints, Remark(Hint.SAME_ROW_TWICE, row.number_cell)]))
    return kept
