"""The columns O to R of the workbook, and by which header words they are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hoshimori.documents.workbooks.tables import Heading
from hoshimori.documents.workbooks.writing import Look
from hoshimori.schemes.exchange import layout
from hoshimori.shared.bilingual import Text


class Kind(StrEnum):
    """The parts of an answer, in the order of their columns O, P, Q, R."""

    RESULT = "result"
    REASON = "reason"
    PLAN = "plan"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One of the columns O to R."""

    kind: Kind
    header: Text
    width: float
    look: Look


ANSWER_COLUMNS: tuple[AnswerColumn, ...] = (
    AnswerColumn(Kind.RESULT, Text("自己評価", "Self-evaluation"), 10, Look.MARK),
    AnswerColumn(Kind.REASON, Text("理由", "Reason"), 38, Look.ENTRY),
    AnswerColumn(Kind.PLAN, Text("根拠および実施する事", "Basis and what will be done"), 38, Look.ENTRY),
    AnswerColumn(Kind.NOTE, Text("補足", "Supplement"), 26, Look.ENTRY),
)

TO_CONFIRM_HEADER = Text("引き継ぎ", "Taken over")
TO_CONFIRM = Text(
    "前回から引き継ぎ。もう一度確かめるまで数えません。", "Taken over. Counts once it is confirmed again."
)

HEADINGS: tuple[Heading, ...] = (
    *layout.HEADINGS,
    Heading.of(Kind.NOTE, r".*(?:補足|備考|メモ|コメント).*", r"remarks?", r"notes?", r"comments?", r"supplement.*"),
    Heading.of(
        Kind.PLAN,
        r".*実施する(?:事|こと|内容).*",
        r".*(?:今後|これから|改善|対応予定|対応方針|対応計画|実施予定|対策予定).*",
        r".*willbedone.*",
        r"(?:action)?plans?",
        r"nextsteps?",
        r"todo",
    ),
    Heading.of(
        Kind.REASON,
        r".*(?:理由|判断根拠).*",
        r"(?:現在の|現在|実施|対応|取組|取り組み)の?(?:状況|内容)",
        "現状",
        r"whymet.*",
        r"reasons?",
        r"rationale",
        r"justification",
        r"basis",
    ),
    Heading.of(
        Kind.RESULT,
        r"自己(?:評価|点検|判定|診断|採点)(?!.*(?:者|日)).*",
        r"(?:評価|判定|適合|点検|回答)(?:結果|状況|欄|可否)?",
        "適否",
        r"self(?:evaluation|assessment).*",
        r"(?:evaluation|assessment)?results?",
        r"answers?",
    ),
)
"""How all columns are known, ours and the official ones; the first heading that matches decides."""
