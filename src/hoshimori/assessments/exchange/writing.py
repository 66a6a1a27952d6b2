"""Write a self-evaluation as a workbook in the official column layout: B..N the criteria, O..R the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.about import about
from hoshimori.assessments.exchange.columns import ANSWER_COLUMNS, TO_CONFIRM, TO_CONFIRM_HEADER
from hoshimori.assessments.exchange.marks import PARTLY, WRITTEN
from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.importing import FIELDS, even, fingerprint
from hoshimori.documents.workbooks.writing import AnySheet, Column, HiddenSheet, Look, Properties, TableSheet
from hoshimori.documents.workbooks.writing import write as write_workbook
from hoshimori.schemes.exchange.layout import LAYOUT, places
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hoshimori.assessments.exchange.filling import Filling
    from hoshimori.assessments.rules.answers import AnswerValue
    from hoshimori.schemes.exchange.layout import Place

MEMORY_SHEET = "hoshimori"
"""The hidden sheet that remembers what the answers were when the file was written."""

_FROZEN = 5
_WRONG_MARK = Text("自己評価の記号", "Mark of the self-evaluation")
_WRONG_MARK_SAYS = Text(
    "○ × 該当なし のどれかを選んでください。△ は取り込むと不適合になります。",
    "Please choose Met, Not met or N/A. Partly met is taken in as not met.",
)


def write(filling: Filling, language: str) -> bytes:
    """Return the workbook in Japanese ("ja") or English ("en")."""
    said = about(filling, language)
    sheets: list[AnySheet] = [_table(filling, language, said.title), said, memory(filling)]
    return write_workbook(
        sheets, Properties(said.title, filling.organization, said.lines[0][1], made_at=filling.made_at)
    )


def _table(filling: Filling, language: str, title: str) -> TableSheet:
    level = f"★{int(filling.level)}"
    asked = [place for place in places(filling.edition) if place.criterion.level <= filling.level]
    has_taken_over = any(answer.taken_over for answer in filling.answers.values())
    last = [Column(TO_CONFIRM_HEADER.in_language(language), 20, Look.QUIET)] if has_taken_over else []
    rows = [_row(place, filling.answer(place.criterion.no), language) for place in asked]
    width = len(LAYOUT) + len(ANSWER_COLUMNS) + len(last)
    return TableSheet(
        name=f"{level} {Text('自己評価', 'self-evaluation').in_language(language)}",
        title=f"{title}　{filling.organization}",
        columns=[*(column.column(language) for column in LAYOUT), *_answer_columns(language), *last],
        rows=[row[:width] for row in rows],
        frozen=_FROZEN,
        wrong_choice=(_WRONG_MARK.in_language(language), _WRONG_MARK_SAYS.in_language(language)),
    )


def _answer_columns(language: str) -> list[Column]:
    words = [WRITTEN[Result.MET], PARTLY, WRITTEN[Result.NOT_MET], WRITTEN[Result.NOT_APPLICABLE]]
    choices = [word.in_language(language) for word in words]
    unmet = [WRITTEN[Result.NOT_MET].in_language(language), PARTLY.in_language(language)]
    return [
        Column(
            column.header.in_language(language),
            column.width,
            column.look,
            choices=choices if column.look == Look.MARK else (),
            emphasis=unmet if column.look == Look.MARK else (),
        )
        for column in ANSWER_COLUMNS
    ]


def _row(place: Place, answer: AnswerValue, language: str) -> Sequence[str]:
    text = answer.text
    return [
        *(column.value(place, language) for column in LAYOUT),
        WRITTEN[text.result].in_language(language),
        *(even(getattr(text, name)) for name in FIELDS[1:]),
        TO_CONFIRM.in_language(language) if answer.taken_over else "",
    ]


def memory(filling: Filling) -> HiddenSheet:
    """Return what lets an import tell what was changed in the workbook from what was changed on the screen since."""
    head = [
        ("format", "1"),
        ("assessment", str(filling.assessment_id)),
        ("edition", filling.edition.code),
        ("level", str(int(filling.level))),
        ("made_at", filling.made_at.isoformat()),
    ]
    asked = [filling.answer(criterion.no) for criterion in filling.edition.criteria_of(filling.level)]
    lines = [(answer.criterion_no, str(answer.version), fingerprint(answer.text)) for answer in asked]
    return HiddenSheet(MEMORY_SHEET, [*head, *lines])
