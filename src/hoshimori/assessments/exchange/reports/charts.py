"""How far each category has come, as a drawing: the same in pages and in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.reports.words import RESULTS, TO_CONFIRM, Teller
from hoshimori.assessments.rules.answers import Result
from hoshimori.documents.charts import Kind, Look, Row, squares
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.assessments.rules.progress import Progress
    from hoshimori.schemes.rules import Edition

LOOKS: Mapping[Result, Look] = {
    Result.MET: Look.CHECK,
    Result.NOT_MET: Look.CROSS,
    Result.NOT_APPLICABLE: Look.DASH,
    Result.BLANK: Look.EMPTY,
}

_TITLE = Text("大分類ごとの回答の状況", "Answers by category")
_DESCRIPTION = Text(
    "1つの四角が1つの評価基準です。右の数は、回答した数と全体の数です。同じ数が表にもあります。",
    "Each square is one criterion. On the right: how many are answered, of how many. The table has the same numbers.",
)


def progress_chart(edition: Edition, progress: Mapping[str, Progress], language: str, name: str = "progress") -> str:
    """Return the chart as SVG. `progress` is by category number; `name` tells several charts of one page apart."""
    tell = Teller(language)
    names = {category.no: tell(category.name) for category in edition.categories}
    return squares(
        title=tell(_TITLE),
        description=tell(_DESCRIPTION),
        kinds=[Kind(word, look) for word, look in kinds(tell)],
        rows=[
            Row(f"{no} {names[no]}", f"{part.answered} / {part.total}", counts(part)) for no, part in progress.items()
        ],
        name=name,
    )


def description(language: str) -> str:
    """Return the words that stand for the chart where it cannot be seen."""
    tell = Teller(language)
    return f"{tell(_TITLE)} {tell(_DESCRIPTION)}"


def kinds(tell: Teller) -> list[tuple[str, Look]]:
    """Return what can be said about a criterion, each with its word and its look, in the order they are counted."""
    given = (Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE)
    return [
        *((tell(RESULTS[result]), LOOKS[result]) for result in given),
        (tell(TO_CONFIRM), Look.DOT),
        (tell(RESULTS[Result.BLANK]), LOOKS[Result.BLANK]),
    ]


def counts(progress: Progress) -> tuple[int, ...]:
    """Return how many criteria there are of each kind, in the order of `kinds`."""
    return (progress.met, progress.not_met, progress.not_applicable, progress.to_confirm, progress.blank)
